"""Batches of imported figures."""

import re

from ..models import ImportBatch


def batch_of(code: str) -> ImportBatch | None:
    """The batch that a command names: 「statistics-12」 or 「12」."""
    found = re.fullmatch(r"(?:statistics-)?(\d{1,18})", code.strip())
    return ImportBatch.objects.filter(pk=int(found[1])).first() if found else None
