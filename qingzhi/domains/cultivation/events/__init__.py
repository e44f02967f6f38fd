"""What happens in cultivation."""
