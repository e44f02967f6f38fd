"""Reading the trail and checking the chain."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from .models import AuditEntry, AuditSeal
from .rules.chain import Break, breaks


def content_of(entry: AuditEntry) -> dict[str, Any]:
    """All that an entry says, as it is hashed."""
    found = {}
    for field in AuditEntry._meta.concrete_fields:
        value = getattr(entry, field.attname)
        found[field.attname] = f"{value.timestamp():.6f}" if field.attname == "at" else value
    return found


def entries_of(obj: models.Model) -> models.QuerySet[AuditEntry]:
    """What was done to one object, newest first: the audit drawer."""
    return AuditEntry.objects.filter(object_kind=obj._meta.label, object_id=str(obj.pk))


def chain_breaks() -> list[Break]:
    """Every place where the sealed chain does not hold; empty when all is well."""
    return list(breaks(_sealed()))


def _sealed() -> Iterator[tuple[int, str, str, str, dict[str, Any]]]:
    for seal in AuditSeal.objects.select_related("entry").order_by("position").iterator(chunk_size=1000):
        yield seal.position, seal.algorithm, seal.previous, seal.hash, content_of(seal.entry)
