"""Reading the trail and checking the chain."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import models

from .anchors import kept_heads
from .models import AuditEntry, AuditSeal
from .rules.chain import Break, Sealed, breaks

PAGE = 2000

# What is hashed. A column that is added one day must not be added here: old seals would no longer hold.
CONTENT = (
    "id", "at", "actor_kind", "actor_id", "actor_name", "role_title", "body_id", "body_name", "address",
    "action", "object_kind", "object_id", "object_label", "changes", "personal", "reason",
)  # fmt: skip


def content_of(entry: AuditEntry, sealed_at: datetime) -> dict[str, Any]:
    """All that an entry says and when it was sealed, as it is hashed."""
    found = {name: getattr(entry, name) for name in CONTENT}
    return {**found, "at": _instant(entry.at), "sealed_at": _instant(sealed_at)}


def entries_of(obj: models.Model) -> models.QuerySet[AuditEntry]:
    """What was done to one object, newest first: the audit drawer."""
    return AuditEntry.objects.filter(object_kind=obj._meta.label, object_id=str(obj.pk))


def last_seal() -> AuditSeal | None:
    return AuditSeal.objects.order_by("-position").first()


def unsealed_entries() -> models.QuerySet[AuditEntry]:
    """What the worker has still to seal, in order of writing."""
    return AuditEntry.objects.filter(seal=None).order_by("id")


def chain_breaks(limit: int = 100) -> list[Break]:
    """The first places where the sealed chain or the heads kept outside do not hold; empty when all is well."""
    return list(islice(breaks(_sealed(), kept_heads()), limit))


def _sealed() -> Iterator[Sealed]:
    """The chain from its beginning, a page at a time, so that memory stays bounded."""
    last = 0
    while True:
        seals = AuditSeal.objects.filter(position__gt=last).select_related("entry").order_by("position")[:PAGE]
        page = list(seals)
        for seal in page:
            content = content_of(seal.entry, seal.sealed_at)
            yield Sealed(seal.position, seal.algorithm, seal.previous, seal.hash, content)
        if len(page) < PAGE:
            return
        last = page[-1].position


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
