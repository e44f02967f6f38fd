"""The growth of patent applications on the same enterprises, as frozen yearly rolls say it 「名单企业专利申请增长率」."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse

from qingzhi.base.permits import region_prefix
from qingzhi.domains.cultivation.queries.cohorts import growth_figures

from ..models import Indicator
from ..rules.periods import PeriodNotUnderstood, read_period
from .providers import register_provider
from .values import Value

GROWTH, COUNTED = "cohort-filings-growth", "cohort-filings"
COHORT = "growers"
TENTH = Decimal("0.1")


class CohortGrowth:
    """Answers for whole years, once the office has said since when the register of patents is whole; it opens to this year's
    applications."""

    title = "年度名单和专利登记簿"

    def value(self, region_code: str, *, on: date, period: str = "", known_on: date | None = None) -> Value | None:
        """The latest whole year by a day, or the year asked for; None where no frozen roll says it."""
        try:
            last = read_period(period).last if period else on
        except PeriodNotUnderstood:
            return None
        found = self.series(region_code, date(1900, 1, 1), min(last, on))
        if period:
            found = [one for one in found if one.period == period]
        return found[-1] if found else None

    def series(self, region_code: str, start: date, end: date, *, known_on: date | None = None) -> list[Value]:
        """Every whole year of a frozen roll within a span of time."""
        return self.series_many([GROWTH], [region_code], start, end).get((GROWTH, region_code), [])

    def series_many(
        self, codes: Iterable[str], regions: Iterable[str], start: date, end: date
    ) -> dict[tuple[str, str], list[Value]]:
        """The same of several regions; nothing is asked of the rolls before the register is whole."""
        indicator = Indicator.objects.filter(code=GROWTH).exclude(counted_from=None).first()
        if indicator is None or indicator.counted_from is None:
            return {}
        first = max(start, indicator.counted_from)
        by_prefix = {region_prefix(one): one for one in regions}
        return {
            (GROWTH, by_prefix[prefix]): [
                self._said(indicator, by_prefix[prefix], year, this, before)
                for year, until, this, before in rows
                if before and until == date(year, 12, 31) and first <= until <= end
            ]
            for prefix, rows in growth_figures(COHORT, list(by_prefix)).items()
        }

    def _said(self, indicator: Indicator, region: str, year: int, this: int, before: int) -> Value:
        percent = (Decimal(this - before) * 100 / before).quantize(TENTH, ROUND_HALF_UP)
        return Value(
            value=percent.normalize() + 0,
            unit=indicator.unit,
            as_of=date(year, 12, 31),
            source=self.title,
            records_count=this,
            records_url=f"{reverse('metrics:records', args=[COUNTED])}?region={region}&period={year}",
            provider="cohorts",
            indicator=GROWTH,
            region=region,
            period=str(year),
            period_from=date(year, 1, 1),
        )


def register_cohorts() -> None:
    """Let the rolls answer for their growth; called once, at start-up."""
    register_provider(GROWTH, CohortGrowth())
