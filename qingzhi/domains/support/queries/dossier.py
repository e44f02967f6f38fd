"""What the pages tell of a dossier: claims with their lines, earlier payments, credit, documents that are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.permits import Actor, check

from ..models import Claim, ComputationLine, SubsidyApplication
from ..rules.paying import Earlier
from ..terms import ClaimState
from .credit import credit_answers, told_credit
from .dossier_notes import recheck_notes, subsidy_notes
from .ledger import earlier_payments

LIGHTS = {"asked": "ok", "refused": "late", "granted": "ok", "paid": "done", "recovered": "warn"}


@dataclass(frozen=True)
class ClaimShown:
    """A claim with its computation and, where somebody paid before, that payment."""

    claim: Claim
    lines: list[ComputationLine]
    earlier: Earlier | None
    is_open: bool = False  # whether the page shows the lines at once: the first that was refused

    @property
    def light(self) -> State:
        """The claim's state as a light."""
        return State(LIGHTS[self.claim.state], self.claim.get_state_display())

    @property
    def why(self) -> str:
        """Why it is worth nothing or less; an earlier payment in full."""
        return self.earlier.told if self.earlier else self.claim.reason


def claims_shown(application: SubsidyApplication) -> list[ClaimShown]:
    """The claims of an application; three queries. They stay with it, for what else asks for them."""
    prefetch_related_objects([application], "claims__lines")
    claims = list(application.claims.all())
    paid = earlier_payments((one.kind, one.number) for one in claims)
    refused = next((one.pk for one in claims if one.state == ClaimState.REFUSED), None)
    return [ClaimShown(one, list(one.lines.all()), _of_others(one, paid), one.pk == refused) for one in claims]


def _of_others(claim: Claim, paid: Mapping[Any, Earlier]) -> Earlier | None:
    found = paid.get((claim.kind, claim.number, claim.act, claim.part))
    return None if found is None or found.claim_id == claim.pk else found


def dossier_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `support/case_subsidy.html` shows beside case and dossier."""
    application = case.dossier
    call = application.call
    held = {one.slot for one in case.attachments.all() if one.replaced_at is None}
    prefetch_related_objects([call], "documents")
    documents = [(one, one.code in held) for one in call.documents.all()]
    claims = claims_shown(application)
    missing = [one.label for one, there in documents if one.required and not there]
    is_applicant = bool(actor.acts_for and actor.acts_for == case.applicant_id)
    return {
        "call": call,
        "claims": claims,
        "papers": documents,
        "missing": missing,
        "attention": subsidy_notes(application, claims, missing, is_applicant=is_applicant),
        "credit": application.credit_answers or told_credit(credit_answers(application.party, clock.today())),
        "is_applicant": is_applicant,
        "sees_ledger": bool(check(actor, "support.ledger.view")),
        "today": clock.today(),
    }


def recheck_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `support/case_recheck.html` shows beside case and dossier."""
    recheck = case.dossier
    claim = recheck.paid.claim
    is_applicant = bool(actor.acts_for and actor.acts_for == case.applicant_id)
    return {
        "paid": recheck.paid, "claim": claim, "application": claim.application if claim else None,
        "attention": recheck_notes(recheck, is_applicant=is_applicant),
    }  # fmt: skip
