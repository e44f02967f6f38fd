"""What stands against a repair, all of it at once."""

from datetime import date

from ..models import Listing, Repair
from ..rules.dates import months_between
from ..terms import ListingState
from .rulings import ask


def bars_to_repair(listing: Listing, on: date) -> list[str]:
    """The reasons for which a repair may not be asked on a day; empty where it may."""
    if listing.state != ListingState.LISTED or listing.until is None or listing.repair_from is None:
        return [f"这一认定{listing.get_state_display()}，不须修复"]
    if listing.repair_from > listing.until:
        return ["这一认定不能提前修复，期满自动移出"]
    reasons = [f"自 {listing.repair_from} 起才可申请修复"] if on < listing.repair_from else []
    ruling = ask(
        "repair_bars",
        on,
        since_repair=_months(listing, on, granted=True),
        since_false=_months(listing, on, found_false=True),
    )
    return [*reasons, str(ruling.get("reason"))] if ruling.get("bar") else reasons


def _months(listing: Listing, on: date, **which: bool) -> int | None:
    """Whole months since the subject's last repair of that sort; None where there was none."""
    rows = Repair.objects.filter(listing__archive=listing.archive_id, decided_on__isnull=False, **which)
    last = rows.order_by("-decided_on").values_list("decided_on", flat=True).first()
    return months_between(last, on) if last is not None else None
