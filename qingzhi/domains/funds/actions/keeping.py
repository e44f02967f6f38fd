"""Keeping money for a record, letting it go, owing it: reserve, release, commit."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.limits.queries import UnknownLimit, due, explain

from ..events import FundsCommitted, FundsReleased, FundsReserved
from ..models import Claim, Journal, LineBalance, Programme, ProgrammeLine
from ..refusals import AppropriationExceeded, ClaimExceeded, LineClosed, ValueNotValid
from ..rules.amounts import said
from ..terms import Posting, Reference
from .claims import claim_for, held_claim, opened_claim, told
from .posting import Voucher, checked, post, posted

PAYMENT_LIMIT = "funds.payment"


@transaction.atomic
def reserve(
    *,
    actor: Actor,
    reference: Reference,
    amount: Decimal,
    key: str,
    line: ProgrammeLine | None = None,
    programme: Programme | None = None,
    note: str = "",
) -> Journal:
    """Keep money for a record: on this line, or on the first line of the programme that still has enough.

    Raises `AppropriationExceeded` with what remains; never overdraws, however many ask at once.
    """
    amount = checked(amount)
    done = posted(key, Posting.RESERVE, amount=amount, reference=reference)
    if done is not None:
        require(actor, "funds.commit", body_id=done.line.programme.body_id, region_code=done.line.region.code)
        return done
    if (line is None) == (programme is None):
        raise ValueNotValid("请指明专项或资金项", "line")
    lines = [_readable(line)] if line else _open_lines(programme)  # type: ignore[arg-type]  # one of them is given
    for one in lines:
        require(actor, "funds.commit", body_id=one.programme.body_id, region_code=one.region.code)
    chosen = lines[0] if line else _with_room(lines, programme, amount)
    _require_open(chosen)
    return _reserved(actor, chosen, reference, amount, Voucher(key, note=note))


def _reserved(actor: Actor, line: ProgrammeLine, reference: Reference, amount: Decimal, voucher: Voucher) -> Journal:
    LineBalance.objects.select_for_update().get(line=line)  # the claim is opened by one at a time
    done = posted(voucher.key, Posting.RESERVE, amount=amount, reference=reference)
    if done is not None:
        return done
    claim = opened_claim(reference, line)
    journal = post(actor=actor, line=line, kind=Posting.RESERVE, amount=amount, voucher=voucher, claim=claim)
    record(actor, "funds.reserve", journal, changes={"amount": (None, amount)}, label=claim.label, reason=voucher.note)
    publish(FundsReserved(**told(journal, claim)))
    return journal


@transaction.atomic
def release(
    *,
    actor: Actor,
    reference: Reference,
    key: str,
    amount: Decimal | None = None,
    line: ProgrammeLine | None = None,
    note: str = "",
) -> Journal:
    """Let go what is reserved for a record, or owed to it and in no batch; all of it unless an amount is named."""
    claim = _claim(actor, reference, line)
    done = posted(key, Posting.RELEASE, Posting.CANCEL, amount=amount, claim=claim)
    if done is not None:
        return done
    kind = Posting.RELEASE if claim.reserved else Posting.CANCEL
    left = claim.reserved or claim.payable
    amount = checked(amount) if amount is not None else left
    if amount <= 0 or amount > left:
        raise ClaimExceeded(f"“{claim.label}”可释放{said(left)}", remaining=left, asked=amount)
    journal = post(actor=actor, line=claim.line, kind=kind, amount=amount, voucher=Voucher(key, note=note), claim=claim)
    record(actor, "funds.release", journal, changes={"amount": (None, amount)}, label=claim.label, reason=note)
    publish(FundsReleased(**told(journal, claim)))
    return journal


@transaction.atomic
def commit(
    *,
    actor: Actor,
    reference: Reference,
    key: str,
    amount: Decimal | None = None,
    line: ProgrammeLine | None = None,
    decision: str = "",
    note: str = "",
) -> Journal:
    """The decision is taken: what is reserved (or a part of it) is owed; the rest stays reserved until it is released.

    `decision` is the number of the deciding document. The day by which it is to be paid follows from the limit `funds.payment`.
    """
    claim = _claim(actor, reference, line)
    done = posted(key, Posting.COMMIT, amount=amount, claim=claim)
    if done is not None:
        return done
    amount = checked(claim.reserved if amount is None else amount) if amount or claim.reserved else Decimal(0)
    if not amount or amount > claim.reserved:
        raise ClaimExceeded(
            f"“{claim.label}”已预留{said(claim.reserved)}，不能承诺{said(amount)}",
            remaining=claim.reserved,
            asked=amount,
        )
    voucher = Voucher(key, number=decision, note=note)
    journal = post(actor=actor, line=claim.line, kind=Posting.COMMIT, amount=amount, voucher=voucher, claim=claim)
    due_on, explained = _payment_due(clock.today())
    Claim.objects.filter(pk=claim.pk).update(
        committed_by=actor.subject_id, committed_on=clock.today(), due_on=due_on, due_explained=explained
    )
    record(
        actor, "funds.commit", journal, changes={"amount": (None, amount)}, label=claim.label, reason=decision or note
    )
    publish(FundsCommitted(**told(journal, claim)))
    return journal


def _claim(actor: Actor, reference: Reference, line: ProgrammeLine | None) -> Claim:
    """The claim, its line's balance held: whoever comes second sees what the first has done."""
    return held_claim(actor, "funds.commit", claim_for(reference, line))


def _readable(line: ProgrammeLine) -> ProgrammeLine:
    return ProgrammeLine.objects.select_related("programme", "region").get(pk=line.pk)


def _open_lines(programme: Programme) -> list[ProgrammeLine]:
    rows = ProgrammeLine.objects.filter(programme=programme.pk, closed_on=None)
    found = list(rows.select_related("programme", "region").order_by("position", "pk"))
    if not found:
        raise LineClosed(f"“{programme}”没有可用的资金项")
    return found


def _with_room(lines: list[ProgrammeLine], programme: Programme | None, amount: Decimal) -> ProgrammeLine:
    held = LineBalance.objects.select_for_update().filter(line__in=lines).order_by("line_id")
    left = {one.pk: one.available for one in held}
    chosen = next((line for line in lines if left[line.pk] >= amount), None)
    if chosen is not None:
        return chosen
    whole = sum(left.values(), Decimal(0))
    raise AppropriationExceeded(
        f"“{programme}”可用资金剩余{said(whole)}，没有一个资金项够付本次{said(amount)}", remaining=whole, asked=amount
    )


def _require_open(line: ProgrammeLine) -> None:
    today, programme = clock.today(), line.programme
    if line.closed_on:
        raise LineClosed(f"“{line}”已于{line.closed_on}结账，不能再预留资金")
    if not programme.opens_on <= today <= programme.closes_on:
        raise LineClosed(f"“{programme}”的使用期限是{programme.opens_on}至{programme.closes_on}，今天不能预留资金")


def _payment_due(today: date) -> tuple[date | None, list[str]]:
    """By when it is to be paid, and how that was counted; an installation without the limit has none."""
    try:
        found = due(PAYMENT_LIMIT, today)
    except UnknownLimit:
        return None, []
    return found.on, explain(PAYMENT_LIMIT, found)
