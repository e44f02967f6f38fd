"""Pure rules of cultivation."""
