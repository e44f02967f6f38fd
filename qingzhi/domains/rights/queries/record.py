"""A right as its record's page and its form see it: the typed part, what stands in the form, the stamp of what stands."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import QuerySet

from ..models import (
    GeographicalIndication,
    Layout,
    Patent,
    Right,
    Software,
    Trademark,
    Variety,
    Work,
)
from ..terms import RightKind, Scheme

DETAIL_MODELS: dict[str, type[models.Model]] = {
    RightKind.PATENT: Patent,
    RightKind.TRADEMARK: Trademark,
    RightKind.GI: GeographicalIndication,
    RightKind.WORK: Work,
    RightKind.SOFTWARE: Software,
    RightKind.VARIETY: Variety,
    RightKind.LAYOUT: Layout,
}
NOT_TYPED = ("right", "image", "main_class")
COMMON_FIELDS = ("title", "applied_on", "registered_on", "expires_on", "is_public")
SCHEMES = {RightKind.PATENT: (Scheme.IPC, Scheme.LOCARNO), RightKind.TRADEMARK: (Scheme.NICE,)}


def detail_fields(kind: str) -> list[str]:
    """The fields of a kind's own table that people write."""
    fields = DETAIL_MODELS[RightKind(kind)]._meta.concrete_fields
    return [field.name for field in fields if field.name not in NOT_TYPED]


def detail_of(right: Right) -> Any:
    """The row of the kind's own table; None where an import left none."""
    return getattr(right, right.kind, None)


def with_detail(rows: QuerySet[Right], kinds: Iterable[str] = RightKind) -> QuerySet[Right]:
    """The rights together with their typed part."""
    return rows.select_related(*[str(kind) for kind in kinds])


def values_of(right: Right) -> dict[str, Any]:
    """What the register says of a right in the fields of its form."""
    detail = detail_of(right)
    found = {name: getattr(right, name) for name in COMMON_FIELDS}
    found |= {name: getattr(detail, name, "") for name in detail_fields(right.kind)}
    found["classes"] = "；".join(right.classes.order_by("position", "pk").values_list("symbol", flat=True))
    return found


def stamp_of(right: Right) -> str:
    """A stamp of everything that the form shows: another one means that somebody changed the record."""
    told = "\x1f".join(f"{name}={value}" for name, value in sorted(values_of(right).items()))
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
