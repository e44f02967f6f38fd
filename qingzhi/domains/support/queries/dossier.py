"""What the pages tell of a dossier: claims with their lines, earlier payments, credit, documents that are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import Actor, check

from ..models import Claim, ComputationLine, SubsidyApplication
from ..rules.paying import Earlier
from .credit import NOT_CONNECTED
from .ledger import earlier_payments


@dataclass(frozen=True)
class ClaimShown:
    """A claim with its computation and, where somebody paid before, that payment."""

    claim: Claim
    lines: list[ComputationLine]
    earlier: Earlier | None


def claims_shown(application: SubsidyApplication) -> list[ClaimShown]:
    """The claims of an application; four queries."""
    claims = list(application.claims.prefetch_related("lines", "payments"))
    paid = earlier_payments((one.kind, one.number) for one in claims)
    return [ClaimShown(one, list(one.lines.all()), _of_others(one, paid)) for one in claims]


def _of_others(claim: Claim, paid: Mapping[Any, Earlier]) -> Earlier | None:
    found = paid.get((claim.kind, claim.number, claim.act, claim.part))
    own = {one.pk for one in claim.payments.all()}
    return None if found is None or found.paid_claim_id in own else found


def dossier_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `support/case_subsidy.html` shows beside case and dossier."""
    application = case.dossier
    call = application.call
    held = set(case.attachments.filter(replaced_at=None).values_list("slot", flat=True))
    documents = [(one, one.code in held) for one in call.documents.all()]
    return {
        "call": call,
        "claims": claims_shown(application),
        "papers": documents,
        "missing": [one.label for one, there in documents if one.required and not there],
        "credit": application.credit_answers or f"{NOT_CONNECTED.source}：{NOT_CONNECTED.text}",
        "is_applicant": bool(actor.acts_for and actor.acts_for == case.applicant_id),
        "may_write": case.state in ("draft", "correction") and actor.acts_for == case.applicant_id,
        "sees_ledger": bool(check(actor, "support.ledger.view")),
        "today": clock.today(),
    }


def recheck_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `support/case_recheck.html` shows beside case and dossier."""
    recheck = case.dossier
    claim = recheck.paid.claim
    return {"paid": recheck.paid, "claim": claim, "application": claim.application if claim else None}
