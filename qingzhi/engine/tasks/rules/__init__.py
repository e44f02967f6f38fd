"""Pure rules: values and dates in, result with its reason out."""
