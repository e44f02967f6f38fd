"""How long cases took, from the lake: per case net of what stood still, per stage the middle and the slow end.

A day is a calendar day of the place, the first not counted (as the limits count); a running case is measured to the lake's day.
Joined and grouped by Ibis alone, so a million entries cost tenths of a second and no record is touched.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
from ibis import _

from qingzhi.base import clock
from qingzhi.engine.lake.reading import Snapshot, query

from ..registry import every_version, period_limits
from ..terms import Waits

DAY = 86_400
EPOCH = date(1970, 1, 1)


def case_times(lake: Snapshot) -> ibis.Table:
    """One row per submitted case: `days_used` from handing in (or opening) to the end, less `days_stopped`; `overdue` where a
    limit was or is missed."""
    today = _day_number(lake)
    rows = lake.table("cases").filter(_handed_in())
    rows = rows.mutate(
        began=_day(_.submitted_at.coalesce(_.opened_at)),
        ended=_day(_.closed_at).coalesce(ibis.literal(today)),
    )
    stopped, late = _days_stopped(lake, rows, today), _late_cases(lake)
    rows = rows.left_join(stopped, rows.id == stopped.case_id).drop("case_id")
    rows = rows.left_join(late, rows.id == late.case_id).drop("case_id")
    return rows.mutate(
        days_stopped=_.days_stopped.fill_null(0),
        days_used=_.ended - _.began - _.days_stopped.fill_null(0),
        overdue=_.overdue.fill_null(False),
    )


def stage_times(lake: Snapshot) -> ibis.Table:
    """One row per case and stage that it has left: the `days` in it that were the office's, not the applicant's, and the day
    (`left`) on which it left."""
    steps = lake.table("case_steps").filter((_.to_state != "") & (_.from_state != _.to_state))
    in_order = ibis.window(group_by="case_id", order_by="id")
    spans = steps.mutate(left_at=_.at.lead().over(in_order)).filter(_.left_at.notnull())
    spans = spans.select("case_id", "at", "left_at", entered="to_state")
    spans = spans.join(_cases_now(lake), "case_id")
    spans = spans.join(_states(), ["procedure", "procedure_version", "entered"])
    spans = spans.filter((_.stage != _.stage_now) & _.is_office)
    spans = spans.mutate(seconds=_.left_at.epoch_seconds() - _.at.epoch_seconds(), left=_day(_.left_at))
    keys = ["procedure", "stage", "case_id"]
    return spans.group_by(keys).aggregate(days=_.seconds.sum() / DAY, left=_.left.max())


@dataclass(frozen=True)
class Spread:
    """How long something took: of how many, the middle one, the one that nine of ten did not exceed."""

    count: int
    median: float
    slow: float


def spreads(times: ibis.Table, keys: list[str], measure: str) -> dict[tuple[Any, ...], Spread]:
    """The spread of a measure for each combination of keys."""
    grouped = times.group_by(keys).aggregate(
        count=_.count(), median=_[measure].quantile(0.5), slow=_[measure].quantile(0.9)
    )
    return {
        tuple(row[key] for key in keys): Spread(row["count"], float(row["median"]), float(row["slow"]))
        for row in query(grouped)
    }


def in_year(times: ibis.Table, day: str, year: int) -> ibis.Table:
    """The rows of which the day (a number) lies in a year."""
    first, last = ((date(one, 1, 1) - EPOCH).days for one in (year, year + 1))
    return times.filter((times[day] >= first) & (times[day] < last))


def _handed_in() -> Any:
    """Not what an applicant has begun and not sent."""
    asked = [
        (_.procedure == one.code) & (_.procedure_version == one.version) & (_.submitted_at.isnull())
        for one in every_version() if one.state(one.initial).waits is Waits.APPLICANT
    ]  # fmt: skip
    return ~ibis.or_(ibis.literal(False), *asked)


def _states() -> ibis.Table:
    """The stage of every declared state, and whether an office has the case in it."""
    rows = [
        (one.code, one.version, state.code, state.stage, not state.is_final and state.waits is not Waits.APPLICANT)
        for one in every_version() for state in one.states
    ]  # fmt: skip
    names = ("procedure", "procedure_version", "entered", "stage", "is_office")
    kinds = ("string", "int32", "string", "string", "boolean")
    return ibis.memtable(rows or [("", 0, "", "", False)], schema=dict(zip(names, kinds, strict=True)))


def _cases_now(lake: Snapshot) -> ibis.Table:
    """Each case with the stage in which it stands."""
    cases = lake.table("cases").select("procedure", "procedure_version", case_id="id", entered="state")
    now = cases.join(_states(), ["procedure", "procedure_version", "entered"])
    return now.select("case_id", "procedure", "procedure_version", stage_now="stage")


def _days_stopped(lake: Snapshot, rows: ibis.Table, today: int) -> ibis.Table:
    """The days of each case that do not count; stops that overlap count once."""
    spans = rows.select(case=_.id, began=_.began, ended=_.ended)
    stops = lake.table("case_stops").join(spans, _.case_id == spans.case)
    stops = stops.mutate(
        since=ibis.greatest(_date_number(_.from_on), _.began),
        until=ibis.least(_date_number(_.to_on).fill_null(today), _.ended),
    )
    before = ibis.window(group_by="case_id", order_by=["since", "id"], preceding=(None, 1))
    stops = stops.mutate(reached=_.until.max().over(before))
    days = ibis.greatest(_.until - ibis.greatest(_.since, _.reached.fill_null(_.since)), 0)
    return stops.group_by("case_id").aggregate(days_stopped=days.sum())


def _late_cases(lake: Snapshot) -> ibis.Table:
    """The cases of which a limit ended after its day, or runs beyond it."""
    clocks = lake.table("case_clocks")
    clocks = clocks.filter(~clocks["limit"].isin(sorted(period_limits()) or [""]))
    over = clocks.filter(clocks.due_on < clocks.ended_on.coalesce(ibis.literal(lake.as_of)))
    return over.select("case_id").distinct().mutate(overdue=True)


def _offset() -> int:
    moved = clock.now().utcoffset()
    return int(moved.total_seconds()) if moved else 0


def _day(moment: Any) -> Any:
    """The local day of a moment, as a number."""
    return (moment.epoch_seconds() + _offset()) // DAY


def _date_number(day: Any) -> Any:
    return day.cast("timestamp").epoch_seconds() // DAY


def _day_number(lake: Snapshot) -> int:
    return (lake.as_of - EPOCH).days
