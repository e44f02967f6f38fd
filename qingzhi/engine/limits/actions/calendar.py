"""What the office says about days."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import CalendarChanged
from ..models import DayOverride, YearArrangement
from ..refusals import LimitRowWrong, SourceMissing
from ..terms import OverrideKind


@transaction.atomic
def set_day(*, actor: Actor, day: date, kind: str, name: str, source: str, region: str = "") -> DayOverride:
    """Say that a day is a working day or one of rest, everywhere or in one region; what was said before is replaced."""
    require(actor, "limits.calendar.manage")
    values = {"kind": OverrideKind(kind).value, "name": name.strip(), "source": source.strip()}
    if not values["source"] or not values["name"]:
        raise SourceMissing("节假日安排须写明名称和来源文件")
    before = DayOverride.objects.select_for_update().filter(day=day, region=region).first()
    if before and all(getattr(before, field) == value for field, value in values.items()):
        return before
    row, _ = DayOverride.objects.update_or_create(day=day, region=region, defaults=values)
    changes = {field: (getattr(before, field, ""), value) for field, value in values.items()}
    record(actor, "limits.set_day", row, changes=changes)
    publish(CalendarChanged(year=day.year, region=region, day=day.isoformat()))
    return row


@transaction.atomic
def set_days(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Enter a whole arrangement: rows (day, kind, name, source, region); all or none. Returns how many rows."""
    require(actor, "limits.calendar.manage")
    count = 0
    for number, row in enumerate(rows, 1):
        try:
            day, kind = date.fromisoformat(row["day"]), OverrideKind(row["kind"])
        except (KeyError, ValueError) as error:
            raise LimitRowWrong(f"第 {number} 行有误：日期应形如 2018-10-01，安排应为上班或休息（{error}）") from error
        set_day(actor=actor, day=day, kind=kind, name=row["name"], source=row["source"], region=row.get("region", ""))
        count += 1
    return count


@transaction.atomic
def remove_day(*, actor: Actor, override: DayOverride, reason: str = "") -> None:
    """Take back what was said about a day, which then is again what the national arrangement says; the audit keeps it."""
    require(actor, "limits.calendar.manage")
    row = DayOverride.objects.select_for_update().filter(pk=override.pk).first()
    if row is None:
        return
    changes = {"kind": (row.kind, ""), "name": (row.name, ""), "source": (row.source, "")}
    record(actor, "limits.remove_day", row, changes=changes, reason=reason)
    publish(CalendarChanged(year=row.day.year, region=row.region, day=row.day.isoformat()))
    row.delete()


@transaction.atomic
def confirm_year(*, actor: Actor, year: int, source: str) -> YearArrangement:
    """Declare that a year's whole arrangement has been entered: counting in it warns no more."""
    require(actor, "limits.calendar.manage")
    if not source.strip():
        raise SourceMissing("请写明全年安排的来源文件")
    row, created = YearArrangement.objects.get_or_create(
        year=year, defaults={"source": source.strip(), "confirmed_on": clock.today()}
    )
    if created:
        record(actor, "limits.confirm_year", row, changes={"source": ("", row.source)})
        publish(CalendarChanged(year=year, region=""))
    return row
