"""Whose messages are whose: one's own and those of the body or applicant for which one acts."""

from django.db.models import QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, declare

from .models import Message

declare("messages.outbox.view", "查看外发消息", duty="system")
declare("messages.templates.manage", "维护消息模板")


def visible_messages(actor: Actor) -> QuerySet[Message]:
    """The messages to the actor, and to the body or other subject for which the actor acts."""
    if not actor.is_signed_in:
        return Message.objects.none()
    own_body = Body.objects.filter(pk=actor.body_id).values("subject")  # type: ignore[misc]  # None finds none
    own = Message.objects.filter(recipient=actor.subject_id)
    if actor.is_mandated:
        own |= Message.objects.filter(recipient=actor.acts_for)
    return Message.objects.filter(pk__in=own.values("pk")) | Message.objects.filter(recipient__in=own_body)
