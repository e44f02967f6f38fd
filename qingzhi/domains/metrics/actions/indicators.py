"""Declaring indicators."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..events import IndicatorDeclared
from ..models import Indicator
from ..queries.indicators import name_index
from ..refusals import ValueNotValid
from ..rules.names import plain
from ..terms import Direction, IndicatorKind


@transaction.atomic
def declare_indicator(
    *,
    actor: Actor,
    code: str,
    name: str,
    meaning: str,
    unit: str,
    kind: str,
    direction: str = Direction.UP,
    source_note: str = "",
    owner: Body | None = None,
    aliases: Sequence[str] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    plausible_from: Decimal | None = None,
    plausible_to: Decimal | None = None,
    position: int | None = None,
    reason: str = "",
) -> Indicator:
    """Declare an indicator, or change the definition of the one with that code. Saying the same again changes nothing.

    A unit or kind that figures were entered in is not changed: their meaning would change with it.
    """
    require(actor, "metrics.indicator.manage")
    values: dict[str, Any] = {
        "name": name.strip(),
        "meaning": meaning.strip(),
        "unit": unit.strip(),
        "kind": IndicatorKind(kind).value,
        "direction": Direction(direction).value,
        "source_note": source_note.strip(),
        "owner": owner,
        "aliases": list(dict.fromkeys(alias.strip() for alias in aliases if alias.strip())),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "plausible_from": plausible_from,
        "plausible_to": plausible_to,
    }
    if position is not None:
        values["position"] = position
    _check(code, values)
    indicator = Indicator.objects.select_for_update().filter(code=code).first()
    if indicator is None:
        indicator = Indicator.objects.create(code=code, **values)
        changes = {field: (None, value) for field, value in values.items() if value not in (None, "", [])}
    else:
        changes = changed(indicator, **values)
        if not changes:
            return indicator
        if {"unit", "kind"} & set(changes) and indicator.statistics.exists():
            raise ValueNotValid("已有数据的指标不能改单位和类别，请另立指标", "unit")
        indicator.save()
    record(actor, "metrics.declare_indicator", indicator, changes=changes, reason=reason)
    publish(IndicatorDeclared(indicator_id=indicator.pk))
    return indicator


def _check(code: str, values: Mapping[str, Any]) -> None:
    for field, label in (("name", "名称"), ("meaning", "口径"), ("unit", "单位")):
        if not values[field]:
            raise ValueNotValid(f"请填写指标的{label}", field)
    if values["valid_from"] and values["valid_to"] and values["valid_to"] <= values["valid_from"]:
        raise ValueNotValid("停用日期应晚于启用日期", "valid_to")
    least, most = values["plausible_from"], values["plausible_to"]
    if least is not None and most is not None and most < least:
        raise ValueNotValid("合理范围的上限应不低于下限", "plausible_to")
    index = name_index()
    for field, names in (("name", [values["name"]]), ("aliases", values["aliases"])):
        for one in names:
            other = index.get(plain(one))
            if other is not None and other.code != code:
                raise ValueNotValid(f"“{one}”已是指标“{other.name}”的名称或别名", field)


def load_indicators(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Load definitions (code, name, meaning, unit, kind, direction, source_note, owner, aliases); (created, changed)."""
    before = {one.code: one for one in Indicator.objects.all()}
    bodies = {body.code: body for body in Body.objects.all()}
    created = updated = 0
    with transaction.atomic():
        for position, row in enumerate(rows):
            old = before.get(row["code"])
            found = declare_indicator(
                actor=actor,
                code=row["code"],
                name=row["name"],
                meaning=row["meaning"],
                unit=row["unit"],
                kind=row["kind"],
                direction=row.get("direction") or Direction.UP,
                source_note=row.get("source_note", ""),
                owner=bodies.get(row.get("owner", "")) or (old.owner if old else None),
                aliases=row.get("aliases", "").split(";"),
                valid_from=_day(row.get("valid_from")),
                valid_to=_day(row.get("valid_to")),
                plausible_from=_amount(row.get("plausible_from")),
                plausible_to=_amount(row.get("plausible_to")),
                position=position,
            )
            created += old is None
            updated += old is not None and _differs(old, found)
    return created, updated


def _differs(old: Indicator, new: Indicator) -> bool:
    return any(getattr(old, field.attname) != getattr(new, field.attname) for field in Indicator._meta.concrete_fields)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
