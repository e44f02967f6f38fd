"""Posting to the ledger: one conditional update of the line's balance, one of the claim, one journal with two entries.

The balance row is touched first by every posting, so that those on one line queue for it and can neither overdraw nor
block each other in a circle: PostgreSQL holds the row, SQLite the whole file, until the transaction ends.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import F, Value

from qingzhi.base import clock
from qingzhi.base.permits import Actor

from ..models import Claim, Entry, Journal, LineBalance, Programme, ProgrammeLine
from ..models.money import MoneyField
from ..refusals import AppropriationExceeded, ClaimExceeded, KeyReused, ValueNotValid
from ..rules.amounts import amount_fault, said
from ..rules.postings import MOVES, UNBOUNDED, Move
from ..terms import Account, Posting, Reference


@dataclass(frozen=True)
class Voucher:
    """What a posting is written down with: its key (the same posting asked for twice is done once), day, number, words."""

    key: str
    on: date | None = None
    number: str = ""
    note: str = ""


def post(
    *,
    actor: Actor,
    line: ProgrammeLine,
    kind: Posting,
    amount: Decimal,
    voucher: Voucher,
    claim: Claim | None = None,
    move: Move | None = None,
    reverses: Journal | None = None,
) -> Journal:
    """Write one posting inside the caller's transaction; refuses what would take more than is there."""
    if not connection.in_atomic_block:
        raise RuntimeError("money moves inside an action's transaction")
    amount = checked(amount)
    move = move or MOVES[kind]
    _move_balance(line, move, amount)
    if claim is not None:
        _move_claim(claim, move, amount)
    journal = Journal.objects.create(
        line=line,
        claim=claim,
        kind=kind,
        amount=amount,
        on=voucher.on or clock.today(),
        at=clock.now(),
        key=voucher.key,
        document_number=voucher.number[:120],
        note=voucher.note[:500],
        reverses=reverses,
        by=actor.name[:100],
        by_subject=actor.subject_id,
    )
    Entry.objects.bulk_create(
        [
            Entry(journal=journal, account=move.origin, amount=-amount),
            Entry(journal=journal, account=move.target, amount=amount),
        ]
    )
    return journal


def checked(amount: Decimal) -> Decimal:
    """The amount to the cent; refuses what cannot be one."""
    fault = amount_fault(amount)
    if fault:
        raise ValueNotValid(fault, "amount")
    return Decimal(amount).quantize(Decimal("0.01"))


def posted(
    key: str,
    *kinds: Posting,
    amount: Decimal | None = None,
    claim: Claim | None = None,
    line: ProgrammeLine | None = None,
    reference: Reference | None = None,
) -> Journal | None:
    """The journal that this key stands for; refuses a key that stood for something else: another amount, claim, line, record."""
    if not key or len(key) > 120:
        raise ValueNotValid("缺少幂等键，或幂等键过长", "key")
    found = Journal.objects.filter(key=key).select_related("claim", "line__programme").first()
    if found is None:
        return None
    is_same = found.kind in kinds and (amount is None or found.amount == amount)
    if not is_same or _is_elsewhere(found, claim, line, reference):
        raise KeyReused(f"这一请求已办理过另一笔：{found.get_kind_display()} {said(found.amount)}")
    return found


def require_day(on: date | None, programme: Programme, *, early: int = 0) -> None:
    """Refuse a day that is yet to come, or before the programme began (`early`: a budget is handed down years before)."""
    if on is None:
        return
    if on > clock.today():
        raise ValueNotValid("日期不应晚于今天", "on")
    if on.year < programme.year - early or (not early and on < programme.opens_on):
        raise ValueNotValid(f"日期早于“{programme}”的启用日期{programme.opens_on}，请核对年份", "on")


def _is_elsewhere(found: Journal, claim: Claim | None, line: ProgrammeLine | None, reference: Reference | None) -> bool:
    """Whether a journal belongs to another claim, line or record."""
    if claim is not None and found.claim_id != claim.pk:
        return True
    if line is not None and found.line_id != line.pk:
        return True
    if reference is None:
        return False
    held = found.claim
    return held is None or (held.subject_kind, held.subject_id, held.payee_id) != (
        reference.subject_kind,
        reference.subject_id,
        reference.payee_id,
    )


def _move_balance(line: ProgrammeLine, move: Move, amount: Decimal) -> None:
    step = Value(amount, output_field=MoneyField())
    origin, target = move.origin.value, move.target.value
    rows = LineBalance.objects.filter(line=line)
    if move.origin not in UNBOUNDED:
        rows = rows.filter(**{f"{origin}__gte": amount})
    if move.target is Account.APPROPRIATED:
        rows = rows.filter(appropriated__lte=-amount)
    if rows.update(**{origin: F(origin) - step, target: F(target) + step}) == 1:
        return
    left: Decimal = LineBalance.objects.values_list(origin, flat=True).get(line=line)
    raise AppropriationExceeded(
        f"“{line}”{move.origin.label}资金剩余{said(max(left, Decimal(0)))}，不足本次{said(amount)}",
        remaining=left,
        asked=amount,
    )


def _move_claim(claim: Claim, move: Move, amount: Decimal) -> None:
    step = Value(amount, output_field=MoneyField())
    changes = {}
    rows = Claim.objects.filter(pk=claim.pk)
    if move.takes:
        rows = rows.filter(**{f"{move.takes}__gte": amount})
        changes[move.takes] = F(move.takes) - step
    if move.gives:
        changes[move.gives] = F(move.gives) + step
    if not changes or rows.update(**changes) == 1:
        claim.refresh_from_db()
        return
    claim.refresh_from_db()
    left: Decimal = getattr(claim, move.takes)
    label = Account(move.takes).label
    raise ClaimExceeded(f"“{claim.label}”{label}{said(left)}，不足本次{said(amount)}", remaining=left, asked=amount)
