"""What has run out ends by itself."""

from datetime import timedelta

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM

from ..models import Entry, Listing, PenaltyNotice
from ..terms import COUNTING, EntryState, ListingState
from .archiving import end_entry
from .listing import end_listing
from .penalties import withdraw_penalty

AT_ONCE = 500


def expire_all() -> int:
    """End findings, entries and publications whose last day is over 「期满自动移出」; each in a transaction of its own. How many."""
    return sum((_listings(), _entries(), _notices()))


def _listings() -> int:
    rows = Listing.objects.filter(state=ListingState.LISTED, until__lt=clock.today()).order_by("until")[:AT_ONCE]
    for one in rows:
        with transaction.atomic():
            end_listing(
                actor=SYSTEM, listing=one, state=ListingState.EXPIRED, why=f"认定期限至 {one.until}，期满自动移出"
            )
    return len(rows)


def _entries() -> int:
    rows = Entry.objects.filter(state__in=COUNTING, kept_until__lt=clock.today()).order_by("kept_until")[:AT_ONCE]
    for one in rows:
        with transaction.atomic():
            end_entry(actor=SYSTEM, entry=one, state=EntryState.EXPIRED, why=f"保存期至 {one.kept_until}，到期自动失效")
    return len(rows)


def _notices() -> int:
    rows = PenaltyNotice.objects.filter(published_on__isnull=False, withdrawn_on=None, public_until__lt=clock.today())
    found = list(rows.order_by("public_until")[:AT_ONCE])
    for one in found:
        since = (one.public_until or clock.today()) + timedelta(days=1)
        withdraw_penalty(actor=SYSTEM, notice=one, why=f"公示期满，自 {since} 起不再公示")
    return len(found)
