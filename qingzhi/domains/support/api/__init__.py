"""Calls for applications over HTTP, read only."""
