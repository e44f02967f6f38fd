"""Money of awards and of the support beside subsidies, through the ledger of funds: promised, paid, asked back.

Keys are made of the dossier and the verb, so that the same decision taken twice moves nothing twice.
"""

from decimal import Decimal
from typing import Any

from django.db import models

from qingzhi.base.permits import Actor
from qingzhi.domains.funds.actions import claw_back, commit, pay, release, reserve
from qingzhi.domains.funds.queries import summary_of
from qingzhi.domains.funds.terms import Reference

from ..refusals.awards import ValueUnfit


def reference_of(dossier: Any, payee: Any = None) -> Reference:
    """The dossier as the ledger names it; `payee` is the party that is paid."""
    return Reference(
        subject_kind=dossier._meta.label_lower,
        subject_id=str(dossier.pk),
        label=f"{dossier.case.number} {dossier.case.title}"[:300],
        payee_id=payee.subject_id if payee is not None else None,
        url=f"/cases/{dossier.case_id}/",
        region_code=dossier.case.region_code,
    )


def promise(*, actor: Actor, dossier: Any, programme: Any, amount: Decimal, payee: Any, decision: str) -> None:
    """Reserve and commit the amount of a decision; refused where the programme has not enough."""
    if amount <= 0:
        return
    if programme is None:
        raise ValueUnfit("没有指定资金专项，不能安排资金")
    reference = reference_of(dossier, payee)
    reserve(actor=actor, reference=reference, amount=amount, key=_key(dossier, "reserve"), programme=programme)
    commit(actor=actor, reference=reference, key=_key(dossier, "commit"), amount=amount, decision=decision)


def pay_out(
    *, actor: Actor, dossier: Any, payee: Any, voucher: str, amount: Decimal | None = None, part: str = ""
) -> None:
    """Enter the payment of what was promised, or of a part of it under its own name; what a batch has paid is not paid again."""
    reference = reference_of(dossier, payee)
    stands = summary_of(reference)
    if stands.committed <= 0 < stands.paid:
        return
    pay(actor=actor, reference=reference, key=_key(dossier, f"pay{part}"), voucher=voucher, amount=amount)


def let_go(*, actor: Actor, dossier: Any, payee: Any, note: str) -> None:
    """Let go what was promised and not paid."""
    if summary_of(reference_of(dossier, payee)).committed > 0:
        release(actor=actor, reference=reference_of(dossier, payee), key=_key(dossier, "release"), note=note)


def ask_back(*, actor: Actor, dossier: Any, payee: Any, decision: str, note: str) -> Decimal:
    """Decide that what was paid is given back; returns how much that is (nothing was paid: nothing)."""
    paid = summary_of(reference_of(dossier, payee)).paid
    if paid > 0:
        claw_back(
            actor=actor, reference=reference_of(dossier, payee), key=_key(dossier, "claw_back"), decision=decision,
            note=note,
        )  # fmt: skip
    return paid


def _key(dossier: models.Model, verb: str) -> str:
    return f"{dossier._meta.label_lower}:{dossier.pk}:{verb}"
