"""The dated rows by which targets are judged."""

from datetime import date

from django.db.models import Q

from qingzhi.base import clock

from ..models import LightThreshold
from ..rules.tracking.light import LightThresholds


def light_thresholds(on: date | None = None) -> LightThresholds | None:
    """The thresholds in force on a day; None where the office has set none."""
    on = on or clock.today()
    row = LightThreshold.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on).last()
    if row is None:
        return None
    return LightThresholds(
        warn_gap=row.warn_gap,
        late_gap=row.late_gap,
        stale_days=row.stale_days,
        approx_percent=row.approx_percent,
        valid_from=row.valid_from,
        source=row.source,
        valid_to=row.valid_to,
    )
