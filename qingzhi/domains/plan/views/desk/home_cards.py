"""What tracking puts on first pages: the office's, a body's, a prefecture's, the leaders', the auditor's."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.cards import Card, card, once_a_page
from qingzhi.base.pages.components import Figure
from qingzhi.base.permits import Actor, check

from ...access.conference import visible_agenda, visible_meetings
from ...access.tasks import visible_notices, visible_reports, visible_rounds, visible_tasks
from ...models import ProgressReport
from ...queries.boards import Board, inaction_board, task_counts, unanswered
from ...queries.dunning import notice_rows, overdue_reports
from ...queries.reports import counts_of, deadline_light, to_review
from ...queries.tasks import in_state, judged, with_parts
from ...rules.tracking.terms import TaskCode
from ...terms import MeetingState, ReportState
from .boards import tile

SHOWN = 8
OVER = ("office", "leader", "auditor")
UNDER = ("body", "prefecture")


@once_a_page
def board_of(actor: Actor) -> Board:
    """What is late and who has not acted."""
    return inaction_board(visible_tasks(actor), visible_reports(actor), visible_notices(actor))


def office_figures(actor: Actor) -> dict[str, Any]:
    """What waits for the office, and how far the round is."""
    board = board_of(actor)
    tasks, reports, notices = reverse("plan:tasks"), reverse("plan:reports"), reverse("plan:dunning")
    figures = []
    if check(actor, "plan.report.decide"):
        waiting = to_review(visible_reports(actor)).count()
        figures.append(Figure("待审核填报", waiting, reverse("plan:review_queue"), unit="份"))
    figures += [
        Figure("逾期任务", board.tasks, f"{tasks}?state=overdue", state="late" if board.tasks else "", unit="项"),
        Figure("逾期未报", board.reports, f"{reports}?late=1", state="late" if board.reports else "", unit="份"),
        Figure("督办未答复", board.notices, f"{notices}?open=1", state="late" if board.notices else "", unit="份"),
    ]
    newest = visible_rounds(actor).filter(locked_at=None).order_by("-period_from").first()
    if newest:
        counts = counts_of(newest)
        sent = counts[ReportState.SUBMITTED] + counts[ReportState.ACCEPTED]
        url = reverse("plan:round", args=[newest.pk])
        figures.append(Figure(f"{newest.label}填报", f"{sent}/{sum(counts.values())}", url, f"{newest.due_on} 截止"))
    return {"figures": figures}


def body_figures(actor: Actor) -> dict[str, Any]:
    """What a body has to do now."""
    counts = task_counts(visible_tasks(actor).filter(lead=actor.body_id))
    owed = own_reports(actor)
    returned = owed.filter(state=ReportState.RETURNED).count()
    silent = visible_notices(actor).filter(body=actor.body_id, answered_at=None, closed_on=None).count()
    mine, notices = reverse("plan:my_tasks"), reverse("plan:dunning")
    figures = [
        Figure("待填报", owed.count(), f"{mine}#owed", unit="份"),
        Figure("被退回", returned, f"{mine}#owed", state="warn" if returned else "", unit="份"),
        Figure("逾期任务", counts["overdue"], f"{mine}?state=overdue", state="late" if counts["overdue"] else "", unit="项"),
        Figure("即将到期", counts["due_soon"], f"{mine}?state=due_soon", state="warn" if counts["due_soon"] else "", unit="项"),
        Figure("督办待答复", silent, notices, state="late" if silent else "", unit="份"),
    ]  # fmt: skip
    return {"figures": figures}


def own_reports(actor: Actor) -> QuerySet[ProgressReport]:
    states = [ReportState.OWED, ReportState.DRAFT, ReportState.RETURNED]
    found = visible_reports(actor).filter(body=actor.body_id, state__in=states, round__locked_at=None)
    return found.filter(task__done_on=None, task__cancelled_on=None)


def owed(actor: Actor) -> dict[str, Any]:
    """The reports that a body owes, the returned first, then by deadline."""
    reports = list(own_reports(actor).select_related("task", "round").order_by("due_on", "pk")[: SHOWN * 2])
    reports.sort(key=lambda report: (report.state != ReportState.RETURNED, report.due_on))
    rows = [
        {
            "title": report.task.title,
            "url": reverse("plan:report_form", args=[report.pk]),
            "sub": f"{report.round.label} · {report.get_state_display()}",
            "due_on": report.due_on,
            "light": deadline_light(report),
        }
        for report in reports[:SHOWN]
    ]
    return {"heading": "要填报的", "rows": rows, "url": reverse("plan:my_tasks"), "none": "没有要填报的任务。"}


def pressing(actor: Actor) -> dict[str, Any]:
    """The body's tasks that are late or near."""
    near = in_state(TaskCode.OVERDUE) | in_state(TaskCode.DUE_SOON)
    found = with_parts(visible_tasks(actor).filter(near, lead=actor.body_id)).order_by("due_on", "pk")[:SHOWN]
    rows = [
        {
            "title": task.title,
            "url": reverse("plan:task", args=[task.pk]),
            "sub": f"{task.state.reason.rstrip('。')} · 进度 {task.percent}%",  # type: ignore[attr-defined]
            "state": task.state,  # type: ignore[attr-defined]
        }
        for task in judged(found)
    ]
    url = f"{reverse('plan:my_tasks')}?state=overdue"
    return {"heading": "逾期和临期的任务", "rows": rows, "url": url, "none": "没有逾期或临期的任务。"}


def idle_bodies(actor: Actor) -> dict[str, Any]:
    """Who has not acted, the longest first."""
    board = board_of(actor)
    return {"rows": board.bodies[:SHOWN], "total": len(board.bodies)}


def idle_regions(actor: Actor) -> dict[str, Any]:
    """What is late, by prefecture."""
    return {"tiles": [tile(row) for row in board_of(actor).regions]}


def notices(actor: Actor) -> dict[str, Any]:
    """The notices that are open, the longest silent first; those of one's own body where it is not the office."""
    found = visible_notices(actor).filter(closed_on=None)
    if not check(actor, "plan.board.view"):
        found = found.filter(body=actor.body_id)
    rows = list(notice_rows(found).order_by("answer_due_on", "pk")[:SHOWN])
    return {"rows": rows, "url": reverse("plan:dunning")}


def to_decide(actor: Actor) -> dict[str, Any]:
    """What asks for a decision: notices brought before the next level, and the agenda of the next meeting."""
    today = clock.today()
    escalated = unanswered(visible_notices(actor)).filter(escalations__isnull=False).distinct()
    meeting = visible_meetings(actor).filter(state=MeetingState.PLANNED, held_on__gte=today).order_by("held_on").first()
    agenda = list(visible_agenda(actor, meeting)) if meeting else []
    return {
        "escalated": list(notice_rows(escalated).order_by("answer_due_on")[:SHOWN]),
        "meeting": meeting,
        "agenda": agenda,
        "silent_reports": visible_reports(actor).filter(pk__in=overdue_reports().values("pk")).count(),
    }


def register_home() -> None:
    """Called once, by the app."""
    figures, rows = "plan/home/figures.html", "plan/home/rows.html"
    view = "plan.task.view"
    card(Card("plan.office_figures", OVER, figures, office_figures, permit=view, width=12, position=5))
    card(Card("plan.body_figures", UNDER, figures, body_figures, permit=view, width=12, position=5))
    card(Card("plan.owed", UNDER, rows, owed, permit="plan.report.view", width=6, position=15))
    card(Card("plan.pressing", UNDER, rows, pressing, permit=view, width=6, position=16))
    board = "plan.board.view"
    card(Card("plan.to_decide", ("leader",), "plan/home/to_decide.html", to_decide, permit=view, width=6, position=14))
    card(Card("plan.idle_bodies", OVER, "plan/home/idle.html", idle_bodies, permit=board, width=6, position=20))
    card(Card("plan.idle_regions", OVER, "plan/home/regions.html", idle_regions, permit=board, width=6, position=21))
    card(Card("plan.notices", OVER + UNDER, "plan/home/notices.html", notices, permit="plan.dunning.view", position=25))
