"""The board of silence: who has not answered whom, for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.components import State
from qingzhi.base.permits import Actor

from ..access import visible_handovers
from ..models import Handover
from ..terms import Reply


@dataclass(frozen=True)
class BoardRow:
    """What one receiver owes: how many wait, how many of these are late, since when the oldest was due; how many it answered, how
    many of these late."""

    body_id: int
    name: str
    waiting: int
    late: int
    oldest: datetime | None
    answered: int
    late_answers: int

    @property
    def silent_days(self) -> int:
        """Whole days since the oldest unanswered one was due; nothing late: 0."""
        return max(0, (clock.now() - self.oldest).days) if self.oldest and self.late else 0


def waiting(rows: QuerySet[Handover]) -> QuerySet[Handover]:
    """Those whose answer is outstanding."""
    return rows.filter(answered_at=None, withdrawn_at=None)


def silence_board(actor: Actor) -> list[BoardRow]:
    """One row for each receiver whose envelopes the actor sees, the most silent first. Three questions, whatever the number: what
    waits (few, by the index of open ones), what was answered (by an index alone), the names."""
    now = clock.now()
    seen = visible_handovers(actor).order_by()
    open_ones = seen.filter(answered_at=None, withdrawn_at=None).values("receiver_id").annotate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)), oldest=Min("due_at"),
    )  # fmt: skip
    answers = seen.filter(answered_at__isnull=False).values("receiver_id").annotate(
        answered=Count("pk"), late_answers=Count("pk", filter=Q(answered_at__gt=F("due_at"))),
    )  # fmt: skip
    waits: dict[int, Mapping[str, Any]] = {row["receiver_id"]: row for row in open_ones}
    answered: dict[int, Mapping[str, Any]] = {row["receiver_id"]: row for row in answers}
    names = {one.pk: one.short_name or one.name for one in Body.objects.filter(pk__in={*waits, *answered})}
    found = []
    for pk, name in names.items():
        open_, done = waits.get(pk, {}), answered.get(pk, {})
        found.append(BoardRow(
            pk, name, open_.get("waiting", 0), open_.get("late", 0), open_.get("oldest"), done.get("answered", 0),
            done.get("late_answers", 0),
        ))  # fmt: skip
    return sorted(found, key=lambda one: (-one.silent_days, -one.late, -one.waiting, one.name))


def envelope_state(handover: Handover) -> State:
    """The light of an envelope: waiting, silent, answered."""
    if handover.withdrawn_at:
        return State("none", "已撤回", handover.withdrawn_why)
    if handover.reply:
        code = "done" if handover.reply == Reply.ACCEPT else "warn"
        return State(code, handover.reply_words, handover.get_reason_display())
    if handover.due_at < clock.now():
        return State(
            "late", "逾期未答复", f"应于 {handover.due_at.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M} 前答复"
        )
    return State("ok", "待答复")
