"""Pages of cultivation."""
