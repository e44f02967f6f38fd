"""Factories of protection."""
