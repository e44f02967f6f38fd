"""Counting the registers: which indicators they speak for, and the derived series."""

from datetime import date

from django.db import transaction
from django.db.models import Count

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, region_prefix, require
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import valid_on

from ..events import CountingChanged
from ..models import CountRequest, Indicator, RegisterCount
from ..queries.providers import provider_of
from ..queries.registers import RegisterFigure, counted_figures
from ..refusals import ValueNotValid


@transaction.atomic
def count_from_register(*, actor: Actor, indicator: Indicator, since: date | None, reason: str) -> Indicator:
    """Let the register speak for an indicator from a day on 「由登记簿计数」, since when it is whole; None: statistics again."""
    require(actor, "metrics.indicator.manage")
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if provider_of(indicator.code) is None:
        raise ValueNotValid(f"没有登记簿能计“{indicator.name}”的数", "since")
    if not reason.strip():
        raise ValueNotValid("请说明登记簿自何时起完整、依据是什么", "reason")
    changes = changed(indicator, counted_from=since)
    if not changes:
        return indicator
    indicator.save(update_fields=["counted_from"])
    record(actor, "metrics.count_from_register", indicator, changes=changes, reason=reason)
    publish(CountingChanged(indicator_id=indicator.pk))
    ask_for_counts()
    return indicator


def ask_for_counts() -> None:
    """Note that the registers changed; the worker counts them anew."""
    CountRequest.objects.get_or_create(pk=1, defaults={"asked_at": clock.now()})


def count_registers(*, always: bool = False) -> int:
    """Count anew what changed (or everything on a new day), and drop what is not counted any more; how many rows there are.

    Derived from the records alone, hence without an entry of its own in the trail.
    """
    today = clock.today()
    asked = CountRequest.objects.first()
    stale = RegisterCount.objects.exists() and not RegisterCount.objects.filter(as_of=today).exists()
    if not (always or asked or stale):
        return 0
    if asked:
        asked.delete()  # before reading: what changes from here on asks again
    regions = list(valid_on(today))
    made = [row for figure, indicator in counted_figures() for row in _rows(figure, indicator, regions, today)]
    with transaction.atomic():
        RegisterCount.objects.all().delete()
        RegisterCount.objects.bulk_create(made, batch_size=1000)
    return len(made)


def _rows(figure: RegisterFigure, indicator: Indicator, regions: list[Region], today: date) -> list[RegisterCount]:
    since = indicator.counted_from or today
    days = [date(year, 12, 31) for year in range(since.year, today.year) if date(year, 12, 31) >= since] + [today]
    now = clock.now()
    found = []
    for day in days:
        rows = figure.rows(date(day.year, 1, 1), day, "")
        counts = dict(rows.order_by().values_list("region_code").annotate(n=Count("pk")))
        for region in regions:
            prefix = region_prefix(region.code)
            value = sum(count for code, count in counts.items() if code.startswith(prefix))
            found.append(
                RegisterCount(indicator=indicator, region_code=region.code, as_of=day, value=value, counted_at=now)
            )
    return found
