"""Text written by hand over computed text: which of its numbers are figures of the report, and which stand on nothing.

A number counts as known where it is written as the computed text writes it （「1,357件」 or the bare 「1,357」）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .report_words import Part, Said

NUMBER = re.compile(r"(?<![\d.,〔第])-?\d[\d,]*(?:\.\d+)?(?:%|‰|个百分点|倍|亿元|万元|[^\W\d_])?")
PLAIN = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
DATED = re.compile(
    r"(?:19|20)\d\d(?:\s*[-—~至]\s*(?:19|20)\d\d)?年?|\d{1,2}月(?:\d{1,2}日)?|第\d+|〔\d{4}〕\d*号?|\d+(?:号|版|条|章|款)"
)

TELLING = 3  # signs of a bare number that is taken for a figure; shorter ones come up everywhere


@dataclass(frozen=True)
class Linked:
    """The text in pieces with their codes, and the numbers that stand on nothing."""

    said: Said
    unfounded: tuple[str, ...]


def linked(text: str, known: Iterable[Part]) -> Linked:
    """Find the known numbers in a text; the longest first, so that 「1,357件」 goes before 「357」."""
    codes: dict[str, tuple[str, ...]] = {}
    for part in known:
        if part.codes and (number := PLAIN.search(part.text)):
            codes.setdefault(part.text, part.codes)
            if len(part.codes) == 1 and "%" not in part.text and len(number[0]) >= TELLING:
                codes.setdefault(number[0], part.codes)
    parts, unfounded, at = [], [], 0
    for start, end, found in _places(text, codes):
        between = text[at:start]
        unfounded += _numbers(between)
        parts += [Part(between)] if between else []
        parts.append(Part(text[start:end], codes[found]))
        at = end
    rest = text[at:]
    parts += [Part(rest)] if rest else []
    return Linked(tuple(parts), tuple(dict.fromkeys([*unfounded, *_numbers(rest)])))


def _places(text: str, codes: dict[str, tuple[str, ...]]) -> list[tuple[int, int, str]]:
    """Where known texts stand, without overlaps; a number is not found within a longer one."""
    taken = [(found.start(), found.end(), "") for found in DATED.finditer(text)]
    for one in sorted(codes, key=len, reverse=True):
        head = r"(?<![\d.,])" if one[0].isdigit() or one[0] == "-" else ""
        tail = r"(?![\d]|[.,]\d)" if one[-1].isdigit() else ""
        for found in re.finditer(f"{head}{re.escape(one)}{tail}", text):
            if not any(start < found.end() and found.start() < end for start, end, _ in taken):
                taken.append((found.start(), found.end(), one))
    return sorted(one for one in taken if one[2])


def _numbers(text: str) -> list[str]:
    """The numbers of a text that are neither dates nor ordinals."""
    return [found[0] for found in NUMBER.finditer(DATED.sub("　", text))]


def parts_of(pairs: Sequence[Sequence[object]]) -> Said:
    """Parts as they are kept: [[text, [code, …]], …]."""
    return tuple(Part(str(text), tuple(str(code) for code in codes)) for text, codes in pairs)  # type: ignore[attr-defined]
