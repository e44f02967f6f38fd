"""How an answer sheet moves from desk to desk: the only place that says which move is open from which state."""

from ..terms.surveys import AnswerState as State

OUTSTANDING = (State.OWED, State.DRAFT, State.RETURNED)

MOVES: dict[str, dict[State, State]] = {
    "save": {State.OWED: State.DRAFT, State.DRAFT: State.DRAFT, State.RETURNED: State.RETURNED},
    "submit": dict.fromkeys(OUTSTANDING, State.SUBMITTED),
    "submit_for_check": dict.fromkeys(OUTSTANDING, State.CHECKING),
    "approve": {State.CHECKING: State.SUBMITTED},
    "send_back": {State.CHECKING: State.RETURNED},
    "accept": {State.SUBMITTED: State.ACCEPTED},
    "return": {State.SUBMITTED: State.RETURNED, State.ACCEPTED: State.RETURNED},
    "lock": {State.ACCEPTED: State.LOCKED},
    "miss": dict.fromkeys(OUTSTANDING, State.MISSED),
    "unlock": {State.LOCKED: State.RETURNED, State.MISSED: State.RETURNED},
    "correct": {State.LOCKED: State.LOCKED},
}


class MoveNotOpen(ValueError):
    """A sheet stands where this cannot be done."""


def moved(move: str, state: str) -> str:
    """The state that a move leads to; raises `MoveNotOpen`, saying where the sheet stands."""
    found = MOVES[move].get(State(state))
    if found is None:
        raise MoveNotOpen(f"这张调查表现为“{State(state).label}”，不能这样办理，请刷新查看")
    return found.value
