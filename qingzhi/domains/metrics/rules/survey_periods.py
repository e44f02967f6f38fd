"""The period before a survey's period, and the periods that a survey of a span can ask about."""

from datetime import date, timedelta

from .periods import Period, Span, read_period


def period_before(code: str) -> str:
    """The code of the period of the same length right before: 2016 before 2017, 2016Q4 before 2017Q1."""
    found = read_period(code)
    day = found.first - timedelta(days=1)
    match found.span:
        case Span.YEAR:
            return str(day.year)
        case Span.HALF:
            return f"{day.year}H{1 if day.month <= 6 else 2}"
        case Span.QUARTER:
            return f"{day.year}Q{(day.month + 2) // 3}"
        case Span.MONTH:
            return f"{day.year}-{day.month:02}"
        case _:
            return ""


def compared_with(code: str, *, lasts: bool) -> str:
    """With which earlier period an answer is compared: what lasts with the period before, what happens (and has its seasons) with
    the same period of the year before."""
    if lasts or read_period(code).span is Span.YEARS:
        return period_before(code)
    return f"{int(code[:4]) - 1}{code[4:]}"


def last_over(span: str, today: date) -> Period:
    """The newest period of a span that is over on a day."""
    current = {
        "year": str(today.year),
        "half": f"{today.year}H{1 if today.month <= 6 else 2}",
        "quarter": f"{today.year}Q{(today.month + 2) // 3}",
        "month": f"{today.year}-{today.month:02}",
    }[span]
    found = read_period(current)
    return found if found.last <= today else read_period(period_before(current))
