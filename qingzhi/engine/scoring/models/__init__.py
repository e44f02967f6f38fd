from .panel import Candidate, Draw, Finding, Seat
from .round import Entry, Group, Involvement, Round
from .scheme import Criterion, Scheme, SchemeVersion, Threshold
from .sheet import LeafValue, Result, Score, Sheet
from .vote import Vote, VoteItem, VoteMember, VoteRecusal

__all__ = [
    "Candidate",
    "Criterion",
    "Draw",
    "Entry",
    "Finding",
    "Group",
    "Involvement",
    "LeafValue",
    "Result",
    "Round",
    "Scheme",
    "SchemeVersion",
    "Score",
    "Seat",
    "Sheet",
    "Threshold",
    "Vote",
    "VoteItem",
    "VoteMember",
    "VoteRecusal",
]
