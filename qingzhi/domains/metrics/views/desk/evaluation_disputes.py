"""Objections to scores: filing one beside the records that made the figure, reading, answering."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted, tried
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.lake.records import has_records, source_of
from qingzhi.engine.tasks.queries import open_items_about

from ...access.evaluation import may_dispute, own_answer, visible_disputes, visible_scores
from ...actions.evaluation_disputes import READ, NamedRecord, answer_dispute, dispute_score, read_answer
from ...forms.evaluation import AnswerForm, DisputeForm
from ...models import Dispute, Score, ScorePart
from ...queries.catalogue import records_table
from ...queries.evaluation_pages import records_address, shown_value
from ...queries.evaluation_records import BehindPart, behind_part
from ...queries.formula_records import Entry, shown
from ...terms.evaluation import DisputeGround, DisputeState

SHOWN = 60
LIGHTS = {DisputeState.OPEN: "warn", DisputeState.UPHELD: "done", DisputeState.REFUSED: "none"}


def light(dispute: Dispute) -> State:
    """Where a dispute stands, as a light."""
    state = DisputeState(dispute.state)
    return State(LIGHTS[state], state.label)


class DisputeListing(Listing):
    """Objections, the newest first."""

    name = "评价异议"
    columns = [
        Column("state", "状态", kind="state", value=light),
        Column("due_on", "答复期限", kind="deadline", state=light),
        Column("title", "异议", kind="link", value=str, url=lambda one: reverse("metrics:dispute", args=[one.pk]), sort=False),
        Column("ground", "理由类别", value=lambda one: DisputeGround(one.ground).label, drop=True),
        Column("body", "提出单位", value=lambda one: one.filer, sort=False, drop=True),
        Column("evaluation", "评价", value=lambda one: str(one.score.evaluation), sort=False, drop=True),
    ]  # fmt: skip
    filters = [Choice("state", "状态", options=DisputeState.choices(), lookup="state")]
    default_order = ("-filed_at",)
    empty_title = "没有评价异议"
    empty_hint = "在得分页对有数据来源的评价指标可以提出异议。"


@desk("metrics.evaluation.view")
def disputes(request: PageRequest) -> HttpResponseBase:
    """The objections that the actor may read."""
    return DisputeListing(request, visible_disputes(request.actor)).respond("metrics/evaluation/disputes.html", {})


@desk("metrics.evaluation.dispute")
def file(request: PageRequest, score_id: int, criterion: str) -> HttpResponse:
    """Object to one criterion of one's own score; the records that made it are there to be named."""
    score = _own(request, score_id)
    rows = ScorePart.objects.select_related("score__evaluation", "criterion", "leaf__indicator", "figure__indicator")
    part = get_object_or_404(rows, score=score, criterion__code=criterion, leaf__isnull=False)
    behind = behind_part(request.actor, part)
    picked = {int(key) for key in request.POST.getlist("record") if key.isdecimal()}
    entries, total = _entries(request, behind, picked)
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        named = _named(behind, entries, picked) + [NamedRecord(name) for name in form.missing_names]
        values = {"ground": form.cleaned_data["ground"], "text": form.cleaned_data["text"], "records": named}
        done = tried(
            form, lambda: dispute_score(actor=request.actor, part=part, **values), fields={"records": "missing"}
        )
        if done is not None:
            messages.success(request, f"异议已提出，答复期限 {done.due_on}")
            return redirect("metrics:dispute", done.pk)
    context = {
        "form": form,
        "score": score,
        "part": part,
        "value": shown_value(part),
        "found": behind.found if behind else None,
        "entries": entries,
        "picked": picked,
        "total": total,
        "q": request.GET.get("q", ""),
        "records_url": records_address(part),
        "cancel_url": reverse("metrics:score", args=[score.pk]),
        "is_own": request.actor.is_mandated,
    }
    return render(request, "metrics/evaluation/file_dispute.html", context)


def _own(request: PageRequest, score_id: int) -> Score:
    score = get_object_or_404(visible_scores(request.actor), pk=score_id)
    if not may_dispute(request.actor, score):
        raise Http404("not the actor's own score")
    return score


def _entries(request: PageRequest, behind: BehindPart | None, picked: set[int]) -> tuple[list[Entry], int]:
    """The records to choose from: what is picked, then the first that the search lets through; and how many there are."""
    if behind is None:
        return [], 0
    every = behind.found.entries
    q = request.GET.get("q", "").strip()
    if not q:
        first = [one for one in every if one.key in picked] + [one for one in every if one.key not in picked][:SHOWN]
        return shown(request.actor, behind.found.source, first), len(every)
    told = shown(request.actor, behind.found.source, every[:5000])
    fitting = [one for one in told if one.key in picked or q in one.name or q in one.about]
    return fitting[:SHOWN], len(every)


def _named(behind: BehindPart | None, entries: list[Entry], picked: set[int]) -> list[NamedRecord]:
    if behind is None:
        return []
    table = records_table(behind.part)
    return [NamedRecord(one.name, table, one.key) for one in entries if one.key in picked]


@desk("metrics.evaluation.view")
def dispute(request: PageRequest, dispute_id: int) -> HttpResponse:
    """One objection: the score, the criterion, the records named, each with its page; the answer."""
    found = get_object_or_404(visible_disputes(request.actor), pk=dispute_id)
    part = found.part
    part.score = found.score
    actor = request.actor
    context = {
        "dispute": found,
        "state": light(found),
        "ground": DisputeGround(found.ground).label,
        "score": found.score,
        "part": part,
        "value": shown_value(part),
        "records": _linked(request, found),
        "records_url": records_address(part),
        "is_open": found.state == DisputeState.OPEN,
        "may_answer": found.state == DisputeState.OPEN and check(actor, "metrics.evaluation.answer"),
        "may_read": own_answer(actor, found.score) and open_items_about(found, READ.code).exists(),
        "corrected": _corrected(found),
        "is_own": actor.is_mandated,
        "entries": [] if actor.is_mandated else list(entries_of(found)[:20]),
    }
    return render(request, "metrics/evaluation/dispute.html", context)


def _corrected(found: Dispute) -> Score | None:
    """The same one's score as it was corrected because the objection was right."""
    return found.result.scores.filter(entity=found.score.entity).first() if found.result else None


def _linked(request: PageRequest, found: Dispute) -> list[tuple[Any, str, str]]:
    """The records named with what they are and where, as far as the reader may see them."""
    rows = list(found.records.all())
    tables = {one.table for one in rows if one.table and has_records(one.table)}
    told: dict[tuple[str, int], Entry] = {}
    for table in tables:
        entries = [Entry(one.key) for one in rows if one.table == table and one.key]
        told |= {(table, one.key): one for one in shown(request.actor, source_of(table), entries)}
    missing = Entry(0)
    return [
        (one, told.get((one.table, one.key or 0), missing).url, told.get((one.table, one.key or 0), missing).about)
        for one in rows
    ]


@desk("metrics.evaluation.answer")
def answer(request: PageRequest, dispute_id: int) -> HttpResponse:
    """Answer: upheld, with the figure revised and the period scored anew, or refused with the reason."""
    found = get_object_or_404(visible_disputes(request.actor), pk=dispute_id)
    form = AnswerForm(request.POST or None)
    if not check(request.actor, "metrics.figure.revise"):
        form.fields["upheld"].help_text = "修订冻结数须由负责人办理；认为成立的，请负责人在更正记录后答复"
    return acted(
        request,
        template="metrics/evaluation/answer.html",
        title="答复评价异议",
        form=form,
        do=lambda form: answer_dispute(
            actor=request.actor,
            dispute=found,
            upheld=form.cleaned_data["upheld"] == "yes",
            answer=form.cleaned_data["answer"],
        ),
        to=lambda done: reverse("metrics:dispute", args=[done.pk]),
        success="异议已答复",
        cancel_url=reverse("metrics:dispute", args=[found.pk]),
        dispute=found,
        ground=DisputeGround(found.ground).label,
        records=_linked(request, found),
        records_url=records_address(found.part),
    )


@desk("metrics.evaluation.dispute")
@require_POST
def read(request: PageRequest, dispute_id: int) -> HttpResponse:
    """The answer was read."""
    found = get_object_or_404(visible_disputes(request.actor), pk=dispute_id)
    read_answer(actor=request.actor, dispute=found)
    messages.success(request, "已阅")
    return redirect("metrics:dispute", found.pk)
