"""Permits on archives, findings, penalties to publish; and which of them an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope, check, declare, permit, region_prefix, require

from ..models import Archive, Entry, LicenceNotice, Listing, PenaltyNotice, Reading
from ..terms import ListingState

declare("credit.archive.view", "查阅信用档案")
declare("credit.person.view", "查阅自然人信用档案")
declare("credit.case.view", "查看信用办件")
declare("credit.handle", "办理信用档案")
declare("credit.decide", "失信认定和信用修复决定")
declare("credit.penalty.publish", "行政处罚双公示")
declare("credit.reading.view", "查看信用档案查阅记录")
declare("credit.own", "查看和异议本单位信用档案")


def require_writer(actor: Actor) -> None:
    """Who handles archives, or decides on them; raises `PermitRefused`."""
    if not check(actor, "credit.decide"):
        require(actor, "credit.handle")


def visible_archives(actor: Actor) -> QuerySet[Archive]:
    """All; those of the region; natural persons' only for whoever may read them."""
    scope = Scope.ALL if actor.is_system else actor.grants.get(permit("credit.archive.view").code)
    if scope is None:
        return Archive.objects.none()
    rows = Archive.objects.all() if check(actor, "credit.person.view") else Archive.objects.filter(is_person=False)
    if scope is Scope.ALL:
        return rows
    return rows.filter(region_code__startswith=region_prefix(actor.region_code) or "x")


def own_archives(actor: Actor) -> QuerySet[Archive]:
    """The archive of whom the actor acts for, with those of records merged into it."""
    subject = getattr(actor, "acts_for", None)
    if subject is None or not check(actor, "credit.own", subject_id=subject):
        return Archive.objects.none()
    return Archive.objects.filter(Q(subject_id=subject) | Q(party__root__subject_id=subject))


def visible_listings(actor: Actor) -> QuerySet[Listing]:
    """Findings on the archives that the actor sees."""
    return Listing.objects.filter(archive__in=visible_archives(actor))


def visible_notices(actor: Actor) -> QuerySet[PenaltyNotice]:
    """Penalties to publish; of natural persons only for whoever may read them."""
    if not check(actor, "credit.archive.view"):
        return PenaltyNotice.objects.none()
    rows = PenaltyNotice.objects.all()
    return rows if check(actor, "credit.person.view") else rows.filter(decision__is_person=False)


def visible_licences(actor: Actor) -> QuerySet[LicenceNotice]:
    """Licences to publish; of natural persons only for whoever may read them."""
    if not check(actor, "credit.archive.view"):
        return LicenceNotice.objects.none()
    rows = LicenceNotice.objects.all()
    return rows if check(actor, "credit.person.view") else rows.filter(is_person=False)


def visible_readings(actor: Actor) -> QuerySet[Reading]:
    """Who read what."""
    return Reading.objects.all() if check(actor, "credit.reading.view") else Reading.objects.none()


def public_listings() -> QuerySet[Listing]:
    """Findings that stand and are published; never of a natural person."""
    today = clock.today()
    return Listing.objects.filter(
        state=ListingState.LISTED,
        since__lte=today,
        until__gte=today,
        archive__is_person=False,
        publication__isnull=False,
    )


def public_notices() -> QuerySet[PenaltyNotice]:
    """Penalties that are out and whose time is not over."""
    rows = PenaltyNotice.objects.filter(published_on__isnull=False, withdrawn_on=None)
    return rows.filter(public_until__gte=clock.today())


def own_entries(actor: Actor) -> QuerySet[Entry]:
    """What stands in the own archive."""
    return Entry.objects.filter(archive__in=own_archives(actor))


def public_licences() -> QuerySet[LicenceNotice]:
    """Licences that are out; revoked and cancelled ones say so."""
    return LicenceNotice.objects.filter(published_on__isnull=False)
