"""Plans in force and their targets over HTTP, read only."""
