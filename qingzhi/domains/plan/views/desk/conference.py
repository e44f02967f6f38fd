"""Meetings of the joint conference: the list, one meeting with its agenda, who came, and what was decided."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Document, Stage, State
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.documents.queries import documents_about

from ...access.conference import visible_agenda, visible_meetings
from ...actions import conference
from ...forms.conference import AgendaForm, DecisionForm, HoldForm, MeetingForm
from ...models import Meeting
from ...queries.tasks import judged, with_parts
from ...terms import MeetingKind, MeetingState
from .acting import confirm, drawer

LIGHTS = {MeetingState.PLANNED: "warn", MeetingState.HELD: "ok", MeetingState.MINUTED: "done"}


def meeting_state(meeting: Meeting) -> State:
    state = MeetingState(meeting.state)
    return State(LIGHTS[state], state.label)


class MeetingListing(Listing):
    name = "联席会议"
    columns = [
        Column("state", "状态", kind="state", value=meeting_state, sort="state"),
        Column("held_on", "时间", kind="date"),
        Column("title", "会议", kind="link", url=lambda row: reverse("plan:meeting", args=[row.pk]), sub="number"),
        Column("kind", "类别", value=lambda row: MeetingKind(row.kind).label, sort="kind"),
        Column("place", "地点", drop=True),
        Column("chair", "主持人", drop=True),
    ]
    filters = [
        Search("q", "按会议查找", fields=["title", "number"]),
        Choice("state", "状态", options=MeetingState.choices()),
    ]
    default_order = ("-held_on", "-id")
    empty_title = "还没有会议"
    empty_hint = "登记会议后，议程、到会、议定事项和纪要都在这里。"


@desk("plan.conference.view")
def meetings(request: PageRequest) -> HttpResponse:
    may_manage = bool(check(request.actor, "plan.conference.manage"))
    return MeetingListing(request, visible_meetings(request.actor)).respond(
        "plan/meetings.html", {"may_manage": may_manage}
    )


@desk("plan.conference.view")
def meeting(request: PageRequest, meeting_id: int) -> HttpResponse:
    """One meeting: agenda, who came, what was decided and which tasks carry it out, minutes."""
    found = get_object_or_404(visible_meetings(request.actor), pk=meeting_id)
    decisions = list(found.decisions.order_by("number"))
    for decision in decisions:
        decision.rows = judged(with_parts(decision.tasks.all()))  # type: ignore[attr-defined]
    state = MeetingState(found.state)
    order = list(MeetingState)
    papers = documents_about(found)
    context = {
        "meeting": found,
        "state": meeting_state(found),
        "stages": [
            Stage(one.label, "past" if order.index(one) < order.index(state) or state is MeetingState.MINUTED else
                  "now" if one is state else "next", f"{found.held_on}" if one is MeetingState.HELD else "")
            for one in order
        ],
        "agenda": visible_agenda(request.actor, found),
        "attendance": attendance_of(found),
        "decisions": decisions,
        "minutes": getattr(found, "minutes", None),
        "documents": [
            Document(f"{one.number}.docx", f"/files/{one.file_id}/", one.file.size, one.title, one.sha256, one.issued_at)
            for one in papers
        ],
        "entries": drawer(found),
        "may_manage": bool(check(request.actor, "plan.conference.manage")),
        "may_divide": bool(check(request.actor, "plan.task.divide")),
    }  # fmt: skip
    return render(request, "plan/meeting.html", context)


def attendance_of(meeting: Meeting) -> list[tuple[str, str, list[str]]]:
    """Who came, who did not, who was told: (word, light, names); empty when nobody was invited."""
    rows = list(meeting.attendance.select_related("body"))
    kinds = (("到会", "ok", True), ("未到", "late", False), ("已通知", "none", None))
    return (
        [
            (word, light, [f"{row.body.short_name}{row.person_name}" for row in rows if row.present is present])
            for word, light, present in kinds
        ]
        if rows
        else []
    )


def managed_meeting(request: PageRequest, meeting_id: int) -> tuple[Meeting, str]:
    """The meeting and where its page is."""
    found = get_object_or_404(visible_meetings(request.actor), pk=meeting_id)
    return found, reverse("plan:meeting", args=[found.pk])


@desk("plan.conference.manage")
def schedule(request: PageRequest) -> HttpResponse:
    back = reverse("plan:meetings")
    return confirm(
        request, title="登记会议", form=MeetingForm(request.POST or None), cancel_url=back, crumb=("联席会议", back),
        to=lambda made: reverse("plan:meeting", args=[made.pk]), success="会议已登记，已列入全部成员单位", submit="登记",
        do=lambda form: conference.schedule_meeting(actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.conference.manage")
def add_agenda(request: PageRequest, meeting_id: int) -> HttpResponse:
    found, to = managed_meeting(request, meeting_id)

    def add(form: PageForm) -> Meeting:
        held: list[dict[str, Any]] = [
            {
                "title": one.title, "proposed_by": one.proposed_by_id, "recommendation": one.recommendation,
                "budget": one.budget, "disagreement": one.disagreement, "restricted": one.restricted,
            }
            for one in found.agenda.order_by("position")
        ]  # fmt: skip
        new = dict(form.cleaned_data)
        new["proposed_by"] = new["proposed_by"].pk if new["proposed_by"] else None
        return conference.set_agenda(actor=request.actor, meeting=found, items=[*held, new])

    return confirm(
        request, title="增加议题", form=AgendaForm(request.POST or None, bodies=bodies_on()), to=to, cancel_url=to,
        crumb=(found.title, to), success="议题已加入议程", submit="加入议程", do=add,
    )  # fmt: skip


@desk("plan.conference.manage")
def hold(request: PageRequest, meeting_id: int) -> HttpResponse:
    found, to = managed_meeting(request, meeting_id)
    invited = list(found.attendance.values_list("body_id", "body__short_name"))
    initial = {"held_on": found.held_on, "present": [str(pk) for pk, _ in invited]}
    return confirm(
        request, title="登记到会", form=HoldForm(request.POST or None, invited=invited, initial=initial), to=to, cancel_url=to,
        crumb=(found.title, to), success="已登记到会情况", submit="登记",
        do=lambda form: conference.hold_meeting(
            actor=request.actor, meeting=found, held_on=form.cleaned_data["held_on"],
            present=[int(pk) for pk in form.cleaned_data["present"]],
        ),
    )  # fmt: skip


@desk("plan.conference.manage")
def decide(request: PageRequest, meeting_id: int) -> HttpResponse:
    found, to = managed_meeting(request, meeting_id)
    return confirm(
        request, title="登记议定事项", form=DecisionForm(request.POST or None), to=to, cancel_url=to, crumb=(found.title, to),
        success="议定事项已登记，可以下达任务", submit="登记",
        do=lambda form: conference.record_decision(actor=request.actor, meeting=found, text=form.cleaned_data["text"]),
    )  # fmt: skip
