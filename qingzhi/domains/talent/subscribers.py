"""What happens here when engine.scoring draws experts, hears from them, or closes a round."""

from qingzhi.base.events.bus import subscribe
from qingzhi.engine.scoring.events import ExpertsDrawn, ExpertsReminded, RoundClosed, SeatAnswered, SeatDone
from qingzhi.engine.scoring.models import Round, Seat
from qingzhi.engine.tasks.terms import Outcome

from .actions.following import ask_experts, note_reviews, remind_waiting, settle_seats


@subscribe(ExpertsDrawn, "talent.ask_experts")
def ask(event: ExpertsDrawn) -> None:
    """The seats that a draw gave."""
    rows = Seat.objects.filter(draw_id=event.draw_id)
    ask_experts(rows.select_related("group__round__body__region", "candidate__subject"))


@subscribe(SeatAnswered, "talent.settle_declined")
def settle_declined(event: SeatAnswered) -> None:
    """Who declined is asked nothing any more."""
    if not event.accepted:
        settle_seats(Seat.objects.filter(pk=event.seat_id), Outcome.CANCELLED)


@subscribe(SeatDone, "talent.settle_done")
def settle_done(event: SeatDone) -> None:
    """All is scored."""
    settle_seats(Seat.objects.filter(pk=event.seat_id), Outcome.DONE)


@subscribe(ExpertsReminded, "talent.remind")
def remind(event: ExpertsReminded) -> None:
    """The secretary asks again."""
    remind_waiting(Round.objects.get(pk=event.round_id))


@subscribe(RoundClosed, "talent.note_reviews")
def close(event: RoundClosed) -> None:
    """Nothing is left to do; the review stands in the experts' records."""
    settle_seats(Seat.objects.filter(group__round_id=event.round_id), Outcome.CANCELLED)
    note_reviews(Round.objects.get(pk=event.round_id))
