"""Pure rules: what of a value the public sees, and what never leaves."""
