"""Pages of figures for the desk."""
