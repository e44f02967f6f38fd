"""Money of subsidies, through the ledger of funds: kept and owed with the decision, paid, asked back, returned.

Thin: funds decides what may be done; a call without a programme has no money here, and its decision is refused.
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


def reference_of(application: SubsidyApplication) -> Reference:
    """The application as the ledger names it."""
    return Reference(
        subject_kind=application._meta.label_lower,
        subject_id=str(application.pk),
        label=f"{application.case.number} {application.party_name}"[:300],
        payee_id=application.party.subject_id,
        url=f"/cases/{application.case_id}/",
        region_code=application.region_code,
    )


def budget_left(call: Call) -> Bound:
    """What the call's programme can still promise."""
    if call.programme is None:
        return Bound(None, "通知没有指定资金专项")
    return Bound(available(call.programme), f"{call.programme}可用资金")


def commit_money(actor: Actor, application: SubsidyApplication, decision: str) -> None:
    """Keep the granted amount and owe it; refused where the programme has not enough. The account goes to the payee's."""
    amount = application.amount_granted or Decimal(0)
    if application.call.programme is None:
        raise ValueNotValid("通知没有指定资金专项，不能作出资助决定")
    reference = reference_of(application)
    reserve(
        actor=actor, reference=reference, amount=amount, key=_key(application, "reserve"),
        programme=application.call.programme,
    )  # fmt: skip
    commit(actor=actor, reference=reference, key=_key(application, "commit"), amount=amount, decision=decision)
    _hand_over_account(application)


def pay_money(actor: Actor, application: SubsidyApplication, on: date, voucher: str) -> None:
    """Enter the payment, unless a batch of funds has paid it already."""
    reference = reference_of(application)
    if summary_of(reference).committed > 0:
        pay(actor=actor, reference=reference, key=_key(application, "pay"), voucher=voucher, on=on)


def let_go(actor: Actor, application: SubsidyApplication, reason: str) -> None:
    """Let go what was promised and not paid."""
    if summary_of(reference_of(application)).committed > 0:
        release(actor=actor, reference=reference_of(application), key=_key(application, "release"), note=reason)


def ask_back(actor: Actor, recheck: Any, decision: str) -> None:
    """Decide that the recheck's amount is given back."""
    application = recheck.paid.claim.application
    claw_back(
        actor=actor, reference=reference_of(application), key=f"support.recheck:{recheck.pk}:claw_back", decision=decision,
        amount=recheck.amount,
    )  # fmt: skip


def take_back(actor: Actor, recheck: Any, amount: Decimal, on: date, voucher: str) -> None:
    """What was asked back has come in; one voucher counts once."""
    application = recheck.paid.claim.application
    refund(
        actor=actor, reference=reference_of(application), key=f"support.recheck:{recheck.pk}:refund:{voucher}"[:120],
        amount=amount, voucher=voucher, on=on,
    )  # fmt: skip


def _hand_over_account(application: SubsidyApplication) -> None:
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


def _key(application: SubsidyApplication, verb: str) -> str:
    return f"support.subsidy:{application.pk}:{verb}"
