"""Where entries stand: everything that a ranking needs, read in a few questions whatever the size of the round."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from ..models import Entry, LeafValue, Result, Round, Score, Seat, Sheet
from ..rules.criteria import shares_below
from ..rules.ranking import Placed, Standing, ranked
from ..rules.totals import Mean, Thresholds, mean_of, rounded
from ..terms import CriterionKind, SeatKind, SeatState, SheetState
from .rounds import active_entries
from .schemes import nodes_of
from .thresholds import thresholds_on

ZERO = Decimal(0)


@dataclass(frozen=True)
class Row:
    """An entry with what its place follows from."""

    entry_id: int
    mean: Mean
    bonus: Decimal
    tie: Decimal | None
    score: Decimal | None
    placed: Placed
    reviewed: bool

    def needs_review(self, by: Thresholds) -> bool:
        return self.mean.count < by.smallest_panel or (self.mean.too_wide and not self.reviewed)


def ranking_rows(round_: Round) -> list[Row]:
    """Every entry of a round with its place in its group."""
    by = thresholds_on(round_.rules_on)
    means = {entry: mean_of(totals, by) for entry, totals in _totals(round_).items()}
    bonus, ties, reviewed = _bonus(round_), _ties(round_), _reviewed(round_)
    nodes = nodes_of(round_.version)
    tie_title = next((one.title for one in nodes if one.code == round_.version.tie_code), "")
    groups: dict[int, list[Standing]] = defaultdict(list)
    nothing = mean_of([], by)
    for entry, group, number in active_entries(round_).order_by("number").values_list("pk", "group_id", "number"):
        mean = means.get(entry, nothing)
        enough = mean.value is not None and mean.count >= by.smallest_panel
        score = mean.value + bonus.get(entry, ZERO) if enough and mean.value is not None else None
        groups[group].append(Standing(entry, number, score, ties.get(entry)))
    found = []
    for standings in groups.values():
        scores = {one.key: one for one in standings}
        for placed in ranked(standings, tie_title):
            one = scores[placed.key]
            mean = means.get(one.key, nothing)
            found.append(Row(one.key, mean, bonus.get(one.key, ZERO), one.tie, one.score, placed, one.key in reviewed))
    return found


def wide_entries(round_: Round) -> list[Entry]:
    """Entries that ask for a second look: nobody is left to score them, and the experts lie too far apart or are too few."""
    by = thresholds_on(round_.rules_on)
    totals = _totals(round_)
    sheets = Sheet.objects.filter(entry__round=round_, state__in=(SheetState.OPEN, SheetState.DRAFT))
    unscored = set(sheets.filter(seat__state=SeatState.ACCEPTED).values_list("entry_id", flat=True))
    offered = Seat.objects.filter(group__round=round_, state=SeatState.OFFERED)
    seats = list(offered.values_list("only_entry_id", "group_id"))
    waiting = unscored | {entry for entry, _ in seats if entry}
    unsigned = {group for entry, group in seats if not entry}
    asked = []
    for entry in active_entries(round_).select_related("group"):
        mean = mean_of(totals.get(entry.pk, []), by)
        is_over = entry.pk not in waiting and entry.group_id not in unsigned
        if is_over and (mean.count < by.smallest_panel or mean.too_wide):
            asked.append(entry)
    reviewed = _reviewed(round_) if asked else set()
    return [one for one in asked if one.pk not in reviewed]


def results_of(round_: Round) -> QuerySet[Result]:
    """The results of a round, group by group, the best first."""
    return Result.objects.filter(round=round_).select_related("entry__group", "round")


def _totals(round_: Round) -> dict[int, list[Decimal]]:
    found: dict[int, list[Decimal]] = defaultdict(list)
    rows = Sheet.objects.filter(entry__round=round_, state=SheetState.SUBMITTED, entry__withdrawn_reason="")
    for entry, total in rows.order_by("pk").values_list("entry_id", "total"):
        if total is not None:
            found[entry].append(total)
    return found


def _bonus(round_: Round) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    rows = LeafValue.objects.filter(entry__round=round_, criterion__kind=CriterionKind.BONUS)
    for entry, value in rows.values_list("entry_id", "value"):
        found[entry] += value
    return dict(found)


def _ties(round_: Round) -> dict[int, Decimal]:
    """The mean of the criterion that breaks ties, by entry; a computed leaf counts as it was computed."""
    parts = shares_below(nodes_of(round_.version), round_.version.tie_code)
    if not parts:
        return {}
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    sheets: dict[int, int] = defaultdict(int)
    submitted = Sheet.objects.filter(entry__round=round_, state=SheetState.SUBMITTED)
    for entry in submitted.values_list("entry_id", flat=True):
        sheets[entry] += 1
    scores = Score.objects.filter(
        sheet__entry__round=round_, sheet__state=SheetState.SUBMITTED, criterion__code__in=parts
    )
    for entry, code, value in scores.values_list("sheet__entry_id", "criterion__code", "value"):
        sums[entry] += value * parts[code]
    found = {entry: sums[entry] / count for entry, count in sheets.items()}
    computed = LeafValue.objects.filter(entry__round=round_, criterion__code__in=parts)
    for entry, code, value in computed.values_list("entry_id", "criterion__code", "value"):
        if entry in found:
            found[entry] += value * parts[code]
    return {entry: rounded(value) for entry, value in found.items()}


def _reviewed(round_: Round) -> set[int]:
    """The entries that a second draw has looked at."""
    rows = Sheet.objects.filter(entry__round=round_, seat__kind=SeatKind.REVIEW, state=SheetState.SUBMITTED)
    return set(rows.values_list("entry_id", flat=True))
