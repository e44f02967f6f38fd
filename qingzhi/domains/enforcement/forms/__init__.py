"""Forms of protection."""
