"""Forms, one module a concern."""
