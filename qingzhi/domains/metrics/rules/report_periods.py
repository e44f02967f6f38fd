"""The periods of which a report speaks: its own, the one it is compared with, those before it."""

from .periods import Period, Span, read_period


def compared_with(period: Period) -> Period:
    """The year before, or the same half or quarter of the year before."""
    return read_period(period.code.replace(str(period.first.year), str(period.first.year - 1), 1))


def run_up_to(period: Period, back: int) -> list[Period]:
    """The period and so many before it of the same length, oldest first."""
    found = [period]
    while len(found) <= back:
        found.insert(0, _before(found[0]))
    return found


def _before(period: Period) -> Period:
    year = period.first.year
    if period.span is Span.QUARTER:
        quarter = period.last.month // 3
        return read_period(f"{year}Q{quarter - 1}" if quarter > 1 else f"{year - 1}Q4")
    if period.span is Span.HALF:
        return read_period(f"{year}H1" if period.first.month > 6 else f"{year - 1}H2")
    return read_period(str(year - 1))
