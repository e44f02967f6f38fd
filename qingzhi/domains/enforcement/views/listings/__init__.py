"""Lists of protection."""
