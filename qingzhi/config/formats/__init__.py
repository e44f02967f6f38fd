"""How figures are written on pages, by language."""
