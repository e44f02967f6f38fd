"""What the government does, one Django app each."""
