"""Pure rules of procedures."""
