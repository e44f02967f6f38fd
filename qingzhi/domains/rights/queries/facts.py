"""The facts of a right in words, each with where it comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import Right
from ..terms import NumberCheck, RightKind
from .record import detail_fields, detail_of
from .regions import region_name
from .sources import Origins, Source

COMMON = ("number_shown", "title", "applied_on", "registered_on", "expires_on", "holder_text", "region_code")
LONG = ("abstract", "goods", "area")


@dataclass(frozen=True)
class Fact:
    """One line of a record's page."""

    name: str
    label: str
    value: Any
    source: Source | None = None
    note: str = ""
    place: int = 0  # of the source among the record's sources, from 1

    @property
    def is_long(self) -> bool:
        return self.name in LONG

    @property
    def may_republish(self) -> bool:
        """Whether the public may see it; what has no known origin stays inside."""
        return self.source is not None and self.source.allows(self.name)


def facts_of(right: Right, origins: Origins) -> list[Fact]:
    """What the register says of a right; empty fields are left out."""
    found = [_fact(right, name, origins) for name in COMMON]
    detail = detail_of(right)
    if detail is not None:
        found += [_fact(detail, name, origins) for name in detail_fields(right.kind)]
    return [one for one in found if one.value not in (None, "", False)]


def _fact(row: Any, name: str, origins: Origins) -> Fact:
    field = row._meta.get_field(name)
    value = getattr(row, name)
    note = ""
    if field.flatchoices:
        value = dict(field.flatchoices).get(value, value)
    elif isinstance(value, bool):
        value = "是" if value else ""
    elif isinstance(value, date):
        value = value.isoformat()
    elif name == "region_code":
        value = region_name(value)
    elif name == "number_shown":
        note = "" if row.number_check == NumberCheck.VERIFIED else NumberCheck(row.number_check).label
    source = origins.of(name)
    place = origins.all.index(source) + 1 if source is not None else 0
    return Fact(name, _label(row, name, str(field.verbose_name)), value, source, note, place)


LABELS = {
    ("registered_on", RightKind.PATENT): "授权公告日", ("registered_on", RightKind.TRADEMARK): "注册公告日",
    ("number_shown", RightKind.PATENT): "申请号", ("number_shown", RightKind.TRADEMARK): "注册号",
    ("title", RightKind.TRADEMARK): "商标名称",
}  # fmt: skip


def _label(row: Any, name: str, usual: str) -> str:
    if not isinstance(row, Right):
        return usual
    shorter = {"number_shown": "登记号", "registered_on": "登记日", "holder_text": "权利人", "region_code": "地区"}
    return LABELS.get((name, RightKind(row.kind))) or shorter.get(name) or usual
