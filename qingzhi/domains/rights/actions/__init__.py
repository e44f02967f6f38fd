"""What is done to rights."""
