"""Sending: the message in the site at once, its copies into the outbox."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Person, Subject
from qingzhi.base.identity.queries import valid
from qingzhi.base.permits import SYSTEM, Actor

from ..channels import CHANNELS
from ..kinds import MessageKind, kind_of
from ..models import Message, MessageText, OutboxRow
from ..queries import text_in_force
from ..rules.texts import LONGEST_SHORT, asked_in, filled, one_line, plain
from ..terms import Mail

MAIL = "email"


@transaction.atomic
def send(
    *,
    actor: Actor = SYSTEM,
    recipient: Subject | Person | Body,
    kind: str,
    key: str,
    title: str = "",
    text: str = "",
    url: str = "",
    values: Mapping[str, object] | None = None,
) -> Message:
    """Send a message once per recipient and key; sending again returns the first.

    It says what the texts of its kind make of `title`, `text` and `values`. It stands in the site's inbox at once. For
    every channel of its kind that is configured a copy for each address goes into the outbox, from where a duty delivers it.
    Called by actions that have asked for their own permit.
    """
    declared = kind_of(kind)
    subject = recipient if isinstance(recipient, Subject) else recipient.subject
    known = Message.objects.filter(recipient=subject, key=key).first()
    if known is not None:
        return known
    said = _said(declared, {"title": title, "text": text, **(values or {})})
    said = {"kind": kind, "url": url, "created_at": clock.now(), **said}
    try:
        with transaction.atomic():
            message = Message.objects.create(recipient=subject, key=key, **said)
    except IntegrityError:  # somebody else has sent it meanwhile
        return Message.objects.get(recipient=subject, key=key)
    OutboxRow.objects.bulk_create(_copies(message, declared), ignore_conflicts=True)
    record(actor, "messages.send", message, changes={"recipient": ("", subject.display_name)})
    return message


def _said(declared: MessageKind, values: Mapping[str, object]) -> dict[str, Any]:
    """What the texts in force make of the values."""
    own = text_in_force(declared.code)
    texts: MessageText | MessageKind = own or declared
    params = {name: one_line(plain(str(values.get(name) or "")))[:100] for name in sorted(asked_in(texts.short))}
    heading = one_line(filled(texts.heading, values)) or declared.title
    return {
        "title": heading[:200],
        "text": filled(texts.body, values),
        "short": (one_line(filled(texts.short, values)) or heading)[:LONGEST_SHORT],
        "params": params if own is not None and own.gateway_code else {},
        "wording": own,
    }


def _copies(message: Message, declared: MessageKind) -> list[OutboxRow]:
    """A row for each channel that works and each address; mail of those who want it once a day is gathered."""
    working = [CHANNELS[code] for code in declared.channels if not CHANNELS[code].problem()]
    if not working:
        return []
    addresses: dict[tuple[str, str], bool] = {}  # whether the copy waits for the digest
    for person in _people(message.recipient_id):
        chosen = _chosen(person)
        for channel in working:
            key = (channel.code, channel.address_of(person))
            if not key[1] or (channel.code == MAIL and chosen is Mail.NONE and not declared.urgent):
                continue
            waits = channel.code == MAIL and chosen is Mail.DAILY and not declared.urgent
            addresses[key] = addresses.get(key, True) and waits
    now = message.created_at
    return [
        OutboxRow(message=message, channel=code, address=address, is_gathered=waits, created_at=now, next_at=now)
        for (code, address), waits in sorted(addresses.items())
    ]


def _chosen(person: Person) -> Mail:
    found = getattr(person, "mail_choice", None)
    return Mail(found.mail) if found is not None else Mail.EACH


def _people(subject_id: int) -> Iterable[Person]:
    """The person; everybody in a post of business at the body; everybody who holds a mandate of the subject 「经办授权」."""
    in_post = Q(posts__body__subject=subject_id) & Q(posts__role__duty="") & valid(prefix="posts__")
    mandated = Q(mandates__subject=subject_id) & valid(prefix="mandates__")
    found = Person.objects.filter(Q(subject=subject_id) | in_post).values("pk")
    acting = Person.objects.filter(mandated).values("pk")
    return Person.objects.filter(Q(pk__in=found) | Q(pk__in=acting)).select_related("mail_choice").order_by("pk")
