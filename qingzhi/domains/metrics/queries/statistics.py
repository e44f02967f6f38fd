"""Statistics as they were known on a day, and their revisions."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingzhi.base import clock

from ..models import Indicator, Statistic


def known(rows: QuerySet[Statistic], on: date | None = None) -> QuerySet[Statistic]:
    """The rows that were known on a day (today, if none is given): none that speaks of later, none taken back by then."""
    on = on or clock.today()
    kept = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
    return rows.filter(kept, as_of__lte=on, known_from__lte=on)


def current_statistics(rows: QuerySet[Statistic] | None = None, on: date | None = None) -> QuerySet[Statistic]:
    """Of the rows known on a day those that no revision known by then supersedes: one for an indicator, region and period."""
    every = Statistic.objects.all() if rows is None else rows
    later = known(Statistic.objects.filter(supersedes=OuterRef("pk")), on)
    return known(every, on).filter(~Exists(later))


def history_of(statistic: Statistic) -> list[Statistic]:
    """Every row of the same indicator, region and period, newest first, with those taken back."""
    rows = Statistic.objects.filter(
        indicator=statistic.indicator_id, region=statistic.region_id, period=statistic.period
    )
    return list(rows.select_related("batch").order_by("-known_from", "-id"))


def sources_of(indicator: Indicator, on: date | None = None) -> list[str]:
    """The sources of an indicator's current figures, each once."""
    rows = current_statistics(Statistic.objects.filter(indicator=indicator), on)
    return list(dict.fromkeys(rows.order_by("-as_of").values_list("source", flat=True)))
