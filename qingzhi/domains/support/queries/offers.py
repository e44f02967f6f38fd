"""What an applicant can get: every right of the applicant against a call, with what it is worth or why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..models import Call
from ..rules.candidates import Deed, Standing, Window, deeds_of, reasons_against, type_of
from ..rules.money import ZERO, Bound, Computed, Piece
from ..rules.paying import Earlier
from ..terms import Act, SubsidyType
from .holders import reasons_against_applicant
from .ledger import claimed_elsewhere, earlier_payments
from .register import Held, rights_held
from .rulings import Rulings


@dataclass(frozen=True)
class Offer:
    """One act of one right: eligible where `reasons` is empty; `earlier` links the payment that stands in the way."""

    right: Any
    type: SubsidyType
    deed: Deed
    reasons: tuple[str, ...]
    earlier: Earlier | None = None
    standard: Decimal | None = None
    source: str = ""

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.right.pk}:{self.deed.act.value}:{self.deed.part}"

    @property
    def is_eligible(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Offers:
    """A call as one applicant sees it: whether the applicant fits, and the rights that fit and that do not."""

    call: Call
    against_applicant: list[str]
    offers: list[Offer] = field(default_factory=list)

    @property
    def eligible(self) -> list[Offer]:
        return [one for one in self.offers if one.is_eligible]

    @property
    def refused(self) -> list[Offer]:
        return [one for one in self.offers if not one.is_eligible]

    @property
    def worth(self) -> Decimal:
        """What the eligible ones are worth by the table alone, before caps."""
        return sum((one.standard or ZERO for one in self.eligible), ZERO)


def offers_for(
    call: Call, party: Any, on: date, *, besides: int | None = None, rulings: Rulings | None = None
) -> Offers:
    """The rights of a party against a call on a day; `besides` is the application that is being written."""
    rulings = rulings or Rulings(on)
    window = window_of(call)
    rights = rights_held(party, {kind.split(".")[0] for kind, _ in window.items}, on)
    found = _offers(call, window, rights, rulings, besides)
    return Offers(call, reasons_against_applicant(call, party, rulings), found)


def offers_of(call: Call, rights: Sequence[Held], rulings: Rulings, *, besides: int | None = None) -> list[Offer]:
    """Each act of these rights that the call speaks of, judged."""
    return _offers(call, window_of(call), rights, rulings, besides)


def _offers(call: Call, window: Window, rights: Sequence[Held], rulings: Rulings, besides: int | None) -> list[Offer]:
    paid = earlier_payments((one.right.kind, one.right.number) for one in rights)
    elsewhere = claimed_elsewhere([one.right.pk for one in rights], besides=besides)
    found = []
    for one in rights:
        kind = type_of(one.facts)
        if kind is None:
            continue
        for deed in deeds_of(one.facts):
            if (kind.value, deed.act.value) in window.items:
                found.append(_offer(call, one, kind, deed, window, paid, elsewhere, rulings))
    return found


def window_of(call: Call) -> Window:
    """What the call pays, for the rules."""
    pairs = frozenset((row.type, row.act) for row in call.items.all())
    return Window(pairs, call.acts_from, call.acts_to)


def _offer(call, one, kind, deed, window, paid, elsewhere, rulings) -> Offer:  # type: ignore[no-untyped-def]
    right = one.right
    earlier = paid.get((right.kind, right.number, deed.act.value, deed.part))
    barred = earlier if earlier is not None and bars(earlier, rulings) else None
    other = elsewhere.get((right.pk, deed.act.value, deed.part), "")
    standing = Standing(
        status=right.status, marks=one.marks, earlier=barred.told if barred else "",
        in_other_application=f"已在办件 {other} 中申报" if other else "",
        policy_end=policy_end(kind, deed.act, rulings), is_first_holder=one.is_first,
    )  # fmt: skip
    ruling = rulings.ask("amounts", scheme=call.scheme, type=kind.value, act=deed.act.value, call=call.code)
    reasons = reasons_against(deed, kind, window, standing)
    if not ruling and not reasons:
        reasons = ["资助标准表中没有这一类型和事项"]
    worth = ruling.get("standard") * ruling.get("coefficient") if ruling else None
    return Offer(right, kind, deed, tuple(reasons), barred, worth, ruling.source)


def policy_end(kind: SubsidyType, act: Act, rulings: Rulings) -> str:
    """Why the policy does not pay this act on the day; empty: it does."""
    ruling = rulings.ask("policy", type=kind.value, act=act.value)
    if not ruling:
        return ""
    return "" if ruling.get("allowed") else f"{ruling.get('reason') or '政策已终止'}（{ruling.source}）"


def bars(earlier: Earlier, rulings: Rulings) -> bool:
    """Whether an earlier payment stands in the way, or is only deducted, by the table; a silent table bars."""
    ruling = rulings.ask("earlier", level=earlier.level)
    return not ruling or ruling.get("treatment") != "deduct"


def piece_of(call: Call, claim: Any, rulings: Rulings, *, refused: str = "", deducted: Decimal = ZERO) -> Piece:
    """A claim with what the tables answer for it."""
    amounts = rulings.ask("amounts", scheme=call.scheme, type=claim.type, act=claim.act, call=call.code)
    caps = rulings.ask("caps", scheme=call.scheme, act=claim.act)
    return Piece(
        key=str(claim.pk), label=str(claim), refused=refused,
        standard=Bound(amounts.get("standard"), amounts.source, amounts.row),
        coefficient=Bound(amounts.get("coefficient"), amounts.source, amounts.row),
        fee_share=Bound(caps.get("fee_share"), caps.source, caps.row),
        official_fee=claim.official_fee, other_grants=claim.other_grants + deducted,
    )  # fmt: skip


__all__ = ["Computed", "Offer", "Offers", "bars", "offers_for", "offers_of", "piece_of", "policy_end", "window_of"]
