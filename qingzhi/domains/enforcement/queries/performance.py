"""How enforcement performs, per body and per officer (E10): time limits, decisions that fell, who handles how much, dossiers reviewed.

Every figure is counted from rows that a page lists (`records`); complainants' satisfaction is a table of its own.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Level
from qingzhi.engine.procedures.models import Case, CaseClock
from qingzhi.engine.procedures.registry import every_version
from qingzhi.engine.scoring.queries import threshold

from ..access.review import measured_bodies
from ..models import Decision, Remedy, ReviewedDossier, Satisfaction
from ..terms.penalty import RemedyOutcome
from ..terms.review import Measure

PREFIX = "enforcement."
IN_TIME = Q(due_at=None, ended_on__lte=F("due_on")) | Q(
    due_at__isnull=False, ended_at__lte=F("due_at")
)  # in hours: to the minute
FELL = (RemedyOutcome.CHANGED.value, RemedyOutcome.REVOKED.value, RemedyOutcome.ILLEGAL.value)


@dataclass
class Row:
    """The figures of one body or officer; `rank` is None where there are too few to rank."""

    pk: int
    name: str
    level: str = ""
    cases: int = 0
    ended: int = 0
    kept: int = 0
    late: int = 0
    decisions: int = 0
    reversed: int = 0
    reviewed: int = 0
    score: Decimal | None = None
    rank: int | None = None

    @property
    def kept_share(self) -> float | None:
        return self.kept * 100 / self.ended if self.ended else None

    @property
    def reversed_share(self) -> float | None:
        return self.reversed * 100 / self.decisions if self.decisions else None

    @property
    def missed(self) -> int:
        return self.ended - self.kept


@dataclass(frozen=True)
class Performance:
    """The whole of a year."""

    year: int
    rows: list[Row]
    least: int
    levels: list[tuple[str, int, float]] = field(default_factory=list)
    satisfaction: list[dict[str, Any]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(one.cases for one in self.rows)

    @property
    def below(self) -> float | None:
        """The share handled by prefectures and counties, in percent 「重心下移」."""
        down = sum(one.cases for one in self.rows if one.level != Level.PROVINCE)
        return down * 100 / self.total if self.total else None


def records(measure: Measure, year: int, bodies: QuerySet[Body], *, owner: int | None = None) -> QuerySet[Any]:
    """The rows that a figure counts: cases, clocks, decisions or dossiers."""
    path = {Measure.CASES: "", Measure.DECISIONS: "case__", Measure.REVERSED: "case__", Measure.REVIEWED: "case__"}.get(
        measure, "case__"
    )
    rows = _rows(measure, year).filter(**{f"{path}body__in": bodies.order_by()})
    return rows.filter(**{f"{path}owner": owner}) if owner is not None else rows


def _rows(measure: Measure, year: int) -> QuerySet[Any]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if measure is Measure.CASES:
        return Case.objects.filter(procedure__startswith=PREFIX, opened_at__year=year)
    if measure is Measure.REVIEWED:
        return ReviewedDossier.objects.filter(total__isnull=False, reviewed_at__year=year)
    if measure in (Measure.DECISIONS, Measure.REVERSED):
        made = Decision.objects.filter(decided_on__range=(first, last))
        fell = Exists(Remedy.objects.filter(decision=OuterRef("pk"), outcome__in=FELL))
        return made.filter(fell) if measure is Measure.REVERSED else made
    clocks = CaseClock.objects.filter(case__procedure__startswith=PREFIX, due_on__isnull=False).exclude(
        _waiting_times()
    )
    if measure is Measure.LATE:
        return clocks.filter(ended_on=None, due_on__lt=clock.today(), case__closed_at=None)
    ended = clocks.filter(ended_on__range=(first, last))
    if measure is Measure.KEPT:
        return ended.filter(IN_TIME)
    return ended.exclude(IN_TIME) if measure is Measure.MISSED else ended


def _waiting_times() -> Q:
    """Clocks in which nobody is late: times that have to pass."""
    found = Q(pk__in=[])
    for one in every_version():
        codes = [each.code for each in one.clocks if each.period]
        if codes and one.code.startswith(PREFIX):
            found |= Q(case__procedure=one.code, code__in=codes)
    return found


def performance_of(actor: Actor, year: int) -> Performance:
    """Each body that the actor may see and that had anything to do in the year."""
    bodies = measured_bodies(actor)
    rows = _measured(bodies, year, "body")
    known = {one.pk: one for one in Body.objects.filter(pk__in=rows).select_related("region")}
    for pk, row in rows.items():
        row.name, row.level = known[pk].short_name or known[pk].name, known[pk].region.level
    least = int(threshold("performance.least", clock.today()))
    listed = _ranked(list(rows.values()), least)
    levels = [
        (str(level.label), sum(one.cases for one in listed if one.level == level), 0.0) for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
    ]  # fmt: skip
    total = sum(count for _, count, _ in levels)
    levels = [(label, count, count * 100 / total if total else 0.0) for label, count, _ in levels]
    return Performance(year, listed, least, levels, satisfaction_of(bodies, year))


def officers_of_body(body: Body, year: int) -> list[Row]:
    """Each officer who owns cases of a body; what nobody has taken is no officer's."""
    rows = _measured(Body.objects.filter(pk=body.pk), year, "owner")
    names = dict(Person.objects.filter(pk__in=rows).values_list("pk", "name"))
    for pk, row in rows.items():
        row.name = names.get(pk, "")
    return _ranked(list(rows.values()), int(threshold("performance.least", clock.today())))


def _measured(bodies: QuerySet[Body], year: int, by: str) -> dict[int, Row]:
    """One question for each measure, grouped by body or owner."""
    found: dict[int, Row] = {}

    def put(measure: Measure, name: str) -> None:
        key = by if measure is Measure.CASES else f"case__{by}"
        rows = records(measure, year, bodies).order_by().exclude(**{key: None}).values_list(key)
        for pk, count in rows.annotate(n=Count("pk")):
            setattr(found.setdefault(pk, Row(pk, "")), name, count)

    for measure, name in (
        (Measure.CASES, "cases"), (Measure.ENDED, "ended"), (Measure.KEPT, "kept"), (Measure.LATE, "late"),
        (Measure.DECISIONS, "decisions"), (Measure.REVERSED, "reversed"),
    ):  # fmt: skip
        put(measure, name)
    reviewed = records(Measure.REVIEWED, year, bodies).order_by().exclude(**{f"case__{by}": None})
    for pk, count, score in reviewed.values_list(f"case__{by}").annotate(n=Count("pk"), score=Avg("total")):
        row = found.setdefault(pk, Row(pk, ""))
        row.reviewed, row.score = count, Decimal(score).quantize(Decimal("0.01"))
    return found


def _ranked(rows: list[Row], least: int) -> list[Row]:
    """By time limits kept; who has too few is listed behind, without a rank. Equal shares share a rank."""
    enough = sorted((one for one in rows if one.ended >= least), key=lambda one: (-(one.kept_share or 0), one.name))
    for at, one in enumerate(enough):
        before = enough[at - 1] if at else None
        one.rank = before.rank if before and before.kept_share == one.kept_share else at + 1
    return enough + sorted((one for one in rows if one.ended < least), key=lambda one: (-one.cases, one.name))


def satisfaction_of(bodies: QuerySet[Body], year: int) -> list[dict[str, Any]]:
    """What complainants said, by the body that answered them; never mixed with the figures above."""
    rows = Satisfaction.objects.filter(at__year=year, complaint__case__body__in=bodies.order_by())
    told = rows.order_by().values("complaint__case__body", "complaint__case__body__short_name").annotate(
        rated=Count("pk"), responded=Count("pk", filter=Q(responded=True)), solved=Count("pk", filter=Q(solved="yes")),
        content=Avg("content"),
    )  # fmt: skip
    found: list[dict[str, Any]] = [dict(one) for one in told]
    return sorted(found, key=lambda one: -one["rated"])
