"""Finding archives: of a party with all that were merged into it, of whoever an actor acts for."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.domains.parties.queries import family_ids

from ..models import Archive, Entry, Listing, Reading
from ..terms import COUNTING, ListingState


def parties() -> Any:
    """The register of parties (its model is its own)."""
    return Archive._meta.get_field("party").related_model._default_manager  # type: ignore[union-attr]


def archives_of(party: Any) -> QuerySet[Archive]:
    """The archives of a party and of the records that stand for the same holder."""
    return Archive.objects.filter(party__in=family_ids(party))


def with_counts(rows: QuerySet[Archive]) -> QuerySet[Archive]:
    """How many entries count and whether a finding stands, for lists: asked for the rows that are shown, not for all."""
    mine = Entry.objects.filter(archive=OuterRef("pk"), state__in=COUNTING).order_by().values("archive")
    standing = Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)
    listed = Exists(Listing.objects.filter(archive=OuterRef("pk"), state=ListingState.LISTED))
    return rows.annotate(standing=standing, listed=listed).select_related("party")


def entries_of(archives: Any) -> QuerySet[Entry]:
    """Everything in these archives, the latest first."""
    return Entry.objects.filter(archive__in=archives).select_related("listing", "decision")


def listings_standing(archives: Any, on: date) -> QuerySet[Listing]:
    """The findings that hold on a day."""
    return Listing.objects.filter(archive__in=archives, state=ListingState.LISTED, since__lte=on, until__gte=on)


def read_today(archive: Archive, user_id: int | None, on: date) -> Reading | None:
    """The reading by which a person may see an archive that day; a purpose holds for the day."""
    if user_id is None:
        return None
    return Reading.objects.filter(archive=archive, by_user_id=user_id, on=on).first()


def handling_body(prefer: Body | None = None) -> Body | None:
    """Where somebody holds the permit to handle: the body asked first, else the first such body."""
    held = bodies_holding("credit.handle").select_related("region")
    if prefer is not None and (own := held.filter(pk=prefer.pk).first()) is not None:
        return own
    return held.first()
