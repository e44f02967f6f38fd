"""Indicators and their figures over HTTP, read only."""
