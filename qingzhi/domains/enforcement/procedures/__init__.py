"""Declared procedures of protection."""
