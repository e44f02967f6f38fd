"""The limit table, and counting by it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from qingzhi.base import clock

from ..models import LimitRule
from ..rules.calendar import WorkCalendar
from ..rules.count import Due, Extension, Stop
from ..rules.count import due as count_due
from ..terms import RuleUnit
from .calendar import calendar_for


class UnknownLimit(LookupError):
    """No row of the limit table holds for this code on this day."""


def holding(on: date) -> Q:
    """A filter: the rows in force on a day."""
    began = Q(valid_from=None) | Q(valid_from__lte=on)
    return began & (Q(valid_to=None) | Q(valid_to__gt=on))


def limit(code: str, on: date | None = None) -> LimitRule:
    """The row of a limit in force on a day (today, if none is given); raises `UnknownLimit`."""
    on = on or clock.today()
    found = LimitRule.objects.filter(holding(on), code=code).first()
    if found is None:
        raise UnknownLimit(f"no limit {code!r} is in force on {on}")
    return found


def limits_under(prefix: str, on: date | None = None) -> QuerySet[LimitRule]:
    """The rows in force whose code begins with `prefix.`, for instance all marks of the reminders."""
    return LimitRule.objects.filter(holding(on or clock.today()), code__startswith=f"{prefix}.")


def rules_in_force(on: date | None = None) -> QuerySet[LimitRule]:
    return LimitRule.objects.filter(holding(on or clock.today()))


def whole_table() -> QuerySet[LimitRule]:
    """All rows, those of the past too."""
    return LimitRule.objects.all()


def due(
    code: str,
    start: date,
    *,
    region: str = "",
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
    calendar: WorkCalendar | None = None,
    on: date | None = None,
) -> Due:
    """When the limit that begins on a day is due. The row in force on that day counts (or on the day `on`).

    Give a `calendar` when counting many: it is read once then.
    """
    rule = limit(code, on or _day(start))
    return count_due(start, rule.length, calendar or calendar_for(region), stops=stops, extensions=extensions)


def due_explained(
    code: str,
    start: date,
    *,
    stops: Sequence[Stop],
    extensions: Sequence[Extension],
    calendar: WorkCalendar,
    on: date,
    instant: datetime | None = None,
) -> tuple[Due, list[str]]:
    """`due` and `explain` in one: the row in force on the day `on` is read once. A limit in hours runs from `instant` (now)."""
    rule = limit(code, on)
    if rule.unit == RuleUnit.HOUR:
        start = (instant or clock.now()).astimezone(clock.now().tzinfo)
    found = count_due(start, rule.length, calendar, stops=stops, extensions=extensions)
    return found, _told(rule, found)


def explain(code: str, found: Due, on: date | None = None) -> list[str]:
    """The whole explanation of a due date for a page, `WorkItem.due_explained` among others: rule, then counting."""
    return _told(limit(code, on or _day(found.start)), found)


def _told(rule: LimitRule, found: Due) -> list[str]:
    confirmed = "" if not rule.is_default or "待确认" in rule.source else "（默认，待确认）"
    return [f"期限规则：{rule.title} {rule.length}，依据 {rule.source}{confirmed}。", *found.explain()]


def _day(start: date) -> date:
    return start.date() if isinstance(start, datetime) else start
