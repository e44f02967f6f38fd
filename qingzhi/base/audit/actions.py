"""Writing and sealing. `record` is called by every action; nothing else may create an entry."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from qingzhi.base import clock
from qingzhi.base.permits import Actor

from .models import AuditEntry, AuditSeal
from .queries import content_of
from .rules.chain import FIRST, link

BATCH = 500


def record(
    actor: Actor,
    action: str,
    obj: models.Model | None = None,
    *,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
    label: str = "",
) -> AuditEntry:
    """Write one entry in the action's own transaction; raises outside of one.

    `changes` maps field names to (old, new); values are stored as plain JSON.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{action}: an action must audit inside its transaction")
    return AuditEntry.objects.create(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.user_id,
        actor_name=actor.name,
        role_title=actor.role_title,
        body_id=actor.body_id,
        body_name=actor.body_name,
        address=actor.address,
        action=action,
        object_kind=obj._meta.label if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=(label or (str(obj) if obj is not None else ""))[:300],
        changes={name: [plain(old), plain(new)] for name, (old, new) in (changes or {}).items()},
        reason=reason,
    )


def changed(obj: models.Model, **new: Any) -> dict[str, tuple[Any, Any]]:
    """Set these fields on an object (without saving) and tell which of them changed, as (old, new)."""
    found = {}
    for name, value in new.items():
        old = getattr(obj, name)
        if old != value:
            found[name] = (old, value)
            setattr(obj, name, value)
    return found


def plain(value: Any) -> Any:
    """A value as it stands in an entry: text, number, truth, null, or lists and maps of these."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(item) for item in value]
    return json.loads(json.dumps(value, default=str))


def seal_entries() -> int:
    """Chain the entries that are not sealed yet, in order of writing; returns how many.

    Run by the worker alone, so that writers do not queue for the chain.
    """
    with transaction.atomic():
        last = AuditSeal.objects.select_for_update().order_by("-position").first()
        position, previous = (last.position, last.hash) if last else (0, FIRST)
        seals = []
        for entry in AuditEntry.objects.filter(seal=None).order_by("id")[:BATCH]:
            position += 1
            found = link(settings.QINGZHI_DIGEST, previous, content_of(entry))
            seals.append(
                AuditSeal(
                    position=position, entry=entry, algorithm=settings.QINGZHI_DIGEST, previous=previous, hash=found
                )
            )
            previous = found
        AuditSeal.objects.bulk_create(seals)
    return len(seals)
