"""Evaluations: what stands, the places of a period, one score explained, the records behind a criterion."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.listing import Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.evaluation import may_dispute, visible_disputes, visible_evaluations, visible_methods, visible_scores
from ...actions.evaluation_commending import commend
from ...actions.evaluation_scores import correct_scores
from ...forms.evaluation import CommendForm, CorrectionForm
from ...models import Evaluation, Score, ScorePart
from ...queries.catalogue import wording_of
from ...queries.evaluation_pages import (
    course_of,
    first_level,
    index_finding,
    leading,
    newest_evaluations,
    parts_course,
    rank_rows,
    score_lines,
    uneven_note,
)
from ...queries.evaluation_records import BehindPart, behind_part
from ...queries.formula_records import shown
from ...rules.chart_specs import line, ranking
from ...rules.explaining import explained_part
from ...rules.formula import Expression
from ...terms.evaluation import DisputeState, EvaluationKind


@desk("metrics.evaluation.view")
def overview(request: PageRequest) -> HttpResponse:
    """Every kind of evaluation: its method, and what was scored by it; for who acts for a party its own scores."""
    if request.actor.is_mandated:
        return _own(request)
    methods = list(visible_methods(request.actor).order_by("kind", "-version__valid_from"))
    told = newest_evaluations([one.pk for one in methods])
    leads = leading([several[0] for several in told.values()])
    order = list(EvaluationKind)
    rows = sorted(methods, key=lambda one: (order.index(one.known_kind), -one.version.valid_from.toordinal()))
    mine = visible_disputes(request.actor)
    context = {
        "rows": [
            (one, told.get(one.pk, []), leads.get(told[one.pk][0].pk, "") if one.pk in told else "") for one in rows
        ],
        "disputes": mine.filter(state=DisputeState.OPEN).count(),
        "sees_disputes": any(
            code in request.actor.grants for code in ("metrics.evaluation.dispute", "metrics.evaluation.answer")
        ),
        "may_prepare": check(request.actor, "metrics.evaluation.prepare"),
    }
    return render(request, "metrics/evaluation/overview.html", context)


def _own(request: PageRequest) -> HttpResponse:
    """The scores of the party acted for, the newest first, with its objections."""
    scores = visible_scores(request.actor).filter(evaluation__revisions=None)
    context = {
        "scores": scores.order_by("-evaluation__period", "-evaluation__pk"),
        "disputes": visible_disputes(request.actor).order_by("-filed_at"),
    }
    return render(request, "metrics/evaluation/own.html", context)


class RankListing(Listing):
    """The places of a period; all of them on one page."""

    name = "评价名次"
    page_size = 100

    def __init__(self, request: PageRequest, evaluation: Evaluation):
        criteria = first_level(evaluation.method)
        rows = rank_rows(evaluation, criteria)
        self.filters = []
        self.columns = [
            Column("place", "名次", value=lambda row: row.score.place_text or "不排名", nowrap=True, sort=False,
                   sub=lambda row: row.score.note),
            Column("name", "评价对象", kind="link", value=lambda row: row.score.name, sort=False,
                   url=lambda row: reverse("metrics:score", args=[row.score.pk])),
            Column("points", "得分", kind="number", value=lambda row: _shown(row.score.points), places=2, sort=False),
            Column("moved", "比上期", value=_movement, sort=False, nowrap=True),
            *(Column(f"part{index}", one.title, kind="number", value=_nth(index), places=2, sort=False, drop=True)
              for index, one in enumerate(criteria)),
            Column("disputes", "异议", value=lambda row: f"{row.disputes} 项待答复" if row.disputes else "", sort=False, drop=True),
        ]  # fmt: skip
        super().__init__(request, rows)


def _shown(points: Any) -> Any:
    return None if points is None else round(points, 2)


def _nth(index: int) -> Any:
    return lambda row: _shown(row.parts[index])


def _movement(row: Any) -> str:
    score = row.score
    if score.moved is None:
        return "上期未评价" if score.before_points is None else f"上期 {round(score.before_points, 2)}"
    word = "持平" if not score.moved else f"上升 {score.moved} 位" if score.moved > 0 else f"下降 {-score.moved} 位"
    return f"{word}（上期第 {score.before_place}）"


@desk("metrics.evaluation.view")
def evaluation(request: PageRequest, evaluation_id: int) -> HttpResponseBase:
    """The places of a period; an index shows its course instead."""
    found = get_object_or_404(visible_evaluations(request.actor), pk=evaluation_id)
    listing = RankListing(request, found)
    later = found.revisions.first()
    told = [
        (row.score.name, round(row.score.points, 2))
        for row in listing.rows
        if row.score.place and row.score.points is not None
    ]
    one = listing.rows[0].score if len(listing.rows) == 1 else None
    pairs = course_of(one) if one else []
    parts = parts_course(pairs)
    drawn = _course_chart(pairs, parts) if one else ranking(told) if told else None
    context = {
        "evaluation": found,
        "method": found.method,
        "later": later,
        "former": found.supersedes,
        "one": one,
        "chart": drawn,
        "finding": index_finding(pairs, parts) if one else "",
        "uneven": uneven_note(pairs),
        "may_score": later is None and check(request.actor, "metrics.evaluation.score"),
        "may_commend": later is None and len(listing.rows) > 1 and check(request.actor, "metrics.evaluation.commend"),
        "entries": list(entries_of(found)[:20]),
    }
    return listing.respond("metrics/evaluation/ranks.html", context)


def _course_chart(pairs: Any, parts: Any) -> Any:
    """The index and its parts over the years, to one place; None with a single year."""
    if len(pairs) < 2:
        return None
    whole = [(one.period, each.points) for one, each in pairs]
    series = {"总指数": whole, **parts}
    rounded = {
        name: [(at, None if value is None else round(value, 1)) for at, value in told] for name, told in series.items()
    }
    return line(rounded)


@desk("metrics.evaluation.score")
def correct(request: PageRequest, evaluation_id: int) -> HttpResponse:
    """Score the period anew."""
    found = get_object_or_404(visible_evaluations(request.actor), pk=evaluation_id)
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title=f"更正“{found}”",
        form=CorrectionForm(request.POST or None),
        do=lambda form: correct_scores(actor=request.actor, evaluation=found, reason=form.cleaned_data["reason"]),
        to=lambda done: reverse("metrics:evaluation_ranks", args=[done.pk]),
        success="评价已更正",
        cancel_url=reverse("metrics:evaluation_ranks", args=[found.pk]),
        note="按现在的冻结数（含修订）重新计算全部得分和名次；原来的得分保留，可以对照。",
        submit="更正",
        parent=found.method,
    )


@desk("metrics.evaluation.commend")
def commend_best(request: PageRequest, evaluation_id: int) -> HttpResponse:
    """Open a round of commendation from the places."""
    found = get_object_or_404(visible_evaluations(request.actor), pk=evaluation_id)
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title=f"由“{found}”提出表彰",
        form=CommendForm(request.POST or None),
        do=lambda form: commend(actor=request.actor, evaluation=found, **form.cleaned_data),
        to=lambda number: reverse("support:commendation", args=[number]),
        success="已提出表彰，人选按名次列出，请核查",
        cancel_url=reverse("metrics:evaluation_ranks", args=[found.pk]),
        note="有名次的对象都列为人选；经信用等核查后，按名次取满名额公示，期满无异议的由负责人审定。",
        submit="提出表彰",
        parent=found.method,
    )


@desk("metrics.evaluation.view")
def score(request: PageRequest, score_id: int) -> HttpResponse:
    """One score: the whole, its parts, the criteria, the figure and the records behind each."""
    found = get_object_or_404(visible_scores(request.actor), pk=score_id)
    evaluation = found.evaluation
    anew = Score.objects.filter(evaluation__supersedes=evaluation, entity=found.entity)
    later = anew.select_related("evaluation").first()
    context = {
        "score": found,
        "evaluation": evaluation,
        "method": evaluation.method,
        "lines": score_lines(found),
        "is_index": evaluation.method.known_kind is EvaluationKind.INDEX,
        "of": evaluation.scores.exclude(place=None).count(),
        "later": later,
        "may_dispute": later is None and may_dispute(request.actor, found),
        "is_own": request.actor.is_mandated,
        "course": course_of(found),
    }
    return render(request, "metrics/evaluation/score.html", context)


class PartRecords(Listing):
    """The records behind a criterion of a party's score."""

    name = "得分所依据的记录"
    export_limit = 100_000
    empty_title = "没有可以显示的记录"
    empty_hint = "这个数为零，或者其中的记录您无权查看。"
    filters = []

    def __init__(self, request: PageRequest, behind: BehindPart):
        self.behind = behind
        self.columns = [
            Column("name", behind.found.source.noun, kind="link", url=lambda one: one.url, sort=False),
            Column("about", "说明", sort=False, drop=True),
            Column("day", "日期", kind="date", sort=False),
        ]
        super().__init__(request, behind.found.entries)

    def prepare(self, rows: list[Any]) -> list[Any]:
        return shown(self.request.actor, self.behind.found.source, rows)


@desk("metrics.evaluation.view")
def records(request: PageRequest, score_id: int, criterion: str) -> HttpResponseBase:
    """The records that one criterion of a score was counted from, as they were on the day of the evaluation."""
    found = get_object_or_404(visible_scores(request.actor), pk=score_id)
    part = get_object_or_404(
        ScorePart.objects.select_related("score__evaluation", "criterion", "leaf__indicator", "figure__indicator"),
        score=found,
        criterion__code=criterion,
    )
    behind = behind_part(request.actor, part, whole=request.GET.get("side") == "whole")
    if behind is None:
        raise Http404("nothing of the lake stands behind this criterion")
    listing = PartRecords(request, behind)
    context = {
        "score": found,
        "part": part,
        "found": behind.found,
        "words": explained_part(behind.part, wording_of(Expression(behind.part))),
        "lake_on": part.figure.lake_on if part.figure else found.evaluation.lake_on,
    }
    return listing.respond("metrics/evaluation/records.html", context)
