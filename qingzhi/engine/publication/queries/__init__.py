"""Reads: what is public, what is open, what was objected to, whether the way is clear."""

from .notices import (
    clear_of_objections,
    is_open,
    open_notices,
    public_publications,
    publications_about,
    rows_about,
)
from .objections import (
    about,
    grounds_for,
    objection_by_receipt,
    objections_of,
    open_objections,
)

__all__ = [
    "about",
    "clear_of_objections",
    "grounds_for",
    "is_open",
    "objection_by_receipt",
    "objections_of",
    "open_notices",
    "open_objections",
    "public_publications",
    "publications_about",
    "rows_about",
]
