"""What feeds the index."""

from .outbox import reindex

__all__ = ["reindex"]
