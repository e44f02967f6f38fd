"""Writing entries."""

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import connection, models

from qingzhi.base import clock
from qingzhi.base.permits import Actor

from ..models import AuditEntry
from ..personal import encrypted


def record(
    actor: Actor,
    action: str,
    obj: models.Model | None = None,
    *,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    personal: Mapping[int, Mapping[str, Any]] | None = None,
    reason: str = "",
    label: str = "",
) -> AuditEntry:
    """Write one entry in the action's own transaction; raises outside of one.

    `changes` maps field names to (old, new); values are stored as plain JSON. What is personal goes into `personal`,
    by subject (`{subject_id: {"phone": (old, new)}}`): it is stored as ciphertext that can be erased by law.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{action}: an action must audit inside its transaction")
    return AuditEntry.objects.create(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.user_id,
        actor_name=clean(actor.name)[:100],
        role_title=clean(actor.role_title)[:100],
        body_id=actor.body_id,
        body_name=clean(actor.body_name)[:200],
        address=clean(actor.address)[:64],
        action=action,
        object_kind=obj._meta.label if obj is not None else "",
        object_id=str(obj.pk)[:64] if obj is not None else "",
        object_label=clean(label or (str(obj) if obj is not None else ""))[:300],
        changes={name: [plain(old), plain(new)] for name, (old, new) in (changes or {}).items()},
        personal=encrypted({subject: plain(values) for subject, values in (personal or {}).items()}),
        reason=clean(reason),
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
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return clean(str(value))
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=lambda item: json.dumps(item, ensure_ascii=False))
    return clean(str(value))


def clean(text: str) -> str:
    """The text without what a database or the chain cannot hold: null characters and lone surrogates."""
    return str(text).replace("\x00", "\u2400").encode("utf-8", "replace").decode()
