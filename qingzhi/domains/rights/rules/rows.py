"""Cells of exports as the register keeps them. Columns of thousands of cells pass through caches: what was read once is
looked up. A cell that cannot be read becomes a `Bad` with its reason. Pure."""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache
from hashlib import blake2b

FIRST_YEAR, LAST_YEAR = 1850, 2150
EPOCH = date(1850, 1, 1).toordinal()
KEPT = 300_000  # texts a cache keeps before it begins anew
_DAY = re.compile(
    r"(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d\d)(\d\d))(?:[T\s]+[\d:.]+(?:Z|[+-][\d:]+)?)?", re.ASCII
)
_DAY_WITHIN = re.compile(r"\d{4}(?:[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,2}日?|\d{4})", re.ASCII)
NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "空", "null", "NULL", "None", "nan", "0000-00-00", "00000000", "N/A"}
)
YES = frozenset({"是", "有", "y", "yes", "true", "1", "√", "地理标志"})
NO = frozenset({"否", "无", "n", "no", "false", "0", "×", "x"})


class Bad:
    """A cell that cannot be read, and why, in one sentence."""

    __slots__ = ("reason",)

    def __init__(self, reason: str):
        self.reason = reason

    def __repr__(self) -> str:
        return f"Bad({self.reason!r})"


class Cells(dict[str, object]):
    """Texts as they were read, by text; `bad` once one of them could not be."""

    def __init__(self, read: "object"):
        super().__init__()
        self._read = read
        self.bad = False

    def __missing__(self, text: str) -> object:
        if len(self) >= KEPT:
            self.clear()
        found = self._read(text)  # type: ignore[operator]
        self.bad = self.bad or isinstance(found, Bad)
        self[text] = found
        return found


def read_day(text: str) -> "str | Bad | None":
    """A day as ISO text: 2017-06-01, 2017/6/1, 2017.06.01, 20170601, 2017年6月1日, with a time or without.

    >>> read_day("2017年6月1日"), read_day("20170601"), read_day("")
    ('2017-06-01', '2017-06-01', None)
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text in NOTHING:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        return Bad(f"看不懂日期“{text[:30]}”，应为 2017-06-01 这样的写法")
    year, month, day = int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return Bad(f"没有“{text[:30]}”这一天")
    return f"{year:04}-{month:02}-{day:02}"


def read_last_day(text: str) -> "str | Bad | None":
    """The end of a term: a day, or the last day of 「2011-01-14至2021-01-13」."""
    found = _DAY_WITHIN.findall(unicodedata.normalize("NFKC", text))
    return read_day(found[-1]) if len(found) > 1 else read_day(text)


def read_count(text: str) -> "int | Bad | None":
    """A whole number (10, 10项); nothing for an empty cell."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("项").removesuffix(".0").strip()
    if plain in NOTHING:
        return None
    if not (plain.isascii() and plain.isdigit()) or int(plain) > 30_000:
        return Bad(f"“{text[:30]}”不是合理的项数")
    return int(plain)


def read_flag(text: str) -> "bool | Bad | None":
    """是 or 否; nothing for an empty cell."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in YES:
        return True
    if plain in NO:
        return False
    return None if plain in NOTHING else Bad(f"“{text[:30]}”不是“是”或“否”")


@lru_cache(maxsize=50_000)
def _age(day: str) -> bytes:
    days = date.fromisoformat(day).toordinal() - EPOCH if day else 0
    return min(days, 65_535).to_bytes(2, "big")


def digest(latest: str, values: "tuple[str, ...]") -> bytes:
    """Sixteen bytes that tell whether a row says what it said before: two of the latest day that it tells of, so that of
    two rows the greater digest is the later one, and fourteen of all its values."""
    return _age(latest) + blake2b("\x1f".join(values).encode(), digest_size=14).digest()
