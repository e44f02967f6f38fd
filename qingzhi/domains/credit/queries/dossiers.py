"""What the case pages of credit show beside case and dossier."""

from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import Actor

from ..models import Listing
from .repairs import bars_to_repair


def is_own(actor: Actor, case: Any) -> bool:
    """Whether the actor is who the case is about."""
    return bool(actor.acts_for and actor.acts_for == case.applicant_id)


def listing_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `credit/case_listing.html` shows."""
    listing = Listing.objects.select_related("archive", "arises_from", "publication").get(pk=case.dossier.pk)
    return {"listing": listing, "archive": listing.archive, "is_own": is_own(actor, case), "today": clock.today()}


def repair_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `credit/case_repair.html` shows: the finding, and what stands against its repair."""
    listing = Listing.objects.select_related("archive", "case").get(pk=case.dossier.listing_id)
    return {
        "listing": listing, "archive": listing.archive, "is_own": is_own(actor, case),
        "bars": bars_to_repair(listing, clock.today()) if case.is_open else [],
    }  # fmt: skip


def dispute_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `credit/case_dispute.html` shows: the entry, and the one that took its place."""
    entry = case.dossier.entry
    return {
        "entry": entry,
        "archive": entry.archive,
        "is_own": is_own(actor, case),
        "new": getattr(entry, "replaced_by", None),
    }
