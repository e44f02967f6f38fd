"""Writes on messages, one verb each."""

from .delivering import deliver_outbox
from .gathering import compose_digests
from .reading import mark_all_read, mark_read
from .sending import send
from .wording import choose_mail, edit_text, end_text

__all__ = [
    "choose_mail",
    "compose_digests",
    "deliver_outbox",
    "edit_text",
    "end_text",
    "mark_all_read",
    "mark_read",
    "send",
]
