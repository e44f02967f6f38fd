"""Rights as they stand, with their histories, read in a few queries for a chunk of updates, as plain JSON values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from ...models import GiUser, Holding, Right, RightClass, RightLink, StatusSpan
from ...rules.rows_history import Span
from ...terms import HoldingRole, LinkKind
from .lookup import day

RIGHT_FIELDS = (
    "number_shown", "number_check", "title", "applied_on", "registered_on", "expires_on", "status", "status_on",
    "holder_text", "region_code", "is_public", "data_as_of", "digest", "batch_id",
)  # fmt: skip
TABLES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "statuses": (StatusSpan, ("id", "right_id", "status", "valid_from", "valid_to", "basis", "batch_id")),
    "holdings": (
        Holding,
        ("id", "right_id", "party_id", "role", "position", "name_written", "valid_from", "valid_to", "batch_id"),
    ),
    "classes": (RightClass, ("id", "right_id", "scheme", "symbol", "position")),
    "links": (
        RightLink,
        ("id", "right_id", "other_id", "other_country", "other_number", "other_on", "kind"),
    ),
    "users": (GiUser, ("id", "right_id", "party_id", "name_written", "valid_from", "valid_to", "announcement")),
}
Rows = list[tuple[Any, ...]]


@dataclass
class Standing:
    """One right: its own values by field, the values of its kind's table by field, and the rows of its histories."""

    id: int
    right: dict[str, Any]
    own: dict[str, Any]
    tables: dict[str, Rows] = field(default_factory=lambda: defaultdict(list))

    @property
    def spans(self) -> list[Span]:
        return [Span(row[2], row[3], row[4], row[5]) for row in self.tables["statuses"]]

    @property
    def open_holdings(self) -> Rows:
        """Who holds it now, in order."""
        holder = HoldingRole.HOLDER.value
        return [row for row in self.tables["holdings"] if row[3] == holder and row[7] is None]

    @property
    def priorities(self) -> Rows:
        return [row for row in self.tables["links"] if row[6] == LinkKind.PRIORITY.value]


def standing(ids: Sequence[int], model: type[models.Model], own: Sequence[str]) -> dict[int, Standing]:
    """The rights with these ids, by id."""
    found: dict[int, Standing] = {}
    for row in Right.objects.filter(pk__in=ids).order_by().values_list("id", *RIGHT_FIELDS):
        found[row[0]] = Standing(row[0], dict(zip(RIGHT_FIELDS, map(plain, row[1:]), strict=True)), {})
    for row in model._default_manager.filter(pk__in=ids).order_by().values_list("pk", *own):
        found[row[0]].own = dict(zip(own, map(plain, row[1:]), strict=True))
    for name, (table, columns) in TABLES.items():
        if name == "users" and model._meta.model_name != "geographicalindication":
            continue
        for row in table._default_manager.filter(right_id__in=ids).order_by("right_id", "id").values_list(*columns):
            found[row[1]].tables[name].append(tuple(map(plain, row)))
    for one in found.values():
        one.tables["statuses"].sort(key=lambda row: (row[3] or "", row[0]))
        one.tables["holdings"].sort(key=lambda row: (row[4], row[0]))
        one.tables["classes"].sort(key=lambda row: (row[4], row[0]))
    return found


def plain(value: Any) -> Any:
    """A value as JSON keeps it: days as texts, digests as hexadecimal."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return day(value)
