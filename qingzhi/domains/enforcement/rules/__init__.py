"""Pure rules of protection."""
