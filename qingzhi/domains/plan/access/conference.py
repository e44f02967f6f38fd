"""Permits on the joint conference, and which meetings an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare

from ..models import AgendaItem, ConferenceMember, Meeting

declare("plan.conference.view", "查看联席会议")
declare("plan.conference.manage", "办理联席会议")


def visible_meetings(actor: Actor) -> QuerySet[Meeting]:
    return Meeting.objects.all() if check(actor, "plan.conference.view") else Meeting.objects.none()


def visible_members(actor: Actor) -> QuerySet[ConferenceMember]:
    allowed = check(actor, "plan.conference.view")
    return ConferenceMember.objects.all() if allowed else ConferenceMember.objects.none()


def visible_agenda(actor: Actor, meeting: Meeting) -> QuerySet[AgendaItem]:
    """The agenda; restricted items only for those who run the conference."""
    items = meeting.agenda.select_related("proposed_by")
    return items if check(actor, "plan.conference.manage") else items.filter(restricted=False)
