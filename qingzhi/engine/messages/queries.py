"""Reads: what is unread, what still has to go out, whether the channels work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor

from .access import visible_messages
from .channels import CHANNELS
from .kinds import MessageKind, all_kinds
from .models import MailChoice, Message, MessageText, OutboxRow
from .terms import Mail

STUCK_AFTER = 5  # attempts


@dataclass(frozen=True)
class ChannelState:
    """How a channel stands: `problem` is empty when it is configured."""

    code: str
    title: str
    problem: str
    waiting: int = 0
    stuck: int = 0
    sent: int = 0
    refused: int = 0
    oldest_at: object = None
    error: str = ""


def unread(actor: Actor) -> QuerySet[Message]:
    """What the actor has not read; the menu's badge counts it."""
    return visible_messages(actor).filter(read_at=None).order_by()


def channel_states() -> list[ChannelState]:
    """Every channel with what waits in it."""
    waiting = Q(sent_at=None, refused_at=None)
    rows: Iterable[Any] = OutboxRow.objects.order_by().values("channel").annotate(
        waiting=Count("pk", filter=waiting),
        stuck=Count("pk", filter=waiting & Q(attempts__gte=STUCK_AFTER)),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        refused=Count("pk", filter=Q(refused_at__isnull=False)),
        oldest_at=Min("created_at", filter=waiting),
        error=Max("error", filter=waiting),
    )  # fmt: skip
    found = {row.pop("channel"): row for row in rows}
    return [ChannelState(c.code, c.title, c.problem(), **_filled(found.get(c.code, {}))) for c in CHANNELS.values()]


def _filled(row: dict) -> dict:
    return {**row, "error": row.get("error") or ""}


def text_in_force(kind: str, on: date | None = None) -> MessageText | None:
    """The office's own texts of a kind on a day; None where the declared ones hold."""
    return _holding(on).filter(kind=kind).order_by("-id").first()


def texts_of(kind: str) -> QuerySet[MessageText]:
    """Every text that a kind has had, newest first."""
    return MessageText.objects.filter(kind=kind).order_by("-id")


@dataclass(frozen=True)
class KindNow:
    """A declared kind with the office's texts that hold today (None: the declared ones)."""

    declared: MessageKind
    own: MessageText | None

    @property
    def pk(self) -> str:
        return self.declared.code

    @property
    def title(self) -> str:
        return self.declared.title


def kinds_now() -> list[KindNow]:
    """Every declared kind and the texts that hold for it; one query."""
    known = {one.kind: one for one in _holding(None).order_by("id")}
    return [KindNow(one, known.get(one.code)) for one in all_kinds()]


def mail_choice(actor: Actor) -> Mail:
    """How the actor wants mail."""
    found = MailChoice.objects.filter(person__subject=actor.subject_id).first()
    return Mail(found.mail) if found is not None else Mail.EACH


def _holding(on: date | None) -> QuerySet[MessageText]:
    day = on or clock.today()
    return MessageText.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
