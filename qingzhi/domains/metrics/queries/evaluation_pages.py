"""Evaluations as their pages show them: ranks with the points of the first level, a score explained leaf by leaf, courses over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse

from qingzhi.engine.scoring.models import Criterion

from ..models import Dispute, Evaluation, EvaluationMethod, Score, ScorePart
from ..rules.amounts import amount_text
from ..rules.periods import read_period
from ..terms.evaluation import DisputeState, EvaluationKind

TWO = Decimal("0.01")


@dataclass(frozen=True)
class RankRow:
    """One line of an evaluation's table."""

    score: Score
    parts: list[Decimal | None]
    disputes: int = 0


@dataclass(frozen=True)
class ScoreLine:
    """One criterion of a score, with what it was made from and where that is."""

    part: ScorePart
    depth: int
    share: Decimal
    value: str = ""
    edges: str = ""
    base: str = ""
    figure_url: str = ""
    records_url: str = ""
    base_url: str = ""
    dispute: Dispute | None = None

    @property
    def counts(self) -> Decimal | None:
        """What a leaf brings to the whole."""
        if not self.is_leaf or self.part.points is None:
            return None
        return self.part.points * self.share / 100

    @property
    def is_leaf(self) -> bool:
        return self.part.leaf_id is not None


def first_level(method: EvaluationMethod) -> list[Criterion]:
    """The criteria of the first level, in their order."""
    return list(method.version.criteria.filter(parent=None).order_by("position", "pk"))


def rank_rows(evaluation: Evaluation, criteria: Sequence[Criterion]) -> list[RankRow]:
    """Everybody of an evaluation, the best first, with the points of the first level; two queries."""
    rows = ScorePart.objects.filter(score__evaluation=evaluation, criterion__in=criteria)
    points: dict[tuple[int, int], Decimal | None] = {
        (score, criterion): value for score, criterion, value in rows.values_list("score_id", "criterion_id", "points")
    }
    scores = evaluation.scores.select_related("body", "party").annotate(
        objections=Count("disputes", filter=Q(disputes__state=DisputeState.OPEN))
    )
    found = [
        RankRow(one, [points.get((one.pk, criterion.pk)) for criterion in criteria], one.objections)  # type: ignore[attr-defined]
        for one in scores
    ]
    return sorted(found, key=lambda row: (row.score.place is None, row.score.place or 0, row.score.pk))


def score_lines(score: Score) -> list[ScoreLine]:
    """A score explained from the whole down to the figures; three queries."""
    parts = {
        one.criterion_id: one
        for one in score.parts.select_related(
            "criterion", "leaf__indicator", "figure__indicator", "base_figure__indicator"
        )
    }
    for one in parts.values():
        one.score = score
    disputes = {one.part_id: one for one in score.disputes.order_by("filed_at")}
    below: dict[int | None, list[Criterion]] = {}
    for part in sorted(parts.values(), key=lambda one: (one.criterion.position, one.criterion_id)):
        below.setdefault(part.criterion.parent_id, []).append(part.criterion)
    found: list[ScoreLine] = []

    def tell(parent: int | None, depth: int) -> None:
        for criterion in below.get(parent, []):
            part = parts[criterion.pk]
            found.append(_line(part, depth, disputes.get(part.pk)))
            tell(criterion.pk, depth + 1)

    tell(None, 0)
    return found


def _line(part: ScorePart, depth: int, dispute: Dispute | None) -> ScoreLine:
    if part.leaf_id is None:
        return ScoreLine(part, depth, part.share)
    value = f"{shown_value(part)} {part.unit}" if part.value is not None else ""
    base = amount_text(part.base) if part.base is not None else ""
    return ScoreLine(
        part, depth, part.share, value, _edges(part), base,
        figure_url=reverse("metrics:frozen", args=[part.figure.code_text]) if part.figure else "",
        records_url=records_address(part),
        base_url=reverse("metrics:frozen", args=[part.base_figure.code_text]) if part.base_figure else "",
        dispute=dispute,
    )  # fmt: skip


def shown_value(part: ScorePart) -> str:
    """The value of a leaf: a frozen one as it was frozen, what was counted for the score alone to two places; empty for none."""
    if part.value is None:
        return ""
    return amount_text(part.value if part.figure_id else part.value.quantize(TWO))


def records_address(part: ScorePart) -> str:
    """Where the records behind a leaf are listed; empty where it is a statistic without records."""
    if part.url:
        return part.url
    if part.figure is not None:
        frozen = part.figure
        return reverse("metrics:frozen_records", args=[frozen.code_text]) if frozen.records_count is not None else ""
    if part.counting and part.records_count is not None:
        return reverse("metrics:score_records", args=[part.score_id, part.criterion.code])
    return ""


def _edges(part: ScorePart) -> str:
    if part.low is None or part.high is None:
        return ""
    places = Decimal(1) if part.high >= 100 else Decimal("0.1") if part.high >= 1 else TWO
    return f"{amount_text(part.low.quantize(places))}–{amount_text(part.high.quantize(places))}"


def course_of(score: Score) -> list[tuple[Evaluation, Score]]:
    """What the same one came to in each period by the same scheme, as last corrected, the oldest first; one query."""
    rows = Score.objects.filter(
        entity=score.entity, evaluation__method__version__scheme=score.evaluation.method.version.scheme_id,
        evaluation__revisions=None,
    )  # fmt: skip
    found = [(one.evaluation, one) for one in rows.select_related("evaluation__method__version")]
    return sorted(found, key=lambda pair: read_period(pair[0].period).last)


def parts_course(pairs: Sequence[tuple[Evaluation, Score]]) -> Mapping[str, list[tuple[str, Decimal | None]]]:
    """The points of the first level over the periods, by their titles; one query."""
    scores = {score.pk: evaluation.period for evaluation, score in pairs}
    rows = ScorePart.objects.filter(score__in=scores, criterion__parent=None).select_related("criterion")
    found: dict[str, dict[str, Decimal | None]] = {}
    for one in rows.order_by("criterion__position"):
        found.setdefault(one.criterion.title, {})[scores[one.score_id]] = one.points
    periods = [evaluation.period for evaluation, _ in pairs]
    return {title: [(period, told.get(period)) for period in periods] for title, told in found.items()}


def leading(evaluations: Sequence[Evaluation]) -> dict[int, str]:
    """What is said of each evaluation in one line: the index, or who is first; one query."""
    rows = Score.objects.filter(
        Q(place=1) | Q(evaluation__method__kind=EvaluationKind.INDEX), evaluation__in=evaluations
    )
    found: dict[int, list[Score]] = {}
    for one in rows.select_related("evaluation__method"):
        found.setdefault(one.evaluation_id, []).append(one)
    return {key: _led(scores) for key, scores in found.items()}


def _led(scores: Sequence[Score]) -> str:
    first = scores[0]
    if first.place is None:
        return f"总指数 {round(first.points, 1)}" if first.points is not None else ""
    return f"第一：{first.name}" if len(scores) == 1 else f"并列第一：{len(scores)} 个"


def index_finding(
    pairs: Sequence[tuple[Evaluation, Score]], parts: Mapping[str, list[tuple[str, Decimal | None]]]
) -> str:
    """The course of an index in a sentence: the whole, and its strongest and weakest part."""
    told = [(one.period_text, each.points) for one, each in pairs if each.points is not None]
    if not told:
        return "还没有指数。"
    (first, then), (last, now) = told[0], told[-1]
    said = (
        f"总指数 {first} {round(then, 1)}，{last} {round(now, 1)}" if len(told) > 1 else f"{last}总指数 {round(now, 1)}"
    )
    known = {title: course[-1][1] for title, course in parts.items() if course and course[-1][1] is not None}
    if len(known) < 2:
        return f"{said}。"
    high, low = max(known, key=lambda one: known[one] or 0), min(known, key=lambda one: known[one] or 0)
    return f"{said}；{last}{high}最高（{round(known[high] or 0, 1)}），{low}最低（{round(known[low] or 0, 1)}）。"


def uneven_note(pairs: Sequence[tuple[Evaluation, Score]]) -> str:
    """What has to be said where the years do not rest on the same share of the weights."""
    held = [round(each.held) for _, each in pairs]
    if not held or min(held) == max(held):
        return ""
    return f"各期有数据的权重不同（{min(held)}% 至 {max(held)}%），没有数据的指标不计入，年度之间不完全可比。"


def newest_evaluations(method_ids: Sequence[int]) -> dict[int, list[Evaluation]]:
    """The evaluations by these methods as last corrected, the latest period first; one query."""
    rows = Evaluation.objects.filter(method__in=method_ids, revisions=None).select_related("method__version__scheme")
    found: dict[int, list[Evaluation]] = {}
    for one in sorted(rows, key=lambda row: read_period(row.period).last, reverse=True):
        found.setdefault(one.method_id, []).append(one)
    return found
