"""Which posting moves money from which account to which, and what it does to the claim. Pure.

Every journal has two entries of opposite sign, so it sums to zero by construction; a reversal swaps them.
"""

from dataclasses import dataclass

from ..terms import Account, Posting


@dataclass(frozen=True)
class Move:
    """From one account to another; `takes` and `gives` are the claim's own amounts that shrink and grow with it."""

    origin: Account
    target: Account
    takes: str = ""
    gives: str = ""


MOVES: dict[Posting, Move] = {
    Posting.APPROPRIATE: Move(Account.APPROPRIATED, Account.AVAILABLE),
    Posting.REDUCE: Move(Account.AVAILABLE, Account.APPROPRIATED),
    Posting.RESERVE: Move(Account.AVAILABLE, Account.RESERVED, "", "reserved"),
    Posting.RELEASE: Move(Account.RESERVED, Account.AVAILABLE, "reserved", ""),
    Posting.COMMIT: Move(Account.RESERVED, Account.COMMITTED, "reserved", "committed"),
    Posting.CANCEL: Move(Account.COMMITTED, Account.AVAILABLE, "committed", ""),
    Posting.PAY: Move(Account.COMMITTED, Account.PAID, "committed", "paid"),
    Posting.BOUNCE: Move(Account.PAID, Account.COMMITTED, "paid", "committed"),
    Posting.CLAW_BACK: Move(Account.PAID, Account.CLAWED_BACK, "paid", "clawed_back"),
    Posting.CARRY_OUT: Move(Account.AVAILABLE, Account.CARRIED),
    Posting.CARRY_IN: Move(Account.CARRIED, Account.AVAILABLE),
    Posting.RETURN: Move(Account.AVAILABLE, Account.REFUNDED),
}
UNBOUNDED = {Account.APPROPRIATED, Account.CARRIED}  # what comes from outside may go below zero there
BUDGET = (Posting.APPROPRIATE, Posting.REDUCE, Posting.CARRY_IN, Posting.CARRY_OUT, Posting.RETURN)
REVERSIBLE = {  # what may be taken back by its opposite; the rest has a posting of its own for that
    Posting.APPROPRIATE,
    Posting.REDUCE,
    Posting.COMMIT,
    Posting.CLAW_BACK,
    Posting.REFUND,
}


def refund_move(*, from_clawed_back: bool, to_source: bool) -> Move:
    """A refund: out of what was to be given back, else out of what was paid; once the year is closed it goes to the source."""
    origin = Account.CLAWED_BACK if from_clawed_back else Account.PAID
    target = Account.REFUNDED if to_source else Account.AVAILABLE
    return Move(origin, target, origin.value, "refunded")


def opposite(move: Move) -> Move:
    """The move that takes another back."""
    return Move(move.target, move.origin, move.gives, move.takes)
