"""Dunning notices: drawn, read, answered, closed."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Document, Entry, Stage
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.tasks import visible_bodies, visible_notices
from ...access.versions import visible_plans
from ...actions.dunning import answer_dunning, close_dunning, draw_dunning
from ...forms.tracking import AnswerForm, NothingForm, ReasonForm
from ...models import DunningNotice, DunningTask, Plan
from ...queries.deadlines import DUNNING_ANSWER, due_by
from ...queries.dunning import matters_to_dun, notice_rows
from ...refusals import NothingToDun
from .acting import confirm, drawer, found_notice
from .listings import NoticeListing


@desk("plan.dunning.view")
def notices(request: PageRequest) -> HttpResponse:
    """Every notice that the actor may see."""
    return NoticeListing(request, notice_rows(visible_notices(request.actor))).respond("plan/notices.html")


@desk("plan.dunning.view")
def notice(request: PageRequest, notice_id: int) -> HttpResponse:
    """One notice: the matters, the answer, who heard of it."""
    found = found_notice(request, notice_id)
    steps = list(found.escalations.select_related("level"))
    found.level = max((step.level.level for step in steps), default=0)  # type: ignore[attr-defined]
    paper = found.document
    context = {
        "notice": found,
        "matters": found.matters.select_related("task", "report__round"),
        "stages": stages_of(found, bool(steps)),
        "history": history_of(found),
        "documents": [
            Document(f"{paper.number}.docx", f"/files/{paper.file_id}/", paper.file.size, "督办单", paper.sha256,
                     paper.issued_at)
        ] if paper else [],
        "entries": drawer(found),
        "may_answer": not found.closed_on and _may(request, "plan.dunning.answer", found),
        "may_close": bool(found.answered_at) and not found.closed_on
        and _may(request, "plan.dunning.close", found),
    }  # fmt: skip
    return render(request, "plan/notice.html", context)


@desk("plan.dunning.draw")
def draw(request: PageRequest, code: str) -> HttpResponse:
    """A notice to one body before it is drawn: everything that it is late with."""
    body = get_object_or_404(visible_bodies(request.actor, "plan.dunning.draw").select_related("region"), code=code)
    plan, matters = late_plan(visible_plans(request.actor), body)
    due_on, explained = due_by(DUNNING_ANSWER, clock.today())
    return confirm(
        request,
        title=f"向{body.short_name}制发督办单",
        form=NothingForm(request.POST or None),
        warning="督办单一经制发即编号并送达，不能删除，只能撤回。",
        facts=[("被督办单位", body.name), ("督办事项", f"{len(matters)} 项"), ("答复期限", f"{due_on}")],
        consequences=[*explained, "逾期不答复的，按层级升级报送，并列入履职记录"],
        matters=matters,
        nothing=not matters,
        to=lambda made: reverse("plan:dunning_notice", args=[made.pk]),
        cancel_url=reverse("plan:inaction"),
        crumb=("谁没有行动", reverse("plan:inaction")),
        success="督办单已制发并送达",
        submit="制发督办单",
        do=lambda form: _draw(request, body, plan),
    )


def _draw(request: PageRequest, body: Body, plan: Plan | None) -> DunningNotice:
    if plan is None:
        raise NothingToDun(f"{body.name}没有承担任务，不能督办")
    return draw_dunning(actor=request.actor, body=body, plan=plan)


def _may(request: PageRequest, code: str, found: DunningNotice) -> bool:
    return bool(check(request.actor, code, body_id=found.body_id, region_code=found.body.region.code))


@desk("plan.dunning.answer")
def answer(request: PageRequest, notice_id: int) -> HttpResponse:
    found = found_notice(request, notice_id)
    to = reverse("plan:dunning_notice", args=[found.pk])
    return confirm(
        request, title="答复督办单", form=AnswerForm(request.POST or None, initial={"text": found.answer}), to=to, cancel_url=to,
        crumb=(found.number, to), facts=[("文号", found.number), ("答复期限", found.answer_due_on)],
        success="答复已提交", submit="提交答复", gentle=True,
        do=lambda form: answer_dunning(actor=request.actor, notice=found, text=form.cleaned_data["text"]),
    )  # fmt: skip


@desk("plan.dunning.close")
def close(request: PageRequest, notice_id: int) -> HttpResponse:
    found = found_notice(request, notice_id)
    to = reverse("plan:dunning_notice", args=[found.pk])
    return confirm(
        request, title="办结督办单", form=ReasonForm(request.POST or None, label="办结意见"), to=to, cancel_url=to,
        crumb=(found.number, to), facts=[("文号", found.number), ("单位", found.body.name), ("答复", found.answer)],
        success="督办单已办结", submit="办结",
        do=lambda form: close_dunning(actor=request.actor, notice=found, note=form.cleaned_data["reason"]),
    )  # fmt: skip


def late_plan(plans: QuerySet[Plan], body: Body) -> tuple[Plan | None, list[DunningTask]]:
    """The plan under which a body is late with something, and with what; a notice is about one plan."""
    found: tuple[Plan | None, list[DunningTask]] = (None, [])
    for plan in plans.filter(tasks__lead=body).distinct().order_by("pk"):
        matters = matters_to_dun(body, plan)
        if matters:
            return plan, matters
        found = (plan, [])
    return found


def stages_of(found: DunningNotice, escalated: bool) -> list[Stage]:
    """Issued, (escalated,) answered, closed."""
    rows = [Stage("发出", "past", f"{found.issued_on}")]
    if escalated:
        rows.append(Stage("升级", "past" if found.answered_at else "now", "逾期未答复"))
    waits = "next" if escalated and not found.answered_at else "now"
    rows.append(
        Stage("答复", "past" if found.answered_at else waits, f"{found.answered_on or f'限 {found.answer_due_on}'}")
    )
    rows.append(
        Stage("办结", "past" if found.closed_on else "now" if found.answered_at else "next", f"{found.closed_on or ''}")
    )
    return rows


def history_of(found: DunningNotice) -> list[Entry]:
    """What happened to a notice, in order."""
    rows = [Entry(found.issued_on, found.issued_by, f"发出督办单{found.number}，主送{found.addressed_name}")]
    for step in found.escalations.select_related("level"):
        rows.append(Entry(step.escalated_on, "系统", f"升级报送{step.level.title}", basis=step.explained, state="late"))
    if found.answered_on:
        rows.append(Entry(found.answered_on, found.answered_by, "答复", note=found.answer, state="done"))
    if found.closed_on:
        rows.append(Entry(found.closed_on, "办公室", "办结", note=found.close_note, state="done"))
    return rows
