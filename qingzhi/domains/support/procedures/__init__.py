"""Declarations of the cases of support; importing a module registers it."""
