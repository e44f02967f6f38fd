"""From the symbol of a classification to the plan's industries: the longest prefix decides. Pure.

A symbol may lead to several industries (several rows with the same prefix); a longer prefix takes it away from a shorter
one, within one list of industries (the plan has several, which do not compete). For products the longest word decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

PRODUCT = "product"
_SPACES = re.compile(r"\s+")
_IPC = re.compile(r"([A-H])(?:(\d{2})(?:([A-Z])(?:0*(\d{1,4})(?:/(\d{2,6}))?)?)?)?")


@dataclass(frozen=True)
class Entry:
    """One row of a concordance."""

    scheme: str
    prefix: str
    industry: str
    group: str = ""


@dataclass(frozen=True)
class Match:
    """Why a symbol belongs to an industry."""

    symbol: str
    prefix: str
    industry: str


def normal_symbol(scheme: str, written: str) -> str:
    """A symbol as the register writes it: A61K36/185 for IPC, two digits for Nice, digits for GB/T 4754."""
    plain = _SPACES.sub("", written).upper()
    if scheme == "nice":
        digits = re.sub(r"\D", "", plain)
        return digits.zfill(2) if digits else plain
    if scheme == "ipc":
        found = _IPC.match(plain)
        if found:
            section, number, letter, group, sub = found.groups()
            whole = "".join(part for part in (section, number, letter, group) if part)
            return f"{whole}/{sub}" if sub else whole
    return plain


def prefixes_of(scheme: str, symbol: str) -> list[str]:
    """Every prefix of a symbol that a table may hold, longest first."""
    symbol = normal_symbol(scheme, symbol)
    return [symbol[:length] for length in range(len(symbol), 0, -1)]


class Table:
    """A concordance made ready for many questions."""

    def __init__(self, entries: Iterable[Entry]):
        self._by_prefix: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._words: list[Entry] = []
        self._known: dict[tuple[str, str], tuple[Match, ...]] = {}
        for entry in entries:
            if entry.scheme == PRODUCT:
                self._words.append(entry)
            else:
                self._by_prefix[entry.scheme, entry.prefix].append(entry)

    def matches(self, scheme: str, symbol: str) -> tuple[Match, ...]:
        """The industries of one symbol or product name, each with the prefix that decided; none when no row fits."""
        asked = (scheme, symbol)
        if asked not in self._known:
            found = self._in_words(symbol) if scheme == PRODUCT else self._by_symbol(scheme, symbol)
            if scheme == PRODUCT:  # names do not come twice
                return tuple(found)
            self._known[asked] = tuple(found)
        return self._known[asked]

    def _by_symbol(self, scheme: str, symbol: str) -> Iterator[Match]:
        settled: dict[str, str] = {}
        for prefix in prefixes_of(scheme, symbol):
            for entry in self._by_prefix.get((scheme, prefix), ()):
                if _whole(entry, symbol) and settled.setdefault(entry.group, prefix) == prefix:
                    yield Match(symbol, prefix, entry.industry)

    def _in_words(self, name: str) -> Iterator[Match]:
        """A word counts unless it stands inside of a longer one that counts in the same list: 羊 in 藏羊."""
        fitting = [entry for entry in self._words if entry.prefix in name]
        for entry in fitting:
            longer = [
                one.prefix
                for one in fitting
                if one.group == entry.group and entry.prefix in one.prefix and one.prefix != entry.prefix
            ]
            rest = name
            for word in sorted(longer, key=len, reverse=True):
                rest = rest.replace(word, " ")
            if entry.prefix in rest:
                yield Match(name, entry.prefix, entry.industry)


def matches(scheme: str, symbol: str, entries: Iterable[Entry]) -> list[Match]:
    """The industries of one symbol by these rows."""
    return list(Table(entries).matches(scheme, symbol))


def _whole(entry: Entry, symbol: str) -> bool:
    """An IPC prefix that ends in a main group does not fit a group that only begins with the same digits."""
    if entry.scheme != "ipc" or len(entry.prefix) <= 4:
        return True
    rest = normal_symbol("ipc", symbol)[len(entry.prefix) :]
    return not rest or rest[0] == "/" or "/" in entry.prefix
