"""When two payments are one too many, and when a payment is to be asked back. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..terms import Act, Ground, Level
from .money import yuan

GROUNDS = {"lapsed": Ground.LAPSED, "cancelled": Ground.LAPSED, "invalidated": Ground.INVALIDATED}


@dataclass(frozen=True)
class Earlier:
    """A payment in the ledger, as much as a page tells."""

    paid_claim_id: int
    body: str
    level: str
    holder: str
    paid_on: date | None
    year: int
    amount: Decimal | None
    reference: str
    claim_id: int | None = None  # of an application of ours

    @property
    def told(self) -> str:
        """One sentence: who paid whom, when, how much, under which number."""
        when = f"{self.paid_on}" if self.paid_on else f"{self.year}年"
        amount = f"{yuan(self.amount)}" if self.amount is not None else "金额不详"
        reference = f"，{self.reference}" if self.reference else ""
        level = Level(self.level).label if self.level else ""
        return f"同一权利的同一事项已获资助：{self.body}（{level}）{when}资助“{self.holder}”{amount}{reference}"


def claim_key(kind: str, number: str, act: str, part: str) -> tuple[str, str, str, str]:
    """What is paid once: an act of a right. The holder is no part of it, so that renames and transfers change nothing."""
    return kind, number, Act(act).value, part


def recheck_ground(status: str, marks: tuple[str, ...]) -> Ground | None:
    """Why a paid subsidy is to be looked at again; None while the right stands."""
    if "abnormal" in marks:
        return Ground.ABNORMAL
    return GROUNDS.get(status)


def kept_long_enough(paid_on: date, ended_on: date, until: date) -> bool:
    """Whether the right was kept as long as the rule asks: it ended on or after `until`, counted from the payment."""
    return ended_on >= max(until, paid_on)
