"""What stands in one cell, in every usual way of writing it: days, whole numbers, yes and no, codes of a list. Pure.

Each answers the value, None for an empty cell, or raises `Unreadable` with one sentence. The usual forms pass through caches.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

_EMPTY = frozenset({"", "-", "--", "—", "——", "/", "无", "null", "none", "nan", "n/a", "0000-00-00", "00000000"})
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+[\d:.]+(?:Z|[+-][\d:]+)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet, from March 1900 on
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050  # 1950 to 2099: outside, five digits are no date
_WHOLE = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.0+)?|[+-]?\d+(?:\.0+)?")
_YES = frozenset({"是", "有", "对", "y", "yes", "true", "t", "1", "√", "✓"})
_NO = frozenset({"否", "无", "没有", "n", "no", "false", "f", "0", "×", "✗", "x"})


class Unreadable(ValueError):
    """A cell that says nothing of the sort; `reason` is one sentence."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def folded(text: str) -> str:
    """A cell in half width without blanks at its ends."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


@lru_cache(maxsize=100_000)
def day(text: str) -> date | None:
    """2017-06-29, 2017.06.29, 20170629, 2017/6/29, 2017年6月29日, with a time or without, or a spreadsheet's 42915.

    >>> day("２０１７年6月29日"), day("42915")
    (datetime.date(2017, 6, 29), datetime.date(2017, 6, 29))
    """
    plain = folded(text)
    if plain.casefold() in _EMPTY:
        return None
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Unreadable(f"没有“{text.strip()[:30]}”这一天") from None
    serial = _SERIAL.fullmatch(plain)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(serial[1]))
    raise Unreadable(f"看不懂日期“{text.strip()[:30]}”，应为 2017-06-29 这样的写法")


@lru_cache(maxsize=10_000)
def whole(text: str) -> int | None:
    """12, 1,234, 12.0 and the like."""
    plain = folded(text)
    if plain.casefold() in _EMPTY:
        return None
    if not _WHOLE.fullmatch(plain):
        raise Unreadable(f"“{text.strip()[:30]}”不是整数")
    return int(plain.split(".")[0].replace(",", ""))


@lru_cache(maxsize=1_000)
def truth(text: str) -> bool | None:
    """是, 有, √, yes, 1 … or 否, 无, ×, no, 0 …"""
    plain = folded(text).casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    if plain in _EMPTY:
        return None
    raise Unreadable(f"“{text.strip()[:30]}”应填“是”或“否”")


def chooser(title: str, codes: Mapping[str, str]) -> Callable[[str], str | None]:
    """A reader of one code of a list, by its code or label; `codes` maps codes to labels."""
    known = {folded(name).casefold(): code for code, label in codes.items() for name in (label, code)}

    @lru_cache(maxsize=10_000)
    def choose(text: str) -> str | None:
        plain = folded(text).casefold()
        if plain in known:
            return known[plain]
        if plain in _EMPTY:
            return None
        shown = "、".join(list(codes.values())[:8])
        raise Unreadable(f"{title}没有“{text.strip()[:30]}”，可填：{shown}{'等' if len(codes) > 8 else ''}")

    return choose
