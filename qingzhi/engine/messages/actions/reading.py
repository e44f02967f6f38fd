"""Reading; the row itself says who and when, so nothing is audited."""

from collections.abc import Iterable

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import Actor

from ..access import visible_messages
from ..models import Message


@transaction.atomic
def mark_read(*, actor: Actor, messages: Iterable[Message]) -> int:
    """Note that the actor has read these; what was read before, and what is not the actor's, stays as it is."""
    ids = [message.pk for message in messages]
    mine = list(visible_messages(actor).filter(pk__in=ids, read_at=None).values_list("pk", flat=True))
    rows = Message.objects.filter(pk__in=mine, read_at=None)
    return rows.update(read_at=clock.now(), read_by=actor.name)


@transaction.atomic
def mark_all_read(*, actor: Actor) -> int:
    """Note that the actor has read everything."""
    mine = visible_messages(actor).filter(read_at=None).values("pk")
    rows = Message.objects.filter(pk__in=list(mine.values_list("pk", flat=True)))
    return rows.update(read_at=clock.now(), read_by=actor.name)
