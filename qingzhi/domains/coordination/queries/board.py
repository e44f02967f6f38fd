"""The board of silence: who has not answered whom, for how long."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.permits import Actor

from ..access import visible_handovers
from ..models import Handover
from ..terms import Reply


@dataclass(frozen=True)
class BoardRow:
    """What one receiver owes: how many wait, how many are late, the oldest date, how long answers took in the mean (days)."""

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
    """One row for each receiver whose envelopes the actor sees, the most silent first. One query."""
    now = clock.now()
    is_open = Q(answered_at=None, withdrawn_at=None)
    rows = (
        visible_handovers(actor).order_by().values("receiver_id", "receiver__short_name", "receiver__name").annotate(
            waiting=Count("pk", filter=is_open, distinct=True), late=Count("pk", filter=is_open & Q(due_at__lt=now), distinct=True),
            oldest=Min("due_at", filter=is_open), answered=Count("pk", filter=Q(answered_at__isnull=False), distinct=True),
            late_answers=Count("pk", filter=Q(answered_at__isnull=False, silences__isnull=False), distinct=True),
        )
    )  # fmt: skip
    found = [
        BoardRow(
            row["receiver_id"], row["receiver__short_name"] or row["receiver__name"], row["waiting"], row["late"], row["oldest"],
            row["answered"], row["late_answers"],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.silent_days, -one.late, -one.waiting, one.name))


def envelope_state(handover: Handover) -> State:
    """The light of an envelope: waiting, silent, answered."""
    if handover.withdrawn_at:
        return State("none", "已撤回", handover.withdrawn_why)
    if handover.reply:
        code = "done" if handover.reply == Reply.ACCEPT else "warn"
        return State(code, handover.get_reply_display(), handover.get_reason_display())
    if handover.due_at < clock.now():
        return State(
            "late", "逾期未答复", f"应于 {handover.due_at.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M} 前答复"
        )
    return State("ok", "待答复")
