"""Papers of a meeting: the pack that is handed out before it, and the minutes after it."""

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.documents.actions import issue_document
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.documents.rules.drawing import Attendance as Attending
from qingzhi.engine.documents.rules.drawing import Kind, OfficialDocument, Table

from ..events import MeetingMinuted
from ..models import AgendaItem, ConferenceOffice, Meeting, Minutes, PlanTask
from ..queries.tasks import OPEN
from ..refusals import MeetingNotMovable, ValueNotValid
from ..terms import MeetingState
from .conference import PERMIT, lock_meeting
from .papers import MINUTES, PACK, SERIES, office_on, paper


@transaction.atomic
def write_minutes(*, actor: Actor, meeting: Meeting, text: str) -> Minutes:
    """Keep the text of the minutes of a meeting that was held; once issued they do not change."""
    require(actor, PERMIT)
    meeting = lock_meeting(meeting.pk)
    if meeting.state == MeetingState.PLANNED:
        raise MeetingNotMovable("会议尚未召开，不能起草纪要")
    if meeting.state == MeetingState.MINUTED:
        raise MeetingNotMovable("纪要已经印发，不能修改")
    text = text.strip()
    if not text:
        raise ValueNotValid("请填写纪要正文", "text")
    refuse_classified(text)
    minutes, _ = Minutes.objects.get_or_create(meeting=meeting, defaults={"text": ""})
    if minutes.text != text:
        changes = {"text": (minutes.text, text)}
        minutes.text = text
        minutes.save(update_fields=["text"])
        record(actor, "plan.write_minutes", minutes, changes=changes, label=f"{meeting}纪要")
    return minutes


@transaction.atomic
def issue_minutes(*, actor: Actor, meeting: Meeting) -> Minutes:
    """Issue the minutes as a document, with who came and what was decided."""
    require(actor, PERMIT)
    meeting = lock_meeting(meeting.pk)
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None or meeting.state != MeetingState.HELD:
        raise MeetingNotMovable("会议召开并写好纪要以后才能印发；已经印发的不能重复印发")
    if not meeting.decisions.exists():
        raise MeetingNotMovable("还没有登记议定事项，不能印发纪要")
    office = office_on()
    title = f"{meeting.title}纪要"
    minutes.document = issue_document(
        actor=actor,
        kind=MINUTES,
        title=title,
        series=SERIES[MINUTES],
        document=lambda number: minutes_paper(number, title, meeting, minutes, office),
        body=office.body,
        subject=meeting,
        url=reverse("plan:meeting", args=[meeting.pk]),
        recipients=[row.body for row in meeting.attendance.select_related("body")],
    )
    minutes.issued_on = clock.today()
    minutes.save(update_fields=["document", "issued_on"])
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.MINUTED)
    changes = {"state": (meeting.state, MeetingState.MINUTED), "number": ("", minutes.document.number)}
    record(actor, "plan.issue_minutes", meeting, changes=changes)
    publish(MeetingMinuted(meeting_id=meeting.pk))
    return minutes


def minutes_paper(
    number: str, title: str, meeting: Meeting, minutes: Minutes, office: ConferenceOffice
) -> OfficialDocument:
    """The minutes as an official document."""
    rows = list(meeting.attendance.select_related("body"))
    came = tuple(f"{row.body.short_name}{row.person_name}" for row in rows if row.present)
    away = tuple(row.body.short_name for row in rows if row.present is False)
    attendance = [Attending(label, names) for label, names in (("出席", came), ("请假", away)) if names]
    values = {
        "held_on": meeting.held_on,
        "chair": meeting.chair or "会议召集人",
        "place": meeting.place or "会议室",
        "meeting": meeting.title,
        "paragraphs": [line.strip() for line in minutes.text.splitlines() if line.strip()],
        "decisions": [one.text for one in meeting.decisions.order_by("number")],
    }
    return paper(
        "minutes",
        values,
        kind=Kind.MINUTES,
        number=number,
        title=title,
        office=office,
        attendance=attendance,
        head=f"{office.conference}纪要",
    )


@transaction.atomic
def draw_meeting_pack(*, actor: Actor, meeting: Meeting, for_circulation: bool = True) -> IssuedDocument:
    """Draw the papers of a meeting: agenda with recommendation, budget and disagreement, and what was decided before.

    The copy for circulation leaves out the restricted items and says how many it left out.
    """
    require(actor, PERMIT)
    meeting = lock_meeting(meeting.pk)
    items = list(meeting.agenda.select_related("proposed_by"))
    shown = [item for item in items if not (item.restricted and for_circulation)]
    if not shown:
        raise MeetingNotMovable("没有可以印送的议题，请先设置议程")
    office = office_on()
    title = f"{meeting.title}会议材料{'' if for_circulation else '（主持人用）'}"
    issued = issue_document(
        actor=actor,
        kind=PACK,
        title=title,
        series=SERIES[PACK],
        document=lambda number: pack_paper(number, title, meeting, shown, len(items) - len(shown), office),
        body=office.body,
        subject=meeting,
        url=reverse("plan:meeting", args=[meeting.pk]),
    )
    record(
        actor,
        "plan.draw_meeting_pack",
        meeting,
        changes={"number": ("", issued.number), "agenda_count": (0, len(shown))},
    )
    return issued


def pack_paper(
    number: str, title: str, meeting: Meeting, items: list[AgendaItem], left_out: int, office: ConferenceOffice
) -> OfficialDocument:
    """The papers as a document."""
    agenda = Table(
        header=("序号", "议题", "提出单位", "建议", "经费（元）", "分歧意见"),
        rows=tuple(
            (
                str(place),
                item.title,
                item.proposed_by.short_name if item.proposed_by else "",
                item.recommendation,
                f"{item.budget:,.2f}" if item.budget is not None else "",
                item.disagreement,
            )
            for place, item in enumerate(items, 1)
        ),
        widths=(0.8, 2.6, 1.5, 2.8, 1.6, 2.2),
    )
    values = {
        "meeting": meeting.title,
        "held_on": meeting.held_on,
        "place": meeting.place or "会议室",
        "chair": meeting.chair or "会议召集人",
        "agenda": agenda,
        "left_out": f"另有 {left_out} 项议题不随材料印送。" if left_out else "以上为全部议题。",
        "unfinished": _unfinished(meeting),
    }
    return paper("pack", values, kind=Kind.OTHER, number=number, title=title, office=office, addressees=["各成员单位"])


def _unfinished(meeting: Meeting) -> Table:
    """What earlier meetings decided and has not been done yet."""
    rows = PlanTask.objects.filter(OPEN, decision__meeting__held_on__lt=meeting.held_on).select_related("lead")
    return Table(
        header=("历次议定未办结事项", "责任单位", "期限", "进度"),
        rows=tuple((one.title, one.lead.short_name, f"{one.due_on}", f"{one.percent}%") for one in rows[:100])
        or (("无", "", "", ""),),
        widths=(4.5, 2, 1.8, 1),
    )
