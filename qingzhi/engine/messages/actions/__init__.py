"""Writes on messages, one verb each."""

from .delivering import deliver_outbox
from .reading import mark_all_read, mark_read
from .sending import send

__all__ = ["deliver_outbox", "mark_all_read", "mark_read", "send"]
