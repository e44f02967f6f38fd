"""A decision falls: what was archived, listed and published by it goes."""

from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.queries import due

from ..models import Dispute, Entry, Listing, PenaltyNotice
from ..queries.decisions import decision_of
from ..terms import COUNTING, EntryState, ListingState
from .ending import end_entry
from .listing import drop_open_case, end_listing
from .penalties import withdraw_penalty


@transaction.atomic
def take_back_decision(*, decision_id: int) -> int:
    """Withdraw everything that rests on a decision that was revoked, or that a lawsuit in time deprived of its effect
    「撤销归档和公示」; safe to call again. How many entries went.

    Three working days from the revocation (《市场监督管理行政处罚程序规定》第六十三条); what was told late says so.
    """
    decision = decision_of(decision_id, lock=True)
    if decision is None or (decision.revoked_on is None and decision.effective_on is not None):
        return 0
    why = _why(decision)
    notice = PenaltyNotice.objects.filter(decision=decision).first()
    if notice is not None:
        withdraw_penalty(actor=SYSTEM, notice=notice, why=why)
    entries = list(Entry.objects.filter(decision=decision).order_by("pk"))
    gone = [one for one in entries if one.state in COUNTING]
    for entry in entries:
        _fall(entry, why)
    return len(gone)


def _why(decision: Any) -> str:
    if decision.revoked_on is None:
        return f"{decision.number}在法定期限内被起诉，尚未生效"
    last = due("credit.withdraw", decision.revoked_on, region=decision.case.body.region.code).on
    late = f"，应于 {last} 前撤下，逾期" if last is not None and clock.today() > last else ""
    return f"{decision.number}已于 {decision.revoked_on} 撤销或变更{late}"


def _fall(entry: Entry, why: str) -> None:
    """An entry, the findings that arise from it, and the cases that are open about either."""
    end_entry(actor=SYSTEM, entry=entry, state=EntryState.WITHDRAWN, why=why)
    for dispute in Dispute.objects.filter(entry=entry, case__closed_at=None).select_related("case"):
        drop_open_case(dispute.case, "fall", why)
    for listing in Listing.objects.filter(arises_from=entry).select_related("case"):
        revoke_listing(listing, why)


def revoke_listing(listing: Listing, why: str) -> None:
    """A finding whose ground has fallen: open, it is dropped; standing, it is revoked."""
    if listing.state == ListingState.PROPOSED:
        drop_open_case(listing.case, "fall", why)
        return
    end_listing(actor=SYSTEM, listing=listing, state=ListingState.REVOKED, why=why)
