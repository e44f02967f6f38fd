"""The execution board: what each programme, source or division was given, and how much of it is carried out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from qingzhi.base import clock
from qingzhi.base.regions.models import Region

from ..models import Claim, PaceRule, ProgrammeLine
from ..rules.execution import Pace, PaceThresholds, elapsed, pace, share
from ..terms import Level, Source

NOTHING = Decimal("0.00")
WAYS = {
    "programme": "专项",
    "source": "资金来源",
    "level": "资金级次",
    "region": "资金所属地区",
    "prefecture": "收款人所在市州",
}
SUMMED = ("reserved", "committed", "paid", "clawed_back", "refunded")


@dataclass
class Row:
    """One row of the board; amounts in yuan. `key` finds the lines or claims behind it."""

    key: str
    label: str
    budget: Decimal = NOTHING
    available: Decimal = NOTHING
    reserved: Decimal = NOTHING
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING
    clawed_back: Decimal = NOTHING
    refunded: Decimal = NOTHING
    percent: Decimal | None = None
    state: Pace | None = None


@dataclass(frozen=True)
class Execution:
    """The board of a year: its rows, their total, how much of the year has passed."""

    year: int
    by: str
    rows: list[Row]
    total: Row
    elapsed: Decimal


def execution(year: int, *, by: str = "programme", lines: QuerySet[ProgrammeLine] | None = None) -> Execution:
    """The board of a budget year over these lines (all, if none are given), by one of WAYS."""
    chosen = (ProgrammeLine.objects.all() if lines is None else lines).filter(programme__year=year)
    passed, thresholds = elapsed(year, clock.today()), pace_rule(clock.today())
    found: dict[str, Row] = {}
    held = list(chosen.select_related("programme", "region", "balance").order_by("programme__code", "position", "pk"))
    total = Row("", "合计")
    for line in held:
        _add_line(total, line)
        if by != "prefecture":
            key, label = _KEYS[by](line)
            _add_line(found.setdefault(key, Row(key, label)), line)
    rows = _by_prefecture(chosen) if by == "prefecture" else list(found.values())
    for row in [*rows, total]:
        row.percent = share(row.paid, row.budget)
        row.state = pace(row.percent, passed, thresholds)
    return Execution(year, by, rows, total, passed)


def by_year(lines: QuerySet[ProgrammeLine]) -> list[Row]:
    """One row for each budget year over these lines, the newest first; judged by no pace, since most are over."""
    found: dict[int, Row] = {}
    for line in lines.select_related("programme", "balance").order_by("-programme__year", "pk"):
        year = line.programme.year
        _add_line(found.setdefault(year, Row(str(year), f"{year}年")), line)
    for row in found.values():
        row.percent = share(row.paid, row.budget)
    return list(found.values())


def claim_counts(claims: QuerySet[Claim], by: str, year: int | None = None) -> dict[str, int]:
    """How many claims there are by programme, source or year, keyed as the rows of the board. One query."""
    field = {"programme": "line__programme", "source": "line__source", "year": "line__programme__year"}[by]
    rows = claims.filter(line__programme__year=year) if year is not None else claims
    return {str(row[field]): row["count"] for row in rows.order_by().values(field).annotate(count=Count("pk"))}


def pace_rule(on: date) -> PaceThresholds | None:
    """By what execution is judged on a day."""
    rows = PaceRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    found = rows.order_by("-valid_from").first()
    return PaceThresholds(found.warn_gap, found.late_gap, found.source) if found else None


def budget_of(line: ProgrammeLine) -> Decimal:
    """What a line was given: by budget documents, and by the year before; less what was carried out of it."""
    return -line.balance.appropriated - line.balance.carried


def years_with_money(lines: QuerySet[ProgrammeLine]) -> list[int]:
    """The budget years that have lines, the newest first."""
    return sorted(set(lines.order_by().values_list("programme__year", flat=True)), reverse=True)


def _add_line(row: Row, line: ProgrammeLine) -> None:
    row.budget += budget_of(line)
    row.available += line.balance.available
    for name in SUMMED:
        setattr(row, name, getattr(row, name) + getattr(line.balance, name))


_KEYS: dict[str, Callable[[ProgrammeLine], tuple[str, str]]] = {
    "programme": lambda line: (str(line.programme_id), line.programme.name),
    "source": lambda line: (line.source, Source(line.source).label),
    "level": lambda line: (line.level, Level(line.level).label),
    "region": lambda line: (line.region.code, line.region.name),
}


def _by_prefecture(lines: QuerySet[ProgrammeLine]) -> list[Row]:
    """Where the money goes: claims by the payee's prefecture. A prefecture has no budget of its own here."""
    sums = {f"sum_{name}": Sum(name) for name in SUMMED}
    claims = Claim.objects.filter(line__in=lines).order_by().values("region_code").annotate(**sums)
    names = dict(Region.objects.filter(level__in=["province", "prefecture"]).values_list("code", "name"))
    found: dict[str, Row] = {}
    for one in claims:
        code = f"{one['region_code'][:4]}00" if one["region_code"] else ""
        row = found.setdefault(code, Row(code, names.get(code, code or "未登记地区")))
        for name in SUMMED:
            setattr(row, name, getattr(row, name) + (dict(one)[f"sum_{name}"] or NOTHING))
    return [found[code] for code in sorted(found)]
