"""Dates as notices write them: 2017年6月23日, 二〇一七年六月二十三日, 到2020年, 6月底前, “十四五”末, 今年上半年."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from .numerals import parse_han, parse_number

FIVE_YEAR = {
    "六": 1981,
    "七": 1986,
    "八": 1991,
    "九": 1996,
    "十": 2001,
    "十一": 2006,
    "十二": 2011,
    "十三": 2016,
    "十四": 2021,
}
FIVE_YEAR |= {"十五": 2026, "十六": 2031, "十七": 2036}
FIVE = r"[“\"「]?(?P<five>十[一二三四五六七]?|[六七八九])五(?:[”\"」](?!普法)|(?=规划|时期|期间|期末|末|以来|收官|开局|初|计划|”|前|中|[,，、。]|$))"
_Y = r"(?:(?:19|20)\d{2}|[一二][〇零○OＯ0一二三四五六七八九]{3})"
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
WHEN = re.compile(
    rf"(?P<year>{_Y})\s*年(?!度?代)(?:度)?(?:\s*(?P<part>上半年|下半年|年?底|年?末|年?初|第?[一二三四1-4]季度|(?P<month>{_N})\s*月份?(?:\s*(?P<day>{_N})\s*[日号]|(?P<mpart>底|末|初|[上中下]旬))?))?"
    rf"|(?P<rel>去年|上年度?|今年|本年度?|明年|当年|(?<![一二三四五六七八九十两几\d])年内)(?:\s*(?P<rpart>上半年|下半年|年?底|年?末|第?[一二三四1-4]季度|(?P<rmonth>{_N})\s*月份?(?:\s*(?P<rday>{_N})\s*[日号]|(?P<rmpart>底|末|初|[上中下]旬))?))?"
    rf"|(?<![\d年])(?P<bmonth>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s*月份?(?:\s*(?P<bday>{_N})\s*[日号](?!常|益)|(?P<bmpart>底|末|初|[上中下]旬))(?:之?[前])?"
    r"|(?P<bpart>(?<!\d)第?[一二三四]季度(?:末|底)?前?|上半年|下半年|年底前?|年末)"
    r"|(?<![\d第])(?P<within>[一二三四五六七八九两]|[1-9])年(?:之)?内(?!容|部|外|涵)"
    rf"|{FIVE}(?P<fpart>期?末|期间|时期|以来|初|前)?"
)


@dataclass(frozen=True, slots=True)
class When:
    """A date phrase: its first and last day and where it stands."""

    first: date
    last: date
    start: int
    end: int
    bare: bool  # the phrase names no year of its own
    five_year: bool = False


def year_of(text: str) -> int | None:
    """2017, 二〇一七."""
    if text.isdigit():
        return int(text)
    value = parse_han(text.replace("O", "〇").replace("Ｏ", "〇").replace("0", "〇"))
    return int(value) if value and 1900 <= value <= 2100 else None


def find_dates(text: str, year: int | None, period: tuple[int, int] | None = None) -> list[When]:
    """Every date phrase of the text; `year` is the year that a phrase without one means.

    「三年内」 counts from the beginning of the `period`, and never runs beyond its end.
    """
    return [when for match in WHEN.finditer(text) if (when := _read(match, year, period)) is not None]


def _read(match: re.Match, year: int | None, period: tuple[int, int] | None) -> When | None:
    found = match.groupdict()
    start, end = match.span()
    if found["five"]:
        first = FIVE_YEAR.get(found["five"])
        if first is None:
            return None
        return When(date(first, 1, 1), date(first + 4, 12, 31), start, end, False, True)
    if found["within"]:
        return _within(int(parse_number(found["within"]) or 1), year, period, start, end)
    own = year_of(found["year"]) if found["year"] else None
    bare = own is None
    if own is None:
        if year is None:
            return None
        own = year + {"明年": 1, "去年": -1, "上年": -1, "上年度": -1}.get(found["rel"] or "", 0)
    if not 1900 <= own <= 2100:
        return None
    span = _span(
        own,
        found["part"] or found["rpart"] or found["bpart"] or "",
        found["month"] or found["rmonth"] or found["bmonth"],
        found["day"] or found["rday"] or found["bday"],
        found["mpart"] or found["rmpart"] or found["bmpart"] or "",
    )
    return When(*span, start, end, bare) if span else None


def _within(years: int, year: int | None, period: tuple[int, int] | None, start: int, end: int) -> When | None:
    first = period[0] if period else year
    if first is None:
        return None
    last = first + years - 1
    last = min(last, period[1]) if period else last
    return When(date(first, 1, 1), date(last, 12, 31), start, end, False)


def _span(year: int, part: str, month: str | None, day: str | None, month_part: str) -> tuple[date, date] | None:
    if month:
        return _month_span(year, parse_number(month), parse_number(day) if day else None, month_part)
    if "上半年" in part:
        return date(year, 1, 1), date(year, 6, 30)
    if "下半年" in part:
        return date(year, 7, 1), date(year, 12, 31)
    quarter = re.search(r"([一二三四1-4])季度", part)
    if quarter:
        n = int(parse_number(quarter[1]) or 1)
        return date(year, 3 * n - 2, 1), _month_end(year, 3 * n)
    if "初" in part:
        return date(year, 1, 1), date(year, 3, 31)
    return date(year, 1, 1), date(year, 12, 31)


def _month_span(year: int, month, day, part: str) -> tuple[date, date] | None:
    if not month or not 1 <= month <= 12:
        return None
    month, last = int(month), _month_end(year, int(month))
    if day:
        if not 1 <= day <= last.day:
            return None
        exact = date(year, month, int(day))
        return exact, exact
    ends = {"上旬": 10, "初": 10, "中旬": 20}
    return date(year, month, 1), (date(year, month, ends[part]) if part in ends else last)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
