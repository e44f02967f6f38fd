"""Money of dossiers, through the ledger of funds: promised with a decision, paid, let go, asked back, come in again.

Thin: funds decides what may be done. A posting's key is the dossier, the case's revision and the verb: the same step taken twice
moves nothing twice, a decision taken back and taken again moves the money again.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.audit.personal import opened_text
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.domains.funds.actions import claw_back, commit, pay, refund, release, reserve, set_payee_account
from qingzhi.domains.funds.queries import available, summary_of
from qingzhi.domains.funds.terms import Reference

from ..models import Call, SubsidyApplication
from ..refusals import ValueNotValid
from ..rules.money import Bound


def reference_of(dossier: Any, payee: Any) -> Reference:
    """The dossier as the ledger names it; `payee` is the party that is paid."""
    return Reference(
        subject_kind=dossier._meta.label_lower,
        subject_id=str(dossier.pk),
        label=f"{dossier.case.number} {dossier.case.title}"[:300],
        payee_id=payee.subject_id if payee is not None else None,
        url=f"/cases/{dossier.case_id}/",
        region_code=dossier.case.region_code,
    )


def budget_left(call: Call) -> Bound:
    """What the call's programme can still promise."""
    if call.programme is None:
        return Bound(None, "通知没有指定资金专项")
    return Bound(available(call.programme), f"{call.programme}可用资金")


def promise_money(*, actor: Actor, dossier: Any, programme: Any, amount: Decimal, payee: Any, decision: str) -> None:
    """Reserve and commit the amount of a decision; refused where the programme has not enough."""
    if amount <= 0:
        return
    if programme is None:
        raise ValueNotValid("没有指定资金专项，不能安排资金")
    reference = reference_of(dossier, payee)
    reserve(actor=actor, reference=reference, amount=amount, key=_key(dossier, "reserve"), programme=programme)
    commit(actor=actor, reference=reference, key=_key(dossier, "commit"), amount=amount, decision=decision)


def pay_money(*, actor: Actor, dossier: Any, payee: Any, voucher: str, on: date | None = None) -> None:
    """Enter the payment of what was promised; what a batch has paid is not paid again, what nobody promised is refused."""
    reference = reference_of(dossier, payee)
    stands = summary_of(reference)
    if stands.committed <= 0 < stands.paid:
        return
    pay(actor=actor, reference=reference, key=_key(dossier, "pay"), voucher=voucher, on=on)


def let_go(*, actor: Actor, dossier: Any, payee: Any, note: str) -> None:
    """Let go what was promised and not paid."""
    reference = reference_of(dossier, payee)
    if summary_of(reference).committed > 0:
        release(actor=actor, reference=reference, key=_key(dossier, "release"), note=note)


def ask_back(
    *, actor: Actor, dossier: Any, payee: Any, decision: str, note: str = "", amount: Decimal | None = None, by: Any = None
) -> Decimal:  # fmt: skip
    """Decide that what was paid (or `amount` of it) is given back; returns how much that is (nothing was paid: nothing).

    `by` is the dossier whose case decides it, where that is another one.
    """
    reference = reference_of(dossier, payee)
    back = summary_of(reference).paid if amount is None else amount
    if back > 0:
        key = _key(by or dossier, "claw_back")
        claw_back(actor=actor, reference=reference, key=key, decision=decision, amount=amount, note=note)
    return back


def take_in(*, actor: Actor, dossier: Any, payee: Any, amount: Decimal, on: date, voucher: str, by: Any) -> None:
    """What was asked back has come in; one voucher counts once."""
    key = f"{by._meta.label_lower}:{by.pk}:refund:{voucher}"[:120]
    refund(actor=actor, reference=reference_of(dossier, payee), key=key, amount=amount, voucher=voucher, on=on)


def hand_over_account(application: SubsidyApplication) -> None:
    """The account that the applicant entered becomes the payee's; as the system, since the case is the ground."""
    if not application.account_sealed:
        return
    subject = application.party.subject_id
    bank, _, number = opened_text(subject, bytes(application.account_sealed)).partition("\n")
    if not number:
        return
    set_payee_account(
        actor=SYSTEM, payee_id=subject, holder_name=application.party_name, bank_name=bank or "未填开户行", number=number,
        source=f"办件 {application.case.number}",
    )  # fmt: skip


def _key(dossier: Any, verb: str) -> str:
    return f"{dossier._meta.label_lower}:{dossier.pk}@{dossier.case.revision}:{verb}"
