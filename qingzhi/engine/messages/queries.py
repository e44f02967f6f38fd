"""Reads: what is unread, what still has to go out, whether the channels work."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q

from qingzhi.base.permits import Actor

from .access import visible_messages
from .channels import CHANNELS
from .models import OutboxRow

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


def unread_count(actor: Actor) -> int:
    """The number on the menu's badge; one query."""
    return visible_messages(actor).filter(read_at=None).count()


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
