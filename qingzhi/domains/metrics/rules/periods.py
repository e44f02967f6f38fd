"""Periods as people write them: 2016, 2018H1, 2018Q3, 2016-03, 2016年1—4月, 2011-2015, 2016-03-31."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4"}
YEAR, MONTH = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])"


class PeriodNotUnderstood(ValueError):
    """A text names no period."""


class Span(StrEnum):
    """How long a period is; only figures of one span are comparable where things are counted over time."""

    DAY = "day"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"


@dataclass(frozen=True)
class Period:
    """A period by its code; both days are included."""

    code: str
    first: date
    last: date
    span: Span

    @property
    def label(self) -> str:
        """「2016年」, 「2018年上半年」, 「2011年1—4月」."""
        year = self.first.year
        match self.span:
            case Span.YEAR:
                return f"{year}年"
            case Span.YEARS:
                return f"{year}—{self.last.year}年"
            case Span.HALF:
                return f"{year}年{'上' if self.first.month == 1 else '下'}半年"
            case Span.QUARTER:
                return f"{year}年第{self.last.month // 3}季度"
            case Span.MONTH:
                return f"{year}年{self.first.month}月"
            case Span.MONTHS:
                return f"{year}年{self.first.month}—{self.last.month}月"
            case Span.DAY:
                return f"{year}年{self.first.month}月{self.first.day}日"


def read_period(text: str) -> Period:
    """The period that a text names; raises `PeriodNotUnderstood`."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\s+", "", plain).replace("—", "-").replace("–", "-").replace("~", "-").replace("至", "-")
    for pattern, build in FORMS:
        if found := re.fullmatch(pattern, plain, re.I):
            try:
                return build(found)
            except ValueError:
                break
    raise PeriodNotUnderstood(f"看不懂时期“{text.strip()}”，应为 2016、2018H1、2018Q3、2016-03 或 2016-01..04 等写法")


def of_year(year: int) -> Period:
    """A calendar year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31), Span.YEAR)


def _of_years(found: re.Match[str]) -> Period:
    first, last = int(found["y"]), int(found["z"])
    if last <= first:
        raise ValueError
    return Period(f"{first}-{last}", date(first, 1, 1), date(last, 12, 31), Span.YEARS)


def _of_half(found: re.Match[str]) -> Period:
    year, half = int(found["y"]), {"上": 1, "下": 2}.get(found["h"]) or int(found["h"])
    first, last = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Period(f"{year}H{half}", first, last, Span.HALF)


def _of_quarter(found: re.Match[str]) -> Period:
    year, quarter = int(found["y"]), int(NUMERALS.get(found["q"], found["q"]))
    return Period(f"{year}Q{quarter}", date(year, quarter * 3 - 2, 1), _end(year, quarter * 3), Span.QUARTER)


def _of_month(found: re.Match[str]) -> Period:
    year, month = int(found["y"]), int(found["m"])
    return Period(f"{year}-{month:02}", date(year, month, 1), _end(year, month), Span.MONTH)


def _of_months(found: re.Match[str]) -> Period:
    year, first, last = int(found["y"]), int(found["m"]), int(found["n"])
    if last <= first:
        raise ValueError
    if (first, last) == (1, 12):
        return of_year(year)
    return Period(f"{year}-{first:02}..{last:02}", date(year, first, 1), _end(year, last), Span.MONTHS)


def _of_day(found: re.Match[str]) -> Period:
    day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    return Period(day.isoformat(), day, day, Span.DAY)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


FORMS: tuple[tuple[str, Callable[[re.Match[str]], Period]], ...] = (
    (rf"{YEAR}年?(?:度|全年|末|底|年末|年底)?", lambda found: of_year(int(found["y"]))),
    (rf"{YEAR}年?H(?P<h>[12])", _of_half),
    (rf"{YEAR}年(?P<h>[上下])半年", _of_half),
    (rf"{YEAR}年?Q(?P<q>[1-4])", _of_quarter),
    (rf"{YEAR}年第?(?P<q>[1-4一二三四])季度", _of_quarter),
    (rf"{YEAR}[-/.]{MONTH}", _of_month),
    (rf"{YEAR}年{MONTH}月(?:末|底)?", _of_month),
    (rf"{YEAR}(?P<m>0[1-9]|1[0-2])", _of_month),
    (rf"{YEAR}年?{MONTH}-(?P<n>0?[1-9]|1[0-2])月(?:累计)?", _of_months),
    (rf"{YEAR}-{MONTH}\.\.(?P<n>0?[1-9]|1[0-2])", _of_months),
    (rf"{YEAR}[-/.]{MONTH}[-/.](?P<d>\d\d?)", _of_day),
    (rf"{YEAR}年{MONTH}月(?P<d>\d\d?)日", _of_day),
    (rf"{YEAR}年?-(?P<z>(?:19|20)\d\d)年?", _of_years),
)
