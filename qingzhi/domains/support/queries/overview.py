"""Money and time on one page for those who lead: by programme, source and year; by procedure and stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.domains.funds.access import visible_claims, visible_lines
from qingzhi.domains.funds.queries.execution import Execution, by_year, claim_counts, execution
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, snapshot
from qingzhi.engine.procedures.queries.durations import Spread, case_times, in_year, spreads, stage_times
from qingzhi.engine.procedures.queries.lists import counts_by_stage
from qingzhi.engine.procedures.registry import all_procedures

WAYS = {"programme": "专项", "source": "资金来源", "year": "年度"}
DIRECT = ("variety_fund", "compensations")  # dossiers that name their programme themselves
THROUGH = (("subsidy_applications", "support_calls", "call_id"), ("award_results", "award_rounds", "round_id"))


@dataclass(frozen=True)
class Times:
    """What the lake says of a year: by procedure, by procedure and stage, by programme; as of when."""

    whole: Mapping[tuple[Any, ...], Spread]
    stages: Mapping[tuple[Any, ...], Spread]
    programmes: Mapping[tuple[Any, ...], Spread]
    as_of: date | None = None


@dataclass
class MoneyShown:
    """One row of money, with how many claims stand behind it and how long their cases took."""

    row: Any
    claims: int
    time: Spread | None = None


@dataclass
class TimeShown:
    """One row of time: a procedure as a whole (`stage` empty) or one of its stages."""

    procedure: str
    title: str
    stage: str
    open: int
    late: int
    closed: int
    time: Spread | None


def times_of(year: int) -> Times:
    """The times of cases that ended, and of stages that were left, in a year; empty where there is no lake yet."""
    try:
        lake = snapshot()
    except NoSnapshot:
        return Times({}, {}, {})
    ended = case_times(lake)
    ended = in_year(ended.filter(ended.closed_at.notnull()), "ended", year)
    left = in_year(stage_times(lake), "left", year)
    paying = _programmes(lake)
    by_programme = ended.join(paying, ended.id == paying.case_id)
    return Times(
        spreads(ended, ["procedure"], "days_used"),
        spreads(left, ["procedure", "stage"], "days"),
        spreads(by_programme, ["programme_id"], "days_used"),
        lake.as_of,
    )


def money_shown(actor: Actor, year: int, by: str, times: Times) -> tuple[Execution, list[MoneyShown]]:
    """The rows of money in one of WAYS, and the year's execution for its total."""
    lines, claims = visible_lines(actor), visible_claims(actor)
    board = execution(year, by="source" if by == "source" else "programme", lines=lines)
    rows = by_year(lines) if by == "year" else board.rows
    counts = claim_counts(claims, by, None if by == "year" else year)
    found = [MoneyShown(row, counts.get(row.key, 0)) for row in rows]
    if by == "programme":
        for one in found:
            one.time = times.programmes.get((int(one.row.key),))
    return board, found


def time_shown(actor: Actor, year: int, times: Times) -> list[TimeShown]:
    """Each procedure that has or had cases, then its stages in their order."""
    counts, found = counts_by_stage(actor, year, clock.today()), []
    for one in sorted(all_procedures(), key=lambda declared: declared.title):
        own = {stage: numbers for (code, stage), numbers in counts.items() if code == one.code}
        sums = {name: sum(numbers[name] for numbers in own.values()) for name in ("open", "late", "closed")}
        if not any(sums.values()):
            continue
        found.append(TimeShown(one.code, one.title, "", **sums, time=times.whole.get((one.code,))))
        final = {state.stage for state in one.states if state.is_final}
        for stage in one.stages:
            numbers, time = own.get(stage, {"open": 0, "late": 0}), times.stages.get((one.code, stage))
            if (numbers["open"] or time) and not (stage in final and not time):
                shown = TimeShown(one.code, one.title, stage, numbers["open"], numbers["late"], 0, time)
                found.append(shown)
    return found


def _programmes(lake: Snapshot) -> Any:
    """Which programme pays for which case."""
    found = [lake.table(name).select("case_id", "programme_id") for name in DIRECT]
    for dossiers, wholes, key in THROUGH:
        whole = lake.table(wholes).select("programme_id", whole_id="id")
        part = lake.table(dossiers).select("case_id", whole_id=key)
        found.append(part.join(whole, "whole_id").select("case_id", "programme_id"))
    first, *others = found
    joined = first.union(*others)
    return joined.filter(joined.programme_id.notnull())
