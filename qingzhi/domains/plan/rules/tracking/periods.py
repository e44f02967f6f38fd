"""Periods of repeated targets: their ends, and the latest one that has ended."""

from datetime import date, timedelta

from qingzhi.domains.plan.rules.tracking.terms import Per

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}


def period_end(day: date, per: Per) -> date:
    """The last day of the period that holds a day."""
    last_month = -(-day.month // MONTHS[per]) * MONTHS[per]
    following = date(day.year + last_month // 12, last_month % 12 + 1, 1)
    return following - timedelta(days=1)


def period_start(day: date, per: Per) -> date:
    """The first day of the period that holds a day."""
    return date(day.year, (day.month - 1) // MONTHS[per] * MONTHS[per] + 1, 1)


def latest_finished(today: date, per: Per, deadline: date | None) -> date:
    """The last day of the latest period that has ended, none after the one that holds the deadline.

    A period has ended on the day after its last day.
    """
    ended = period_start(today, per) - timedelta(days=1)
    return ended if deadline is None else min(ended, period_end(deadline, per))


def period_text(day: date, per: Per) -> str:
    """「2017年」, 「2017年第4季度」, 「2017年12月」."""
    match per:
        case Per.YEAR:
            return f"{day.year}年"
        case Per.QUARTER:
            return f"{day.year}年第{(day.month - 1) // 3 + 1}季度"
        case Per.MONTH:
            return f"{day.year}年{day.month}月"
