"""The joint conference: members, meetings, agenda, decisions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..models import AgendaItem, Attendance, ConferenceMember, Decision, Meeting
from ..refusals import AlreadyRecorded, MeetingNotMovable, ValueNotValid
from ..terms import MeetingState

PERMIT = "plan.conference.manage"


@transaction.atomic
def admit_member(
    *, actor: Actor, body: Body, contact_name: str, valid_from: date, **values: object
) -> ConferenceMember:
    """Enter a member body 「成员单位」 with its contact person; one open membership for each body."""
    require(actor, PERMIT)
    if ConferenceMember.objects.select_for_update().filter(body=body, valid_to=None).exists():
        raise AlreadyRecorded(f"{body.name}已是联席会议成员单位")
    member = ConferenceMember.objects.create(
        body=body, contact_name=contact_name.strip(), valid_from=valid_from, **values
    )
    record(actor, "plan.admit_member", member, changes={"body": ("", body.name), "contact": ("", contact_name)})
    return member


@transaction.atomic
def change_member(*, actor: Actor, member: ConferenceMember, **values: object) -> ConferenceMember:
    """Change a member's leader or contact person, or end the membership."""
    require(actor, PERMIT)
    member = ConferenceMember.objects.select_for_update().get(pk=member.pk)
    ends_on = values.get("valid_to")
    if isinstance(ends_on, date) and ends_on < member.valid_from:
        raise ValueNotValid("结束日期不能早于开始日期", "valid_to")
    if changes := changed(member, **values):
        member.save()
        record(actor, "plan.change_member", member, changes=changes)
    return member


@transaction.atomic
def schedule_meeting(
    *,
    actor: Actor,
    number: str,
    title: str,
    kind: str,
    held_on: date,
    place: str = "",
    chair: str = "",
    invited: Iterable[Body] | None = None,
) -> Meeting:
    """Plan a meeting; without a list every present member is invited."""
    require(actor, PERMIT)
    number = number.strip()
    if Meeting.objects.filter(number=number).exists():
        raise AlreadyRecorded(f"会次“{number}”已经登记，请勿重复")
    meeting = Meeting.objects.create(
        number=number, title=title.strip(), kind=kind, held_on=held_on, place=place.strip(), chair=chair.strip()
    )
    bodies = invited if invited is not None else _members(held_on)
    Attendance.objects.bulk_create(Attendance(meeting=meeting, body=body) for body in bodies)
    record(actor, "plan.schedule_meeting", meeting, changes={"held_on": (None, held_on)})
    return meeting


@transaction.atomic
def set_agenda(*, actor: Actor, meeting: Meeting, items: Sequence[Mapping[str, Any]]) -> Meeting:
    """Set the agenda of a meeting that has not been held, in order; each with what is needed to decide it."""
    require(actor, PERMIT)
    meeting = lock_meeting(meeting.pk)
    if meeting.state != MeetingState.PLANNED:
        raise MeetingNotMovable(f"“{meeting.title}”{MeetingState(meeting.state).label}，不能再改议程")
    refuse_classified(*(str(value) for item in items for value in item.values()))
    old = list(meeting.agenda.values_list("title", flat=True))
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            title=str(item["title"]).strip(),
            proposed_by_id=item.get("proposed_by"),
            recommendation=str(item.get("recommendation") or ""),
            budget=Decimal(str(item["budget"])) if item.get("budget") not in (None, "") else None,
            disagreement=str(item.get("disagreement") or ""),
            restricted=bool(item.get("restricted")),
        )
        for place, item in enumerate(items, 1)
    )
    record(actor, "plan.set_agenda", meeting, changes={"agenda": (old, [str(item["title"]) for item in items])})
    return meeting


@transaction.atomic
def hold_meeting(*, actor: Actor, meeting: Meeting, present: Iterable[int], held_on: date | None = None) -> Meeting:
    """Note that a meeting was held and which of the invited bodies came."""
    require(actor, PERMIT)
    meeting = lock_meeting(meeting.pk)
    if meeting.state != MeetingState.PLANNED:
        raise MeetingNotMovable(f"“{meeting.title}”{MeetingState(meeting.state).label}，请刷新查看")
    on = held_on or meeting.held_on
    if on > clock.today():
        raise MeetingNotMovable(f"会议定于 {on}，尚未召开")
    came = set(present)
    for row in meeting.attendance.all():
        row.present = row.body_id in came
        row.save(update_fields=["present"])
    changes = changed(meeting, state=MeetingState.HELD, held_on=on)
    meeting.save(update_fields=["state", "held_on"])
    record(actor, "plan.hold_meeting", meeting, changes=changes | {"present": (None, len(came))})
    return meeting


@transaction.atomic
def record_decision(*, actor: Actor, meeting: Meeting, text: str, agenda_item: AgendaItem | None = None) -> Decision:
    """Record a decision 「议定事项」 of a meeting that was held; the same text twice is refused."""
    require(actor, PERMIT)
    meeting = lock_meeting(meeting.pk)
    if meeting.state == MeetingState.PLANNED:
        raise MeetingNotMovable("会议尚未召开，不能登记议定事项")
    text = text.strip()
    if not text:
        raise ValueNotValid("请填写议定事项", "text")
    refuse_classified(text)
    if meeting.decisions.filter(text=text).exists():
        raise AlreadyRecorded("这一议定事项已经登记，请勿重复")
    number = (meeting.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    decision = Decision.objects.create(meeting=meeting, number=number, text=text, agenda_item=agenda_item)
    record(actor, "plan.record_decision", decision, changes={"text": ("", text)})
    return decision


def lock_meeting(meeting_id: int) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def _members(on: date) -> list[Body]:
    rows = ConferenceMember.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    return [row.body for row in rows.select_related("body")]
