"""What a batch changed, field by field."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from qingzhi.base.audit.wording import worded

from ..models import Batch, Change

SHOWN = 50


@dataclass(frozen=True)
class Changed:
    """One record: its name, its address if it has one, and (field, old, new) in words."""

    label: str
    url: str
    changes: list[tuple[str, Any, Any]]


def first_changes(batch: Batch, count: int = SHOWN) -> list[Changed]:
    """The first records whose values a batch changed; a few queries, whatever their number."""
    rows = list(batch.changes.exclude(new={}).order_by("id")[:count])
    records = _records(rows)
    return [_worded(row, records.get((row.model, row.object_id))) for row in rows]


def _records(rows: list[Change]) -> dict[tuple[str, int], Any]:
    ids: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        ids[row.model].append(row.object_id)
    found: dict[tuple[str, int], Any] = {}
    for label, wanted in ids.items():
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            continue
        found |= {(label, pk): one for pk, one in model._default_manager.in_bulk(wanted).items()}
    return found


def _worded(row: Change, record: Any) -> Changed:
    names = [name for name in row.new if row.old.get(name) != row.new[name]] or list(row.old)
    told = worded(row.model, {name: [row.old.get(name), row.new.get(name)] for name in names})
    url = getattr(record, "get_absolute_url", str)() if record is not None else ""
    label = str(record) if record is not None else f"{row.model} {row.object_id}"
    return Changed(label, url, [(name, old, new) for name, (old, new) in told])
