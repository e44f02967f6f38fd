"""Pure rules of figures: periods, numbers and units, columns and rows of files."""
