"""Factories for tests, one module a concern."""

from .versions import compiled_sample, make_draft, make_published, office, reader

__all__ = ["compiled_sample", "make_draft", "make_published", "office", "reader"]
