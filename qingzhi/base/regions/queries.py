"""Which divisions there were on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix

from .models import Level, Region


def valid_on(on: date | None = None) -> QuerySet[Region]:
    """The divisions that existed on that day (today, if none is given)."""
    on = on or clock.today()
    began = Q(valid_from=None) | Q(valid_from__lte=on)
    lasted = Q(valid_to=None) | Q(valid_to__gt=on)
    return Region.objects.filter(began & lasted)


def province() -> Region:
    """The province that this installation serves."""
    return Region.objects.get(level=Level.PROVINCE, valid_to=None)


def prefectures(on: date | None = None) -> QuerySet[Region]:
    return valid_on(on).filter(level=Level.PREFECTURE)


def counties(prefecture: Region | None = None, on: date | None = None) -> QuerySet[Region]:
    found = valid_on(on).filter(level=Level.COUNTY)
    return found.filter(parent=prefecture) if prefecture else found


def within(code: str) -> Q:
    """A filter on `region__code` for a division and all below it."""
    return Q(region__code__startswith=region_prefix(code))


def current(region: Region, on: date | None = None) -> Region:
    """The division itself or, where it ended by that day, what followed it."""
    on = on or clock.today()
    while region.valid_to and region.valid_to <= on and region.replaced_by:
        region = region.replaced_by
    return region
