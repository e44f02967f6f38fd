"""Finding and opening claims; what every claim's event tells."""

from decimal import Decimal
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import Actor, require

from ..models import Claim, Journal, LineBalance, ProgrammeLine
from ..models.ledger import CLAIMED
from ..refusals import ClaimUnknown
from ..terms import Reference


def claim_for(reference: Reference, line: ProgrammeLine | None = None) -> Claim:
    """The one claim of this reference; a line is named where it has claims on several."""
    rows = Claim.objects.filter(subject_kind=reference.subject_kind, subject_id=reference.subject_id)
    rows = rows.filter(payee=reference.payee_id) if reference.payee_id else rows
    found = list((rows.filter(line=line) if line else rows).select_related("line__programme", "line__region")[:2])
    if not found:
        raise ClaimUnknown(f"“{reference.label or reference.subject_id}”没有预留资金")
    if len(found) > 1:
        raise ClaimUnknown(f"“{reference.label or found[0].label}”有多笔资金，请指明资金项或收款人")
    return found[0]


def opened_claim(reference: Reference, line: ProgrammeLine) -> Claim:
    """The claim of this reference on the line, made when it is the first time; the line's balance is held by the caller."""
    found, _ = Claim.objects.get_or_create(
        line=line,
        subject_kind=reference.subject_kind,
        subject_id=reference.subject_id,
        payee_id=reference.payee_id,
        defaults={
            "label": (reference.label or reference.subject_id)[:300],
            "url": reference.url[:300],
            "region_code": reference.region_code or line.region.code,
            "opened_at": clock.now(),
        },
    )
    found.line = line
    return found


def held_claim(actor: Actor, permit: str, claim: Claim) -> Claim:
    """The claim as it is now, its line's balance held, for who may do this on its line."""
    require(actor, permit, body_id=claim.line.programme.body_id, region_code=claim.line.region.code)
    LineBalance.objects.select_for_update().get(line=claim.line_id)
    claim.refresh_from_db(fields=[*CLAIMED, "committed_by"])
    return claim


def told(journal: Journal, claim: Claim, amount: Decimal | None = None) -> dict[str, Any]:
    """The fields of a claim's event."""
    return {
        "journal_id": journal.pk,
        "claim_id": claim.pk,
        "line_id": claim.line_id,
        "subject_kind": claim.subject_kind,
        "subject_id": claim.subject_id,
        "payee_id": claim.payee_id,
        "amount": str(journal.amount if amount is None else amount),
    }
