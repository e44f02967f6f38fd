"""Money out and back: paying directly, deciding a claw-back, taking refunds, reversing a mistake."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import FundsClawedBack, FundsRefunded, JournalReversed, PaymentMade
from ..models import Claim, Journal, LineBalance, ProgrammeLine
from ..queries.ledger import has_committed
from ..refusals import AlreadyReversed, ClaimExceeded, FourEyes, ValueNotValid
from ..rules.amounts import said
from ..rules.postings import MOVES, REVERSIBLE, Move, opposite, refund_move
from ..terms import Account, Posting, Reference
from .claims import claim_for, held_claim, told
from .posting import Voucher, checked, post, posted, require_day

REVERSERS = {Posting.APPROPRIATE: "funds.appropriate", Posting.REDUCE: "funds.appropriate", Posting.REFUND: "funds.pay"}


@transaction.atomic
def pay(
    *,
    actor: Actor,
    reference: Reference,
    key: str,
    voucher: str,
    amount: Decimal | None = None,
    line: ProgrammeLine | None = None,
    on: date | None = None,
    note: str = "",
) -> Journal:
    """Enter a payment that was made outside of a batch; whoever committed the money does not also pay it."""
    claim = held_claim(actor, "funds.pay", claim_for(reference, line))
    done = posted(key, Posting.PAY, amount=amount, claim=claim)
    if done is not None:
        return done
    if has_committed(actor, [claim.pk]):
        raise FourEyes("作出承诺的人不能办理这笔拨付，请由其他财务人员办理")
    if not voucher.strip():
        raise ValueNotValid("请填写付款凭证号", "voucher")
    require_day(on, claim.line.programme)
    amount = _upto(claim, claim.payable, amount, "待付（未进入支付批次）")
    words = Voucher(key, on, voucher.strip(), note)
    journal = post(actor=actor, line=claim.line, kind=Posting.PAY, amount=amount, voucher=words, claim=claim)
    record(actor, "funds.pay", journal, changes={"amount": (None, amount)}, label=claim.label, reason=voucher)
    publish(PaymentMade(**told(journal, claim), voucher=voucher.strip(), paid_on=journal.on.isoformat()))
    return journal


@transaction.atomic
def claw_back(
    *,
    actor: Actor,
    reference: Reference,
    key: str,
    decision: str,
    amount: Decimal | None = None,
    line: ProgrammeLine | None = None,
    note: str = "",
) -> Journal:
    """Decide that what was paid (or a part) is to be given back; it is available again when it has come in (`refund`)."""
    claim = held_claim(actor, "funds.commit", claim_for(reference, line))
    done = posted(key, Posting.CLAW_BACK, amount=amount, claim=claim)
    if done is not None:
        return done
    if not decision.strip():
        raise ValueNotValid("请填写追回决定的文号", "decision")
    amount = _upto(claim, claim.paid, amount, "已拨付")
    words = Voucher(key, number=decision.strip(), note=note)
    journal = post(actor=actor, line=claim.line, kind=Posting.CLAW_BACK, amount=amount, voucher=words, claim=claim)
    record(actor, "funds.claw_back", journal, changes={"amount": (None, amount)}, label=claim.label, reason=decision)
    publish(FundsClawedBack(**told(journal, claim), reason=note or decision))
    return journal


@transaction.atomic
def refund(
    *,
    actor: Actor,
    reference: Reference,
    amount: Decimal,
    key: str,
    voucher: str,
    line: ProgrammeLine | None = None,
    on: date | None = None,
    note: str = "",
) -> Journal:
    """Money has come back: what was clawed back first, else what was paid. It is available again; after the year's closing it goes to the source."""
    claim = held_claim(actor, "funds.pay", claim_for(reference, line))
    done = posted(key, Posting.REFUND, amount=amount, claim=claim)
    if done is not None:
        return done
    if not voucher.strip():
        raise ValueNotValid("请填写收款凭证号", "voucher")
    require_day(on, claim.line.programme)
    demanded = claim.clawed_back > 0
    amount = _upto(claim, claim.clawed_back if demanded else claim.paid, amount, "应追回" if demanded else "已拨付")
    line = ProgrammeLine.objects.select_related("programme", "region").get(pk=claim.line_id)
    move = refund_move(from_clawed_back=demanded, to_source=line.closed_on is not None)
    words = Voucher(key, on, voucher.strip(), note)
    journal = post(actor=actor, line=line, kind=Posting.REFUND, amount=amount, voucher=words, claim=claim, move=move)
    record(actor, "funds.refund", journal, changes={"amount": (None, amount)}, label=claim.label, reason=voucher)
    publish(FundsRefunded(**told(journal, claim)))
    return journal


@transaction.atomic
def reverse(*, actor: Actor, journal: Journal, reason: str) -> Journal:
    """Take a mistaken journal back by its opposite 「红字冲销」; the mistake stays readable. Once, and never a reversal."""
    found = Journal.objects.select_related("line__programme", "line__region", "claim").get(pk=journal.pk)
    permit = REVERSERS.get(Posting(found.kind), "funds.commit")
    require(actor, permit, body_id=found.line.programme.body_id, region_code=found.line.region.code)
    if not reason.strip():
        raise ValueNotValid("请填写冲销的理由", "reason")
    if found.kind not in REVERSIBLE:
        raise AlreadyReversed(f"“{found.get_kind_display()}”不能冲销，请用相应的办理事项更正")
    LineBalance.objects.select_for_update().get(line=found.line_id)
    earlier = Journal.objects.filter(reverses=found).first()
    if earlier is not None:
        raise AlreadyReversed(f"该凭证已由{earlier.by}于{earlier.on}冲销（{earlier}）")
    _require_not_batched(found)
    opposite_ = post(
        actor=actor,
        line=found.line,
        kind=Posting.REVERSE,
        amount=found.amount,
        voucher=Voucher(f"reverse:{found.pk}", number=found.document_number, note=reason),
        claim=found.claim,
        move=opposite(_move_of(found)),
        reverses=found,
    )
    record(actor, "funds.reverse", opposite_, changes={"amount": (None, found.amount)}, label=str(found), reason=reason)
    publish(JournalReversed(journal_id=found.pk, reversal_id=opposite_.pk))
    return opposite_


def _move_of(journal: Journal) -> Move:
    """How a journal moved, read from its entries."""
    kind = Posting(journal.kind)
    if kind in MOVES:
        return MOVES[kind]
    accounts = {entry.amount > 0: Account(entry.account) for entry in journal.entries.all()}
    return refund_move(
        from_clawed_back=accounts[False] is Account.CLAWED_BACK, to_source=accounts[True] is Account.REFUNDED
    )


def _require_not_batched(journal: Journal) -> None:
    claim = journal.claim
    if journal.kind != Posting.COMMIT or claim is None:
        return
    claim.refresh_from_db()
    if claim.payable < journal.amount:
        raise ClaimExceeded(
            f"“{claim.label}”待付{said(claim.payable)}，其余已进入支付批次或已拨付，不能冲销",
            remaining=claim.payable,
            asked=journal.amount,
        )


def _upto(claim: Claim, left: Decimal, amount: Decimal | None, what: str) -> Decimal:
    """The amount, or all that is left; refuses more."""
    if amount is None and not left:
        raise ClaimExceeded(f"“{claim.label}”没有{what}的资金", remaining=left, asked=left)
    amount = checked(left if amount is None else amount)
    if amount > left:
        raise ClaimExceeded(f"“{claim.label}”{what}{said(left)}，不足本次{said(amount)}", remaining=left, asked=amount)
    return amount
