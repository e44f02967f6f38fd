"""Pure rules of the expert register."""
