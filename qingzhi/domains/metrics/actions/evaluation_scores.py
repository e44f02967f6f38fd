"""Computing the scores of a period by a published method, and correcting them: rows are added, none is changed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.lake.keeping import keep_snapshot
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..events.evaluation import ScoresComputed
from ..models import Evaluation, EvaluationMethod, MethodLeaf, Score, ScorePart
from ..queries.closing import tables_counted
from ..queries.evaluation_figures import Evidence, Found, entities_of, figures_for
from ..queries.evaluation_scoring import Scored, before, newest, scored
from ..refusals import ValueNotValid
from ..refusals.evaluation import MethodNotPublished, NothingToScore, ScoredAlready
from ..rules.evaluation import Mark
from ..rules.periods import Period, PeriodNotUnderstood, read_period
from .freezing import follow_records

FOUR, HUNDRED = Decimal("0.0001"), Decimal(100)


def compute_scores(*, actor: Actor, method: EvaluationMethod, period: str, title: str = "") -> Evaluation:
    """Score a period that is over by a published method 「评价」, from frozen figures and what parties and bodies did."""
    require(actor, "metrics.evaluation.score")
    wanted = _over(period)
    follow_records()
    with transaction.atomic():
        rows = EvaluationMethod.objects.select_for_update(of=("self",)).select_related("version__scheme")
        method = rows.get(pk=method.pk)
        if not method.is_published:
            raise MethodNotPublished(f"“{method}”的评价办法还没有公布，公布后才能评价")
        first = method.evaluations.filter(period=wanted.code, supersedes=None).first()
        if first is not None:
            by = f"{first.computed_by}于 {first.computed_on} "
            raise ScoredAlready(f"{wanted.label}已由{by}评价；如需更正，请在该次评价中说明理由后更正")
        return _evaluate(actor, method, wanted, title=title.strip() or f"{wanted.label}{method}")


def correct_scores(*, actor: Actor, evaluation: Evaluation, reason: str) -> Evaluation:
    """Score the same period anew 「更正评价」 from figures as they are now revised; what stood stays, dated, beside it."""
    require(actor, "metrics.evaluation.score")
    if not reason.strip():
        raise ValueNotValid("请说明更正理由", "reason")
    follow_records()
    with transaction.atomic():
        return correct(actor, evaluation, reason.strip())


def correct(actor: Actor, evaluation: Evaluation, reason: str) -> Evaluation:
    """The correction itself, within the transaction of whoever decided it."""
    rows = EvaluationMethod.objects.select_for_update(of=("self",)).select_related("version__scheme")
    method = rows.get(pk=evaluation.method_id)
    former = newest(evaluation)
    return _evaluate(actor, method, read_period(former.period), title=former.title, supersedes=former, reason=reason)


def _evaluate(actor: Actor, method: EvaluationMethod, period: Period, **about: Any) -> Evaluation:
    entities = entities_of(method, period)
    if not entities:
        raise NothingToScore("没有评价对象，请先登记评价对象名单")
    lake = _lake() if method.known_kind.judges_parties else None
    figures = figures_for(method, period, entities, lake)
    if not any(one.value is not None for given in figures.values() for one in given.values()):
        raise NothingToScore(f"{period.label}没有可用于评价的数据，请先冻结本期数据")
    made = Evaluation.objects.create(
        method=method, period=period.code, body_id=actor.body_id, computed_on=clock.today(), computed_by=actor.name,
        computed_at=clock.now(), **about, **_kept(lake, figures),
    )  # fmt: skip
    _keep(made, method, scored(method, entities, figures), figures)
    record(actor, "metrics.compute_scores", made, changes={"scores": (0, len(entities))}, reason=made.reason)
    publish(ScoresComputed(evaluation_id=made.pk, superseded_id=made.supersedes_id or 0))
    return made


def _keep(made: Evaluation, method: EvaluationMethod, results: Sequence[Scored], figures: Found) -> None:
    former = before(method, made.period)
    known = {one.entity: one for one in former.scores.all()} if former else {}
    leaves = {one.criterion_id: one for one in method.leaves.all()}
    criteria = list(method.version.criteria.order_by("position", "pk"))
    is_index = not method.known_kind.judges_parties and len(results) == 1
    scores = [
        Score(
            evaluation=made, entity=one.entity.key, name=one.entity.name[:200], region_code=one.entity.region_code,
            body_id=one.entity.body_id, party_id=one.entity.party_id, note=one.note, **_kept_mark(one.whole),
            **({} if is_index or one.place is None else {"place": one.place.place, "best": one.place.best, "worst": one.place.worst}),
            before_points=known[one.entity.key].points if one.entity.key in known else None,
            before_place=known[one.entity.key].place if one.entity.key in known else None,
        )
        for one in results
    ]  # fmt: skip
    Score.objects.bulk_create(scores, batch_size=500)
    parts = [
        _part(score, criterion.pk, leaves.get(criterion.pk), one.marks[criterion.code], figures)
        for score, one in zip(scores, results, strict=True)
        for criterion in criteria
    ]
    ScorePart.objects.bulk_create(parts, batch_size=500)


def _part(score: Score, criterion: int, leaf: MethodLeaf | None, mark: Mark, figures: Found) -> ScorePart:
    evidence = figures[leaf.pk][score.entity] if leaf else Evidence()
    taken = evidence.taken(score.evaluation.method.confidence) if leaf else None
    kept = _kept_mark(mark)
    return ScorePart(
        score=score, criterion_id=criterion, leaf=leaf, note=mark.note[:300], share=(mark.share * HUNDRED).quantize(FOUR),
        figure=evidence.figure, base_figure=evidence.base_figure, value=evidence.value, base=evidence.base,
        low=taken.low if taken else None, high=taken.high if taken else None, unit=evidence.unit,
        records_count=evidence.count, counting={} if evidence.figure else dict(evidence.counting),
        source=evidence.source[:300], url=evidence.url[:300], **kept,
    )  # fmt: skip


def _kept_mark(mark: Mark) -> dict[str, Any]:
    points = None if mark.points is None else mark.points.quantize(FOUR)
    return {"points": points, "reach": mark.reach.quantize(FOUR), "held": round(mark.held * HUNDRED, 2)}


def _kept(lake: Snapshot | None, figures: Found) -> dict[str, Any]:
    """The day and mark of the lake, kept for good where parties were counted in it."""
    counted = {
        str(one.counting): dict(one.counting) for given in figures.values() for one in given.values() if one.counting
    }
    if lake is None or not counted:
        return {"lake_on": None, "lake_mark": ""}
    tables = tables_counted(counted.values()) | {"right_holdings", "parties"}
    return {"lake_on": lake.as_of, "lake_mark": keep_snapshot(lake.manifest, tables)}


def _lake() -> Snapshot | None:
    try:
        return snapshot()
    except NoSnapshot:
        return None


def _over(text: str) -> Period:
    try:
        period = read_period(text)
    except PeriodNotUnderstood as error:
        raise ValueNotValid(f"{error}", "period") from None
    if period.last >= clock.today():
        raise ValueNotValid(f"{period.label}还没有结束，期满后才能评价", "period")
    return period
