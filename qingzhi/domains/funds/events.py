"""What happens to money. Amounts are texts in yuan."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@dataclass(frozen=True)
class ClaimEvent(Event):
    """What all events about a claim tell."""

    journal_id: int
    claim_id: int
    line_id: int
    subject_kind: str
    subject_id: str
    payee_id: int | None
    amount: str


@event("funds.programme_opened")
@dataclass(frozen=True)
class ProgrammeOpened(Event):
    """A programme stands for a year."""

    programme_id: int


@event("funds.appropriated")
@dataclass(frozen=True)
class Appropriated(Event):
    """A line's budget was given, raised or lowered (a negative amount)."""

    journal_id: int
    line_id: int
    amount: str


@event("funds.reserved")
@dataclass(frozen=True)
class FundsReserved(ClaimEvent):
    """Money is kept for something that is not decided yet."""


@event("funds.released")
@dataclass(frozen=True)
class FundsReleased(ClaimEvent):
    """What was reserved or committed is free again."""


@event("funds.committed")
@dataclass(frozen=True)
class FundsCommitted(ClaimEvent):
    """It is decided: the money is owed."""


@event("funds.payment_made")
@dataclass(frozen=True)
class PaymentMade(ClaimEvent):
    """The payee has the money (a receipt says so, or it was paid directly)."""

    voucher: str
    paid_on: str


@event("funds.payment_bounced")
@dataclass(frozen=True)
class PaymentBounced(ClaimEvent):
    """The bank sent it back; it is owed again."""

    voucher: str
    reason: str


@event("funds.clawed_back")
@dataclass(frozen=True)
class FundsClawedBack(ClaimEvent):
    """The payee has to give it back."""

    reason: str


@event("funds.refunded")
@dataclass(frozen=True)
class FundsRefunded(ClaimEvent):
    """The payee gave it back."""


@event("funds.reversed")
@dataclass(frozen=True)
class JournalReversed(Event):
    """A journal was taken back by its opposite."""

    journal_id: int
    reversal_id: int


@event("funds.batch_issued")
@dataclass(frozen=True)
class BatchIssued(Event):
    """A payment batch went to the finance office."""

    batch_id: int


@event("funds.line_settled")
@dataclass(frozen=True)
class LineSettled(Event):
    """A line's remainder was carried over or given back."""

    line_id: int
    way: str
    amount: str
