"""Pages of whoever is signed in."""
