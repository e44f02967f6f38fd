"""Sending: the message in the site at once, its copies into the outbox."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Person, Subject
from qingzhi.base.identity.queries import people_acting_for, valid
from qingzhi.base.permits import SYSTEM, Actor

from ..channels import CHANNELS
from ..kinds import kind_of
from ..models import Message, OutboxRow


@transaction.atomic
def send(
    *,
    actor: Actor = SYSTEM,
    recipient: Subject | Person | Body,
    kind: str,
    key: str,
    title: str,
    text: str = "",
    url: str = "",
) -> Message:
    """Send a message once per recipient and key; sending again returns the first.

    It stands in the site's inbox at once. For every channel of its kind that is configured a copy for each address goes
    into the outbox, from where a duty delivers it. Called by actions that have asked for their own permit.
    """
    declared = kind_of(kind)
    subject = recipient if isinstance(recipient, Subject) else recipient.subject
    values = {"kind": kind, "title": title[:200], "text": text, "url": url, "created_at": clock.now()}
    message, created = Message.objects.get_or_create(recipient=subject, key=key, defaults=values)
    if created:
        OutboxRow.objects.bulk_create(_copies(message, declared.channels), ignore_conflicts=True)
        record(actor, "messages.send", message, changes={"recipient": ("", subject.display_name)})
    return message


def _copies(message: Message, channels: Iterable[str]) -> list[OutboxRow]:
    working = [CHANNELS[code] for code in channels if not CHANNELS[code].problem()]
    if not working:
        return []
    people = list(_people(message.recipient_id))
    addresses = {(channel.code, channel.address_of(person)) for channel in working for person in people}
    now = message.created_at
    return [
        OutboxRow(message=message, channel=code, address=address, created_at=now, next_at=now)
        for code, address in sorted(addresses)
        if address
    ]


def _people(subject_id: int) -> Iterable[Person]:
    """The person, everybody in a post of business at the body, or everybody with a mandate of the party."""
    in_post = Q(posts__body__subject=subject_id) & Q(posts__role__duty="") & valid(prefix="posts__")
    by_mandate = Q(pk__in=people_acting_for(subject_id).values("pk"))
    return Person.objects.filter(Q(subject=subject_id) | in_post | by_mandate).distinct()
