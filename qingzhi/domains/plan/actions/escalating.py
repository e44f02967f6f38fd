"""Notices that nobody answers go up, level by level."""

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Post
from qingzhi.base.identity.queries import valid
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.kinds import message_kind

from ..events import DunningEscalated
from ..models import DunningEscalation, DunningNotice
from ..queries.deadlines import office_calendar
from ..queries.thresholds import escalation_levels
from ..rules.escalation import Rung, reached
from .locking import lock_notice

ESCALATED = message_kind("plan.dunning.escalated", "督办升级", channels=("email",)).code


def escalate_overdue_dunning(*, actor: Actor = SYSTEM) -> int:
    """Bring unanswered notices before the levels that they have reached; returns how many steps. Twice does nothing."""
    today = clock.today()
    waiting = DunningNotice.objects.filter(answered_at=None, closed_on=None, answer_due_on__lt=today)
    levels = escalation_levels(today)
    if not levels:
        return 0
    calendar = office_calendar()
    rungs = [Rung(one.level, one.title, one.days_after, one.source) for one in levels]
    by_level = {one.level: one for one in levels}
    steps = 0
    for notice_id, due_on in waiting.order_by("pk").values_list("pk", "answer_due_on"):
        for found in reached(due_on, today, rungs, calendar):
            steps += _escalate(actor, notice_id, by_level[found.rung.level].pk, found.rung.level, found.reason)
    return steps


@transaction.atomic
def _escalate(actor: Actor, notice_id: int, level_id: int, number: int, reason: str) -> bool:
    notice = lock_notice(notice_id)
    if notice.answered_at or notice.closed_on or notice.escalations.filter(level__level=number).exists():
        return False
    step = DunningEscalation.objects.create(
        notice=notice, level_id=level_id, escalated_on=clock.today(), explained=reason
    )
    record(actor, "plan.escalate_dunning", notice, changes={"level": (None, number)}, reason=reason)
    publish(DunningEscalated(notice_id=notice.pk, body_id=notice.body_id, level=number))
    _tell(actor, step, reason)
    return True


def _tell(actor: Actor, step: DunningEscalation, reason: str) -> None:
    notice = step.notice
    held = Post.objects.filter(valid(), role__code=step.level.role).select_related("person__subject").order_by("pk")
    for person in {post.person_id: post.person for post in held}.values():
        send(
            actor=actor,
            recipient=person,
            kind=ESCALATED,
            key=f"plan.dunning.{notice.pk}.{step.level.level}.{person.pk}",
            title=f"{notice.body.short_name}逾期未答复督办单{notice.number}",
            text=reason,
            url=reverse("plan:dunning_notice", args=[notice.pk]),
        )
