"""From the symbol of a classification to the plan's industries: the longest prefix decides. Pure.

A symbol may lead to several industries (several rows with the same prefix); a longer prefix takes it away from a shorter
one. So every prefix owns an interval of symbols with holes, and a question about an industry becomes a few ranges that
an index answers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

HIGHEST = "\U0010ffff"  # stands behind every character of a symbol
_SPACES = re.compile(r"\s+")
_IPC = re.compile(r"([A-H])(?:(\d{2})(?:([A-Z])(?:0*(\d{1,4})(?:/(\d{2,6}))?)?)?)?")


@dataclass(frozen=True)
class Entry:
    """One row of a concordance."""

    scheme: str
    prefix: str
    industry: str


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


def matches(scheme: str, symbol: str, entries: Iterable[Entry]) -> list[Match]:
    """The industries of one symbol, each with the prefix that decided; none when no row fits."""
    wanted = prefixes_of(scheme, symbol)
    fitting = [
        entry for entry in entries if entry.scheme == scheme and entry.prefix in wanted and _whole(entry, symbol)
    ]
    longest = max((len(entry.prefix) for entry in fitting), default=0)
    return [Match(symbol, entry.prefix, entry.industry) for entry in fitting if len(entry.prefix) == longest]


def _whole(entry: Entry, symbol: str) -> bool:
    """An IPC prefix that ends in a main group does not fit a group that only begins with the same digits."""
    if entry.scheme != "ipc" or len(entry.prefix) <= 4:
        return True
    rest = normal_symbol("ipc", symbol)[len(entry.prefix) :]
    return not rest or rest[0] == "/" or "/" in entry.prefix


def ranges_of(industry: str, scheme: str, entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """The half-open ranges [from, to) of symbols that belong to an industry, sorted and disjoint."""
    by_prefix: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.scheme == scheme:
            by_prefix[entry.prefix].add(entry.industry)
    found: list[tuple[str, str]] = []
    for prefix, industries in by_prefix.items():
        if industry not in industries:
            continue
        spans = _spans(scheme, prefix)
        for longer in by_prefix:
            if longer != prefix and longer.startswith(prefix):
                spans = _cut(spans, _spans(scheme, longer))
        found += spans
    return _joined(found)


def _spans(scheme: str, prefix: str) -> list[tuple[str, str]]:
    """What a prefix covers before longer ones take their part."""
    if scheme == "ipc" and len(prefix) > 4 and "/" not in prefix:
        return [(prefix, prefix + "\x00"), (f"{prefix}/", f"{prefix}/{HIGHEST}")]
    return [(prefix, prefix + HIGHEST)]


def _cut(spans: list[tuple[str, str]], holes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    for low, high in holes:
        left = []
        for first, last in spans:
            if high <= first or low >= last:
                left.append((first, last))
                continue
            if first < low:
                left.append((first, low))
            if high < last:
                left.append((high, last))
        spans = left
    return spans


def _joined(spans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
