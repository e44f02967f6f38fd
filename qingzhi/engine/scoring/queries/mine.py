"""What an expert has to do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from qingzhi.base.pages.components import State
from qingzhi.base.permits import Actor

from ..access import own_seats
from ..models import Seat, Sheet
from ..terms import RoundState, SeatState, SheetState

OPEN = (SheetState.OPEN, SheetState.DRAFT)


@dataclass(frozen=True)
class MySeat:
    """A seat as its expert sees it."""

    seat: Seat
    state: State
    done: int
    of: int
    due: Any


def my_seats(actor: Actor) -> list[MySeat]:
    """The seats of the expert, what waits first."""
    live = Q(sheets__entry__withdrawn_reason="") & ~Q(sheets__state=SheetState.RECUSED)
    rows = (
        own_seats(actor)
        .select_related("group__round", "only_entry")
        .annotate(
            of=Count("sheets", filter=live), done=Count("sheets", filter=live & Q(sheets__state=SheetState.SUBMITTED))
        )
        .order_by("-group__round_id", "pk")
    )
    found = [
        MySeat(one, _state(one, one.done, one.of), one.done, one.of, one.group.round.scores_due_on) for one in rows
    ]
    return sorted(found, key=lambda one: one.state.code not in ("late", "warn"))


def my_sheets(seat: Seat) -> list[Sheet]:
    """The sheets of a seat in the order of the entries; withdrawn entries are gone."""
    rows = seat.sheets.filter(entry__withdrawn_reason="").select_related("entry__group")
    return list(rows.order_by("entry__number"))


def next_sheet(seat: Seat) -> Sheet | None:
    """The first sheet of the seat that is not submitted yet."""
    return next((one for one in my_sheets(seat) if one.state in OPEN), None)


def waiting_count(actor: Actor) -> int:
    """How many seats ask something of the expert."""
    sheets = Sheet.objects.filter(state__in=OPEN, entry__withdrawn_reason="")
    rows = own_seats(actor).filter(group__round__state=RoundState.SCORING)
    return rows.filter(
        Q(state=SeatState.OFFERED) | Q(state=SeatState.ACCEPTED, pk__in=sheets.values("seat_id"))
    ).count()


def _state(seat: Seat, done: int, of: int) -> State:
    if seat.group.round.state == RoundState.CLOSED:
        return State("done", "评审已结束")
    if seat.state == SeatState.OFFERED:
        return State("warn", "待签承诺")
    return State("done", "已完成") if done == of else State("warn", "评分中", f"还有 {of - done} 项")
