"""Pure rules of parties: names, identifiers, sizes."""
