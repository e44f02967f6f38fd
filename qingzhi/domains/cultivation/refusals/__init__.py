"""What cultivation refuses."""
