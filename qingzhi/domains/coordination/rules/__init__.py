"""Pure rules of coordination."""
