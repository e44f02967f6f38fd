"""Pages of the expert register."""
