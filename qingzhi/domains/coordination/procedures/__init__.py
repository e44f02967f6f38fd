"""Declared procedures of coordination."""
