"""Pages of the desk and of applicants."""
