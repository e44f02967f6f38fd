"""Pure rules of figures: values and dates in, result with its reason out."""
