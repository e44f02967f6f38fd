"""What happens here when engine.scoring draws experts, hears from them, closes a round, or calls a vote."""

from qingzhi.base.events.bus import subscribe
from qingzhi.engine.scoring.events import (
    BallotCast,
    ExpertsDrawn,
    ExpertsReminded,
    RoundClosed,
    SeatAnswered,
    SeatDone,
    VoteClosed,
    VoteOpened,
)
from qingzhi.engine.scoring.models import Round, Seat, Vote, VoteMember
from qingzhi.engine.tasks.terms import Outcome

from .actions.following import ask_experts, call_members, note_reviews, remind_waiting, settle_members, settle_seats


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


@subscribe(VoteOpened, "talent.call_members")
def call(event: VoteOpened) -> None:
    """Experts who are members of a panel find the vote in their inbox."""
    call_members(Vote.objects.select_related("body__region").get(pk=event.vote_id))


@subscribe(BallotCast, "talent.settle_ballot")
def settle_ballot(event: BallotCast) -> None:
    """The ballot is in."""
    settle_members(VoteMember.objects.filter(pk=event.member_id), Outcome.DONE)


@subscribe(VoteClosed, "talent.settle_vote")
def settle_vote(event: VoteClosed) -> None:
    """The vote is over."""
    settle_members(VoteMember.objects.filter(vote_id=event.vote_id), Outcome.CANCELLED)
