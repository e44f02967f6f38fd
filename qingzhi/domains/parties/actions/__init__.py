"""What is done to parties."""
