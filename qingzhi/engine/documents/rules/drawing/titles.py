"""Where a title 「标题」 is broken (GB/T 9704-2012, 7.3.1): whole words, a trapezium or a lozenge, no line begun with 的."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil

from . import lexicon
from .layout import TITLE_CHARACTERS, set_width

# Never broken inside, longest first: names of laws, quotations, document numbers, figures with their unit, Latin words.
_UNIT = "(?:年度|年代|[年月日号个件万亿元项家人期批次届户%])?"
_WHOLE = re.compile(
    r"《[^《》]*》|“[^“”]*”|\uff08[^\uff08\uff09]*\uff09|[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号|〔[^〔〕]*〕"
    r"|第[一二三四五六七八九十百\d]+(?:季度|[\u4e00-\u9fff])"
    rf"|\d[\d.,:%/\-—~～至年月]*\d{_UNIT}|\d{_UNIT}|[A-Za-z][A-Za-z0-9.\-+/]*"
)
_CLOSING = set("的地得之等们者、。\uff0c\uff1b\uff1a\uff01\uff1f\uff09》”’〕…—")
_OPENING = set("《“‘〔\uff08")
_FORWARD = set("和与及暨或对在为向从以将把由被各")
_PLACE = set("省市州县区")
EXTRA_LINE = 32  # what one line more costs
STUB = 5  # a part of a name shorter than this looks lost
_HOPELESS = 40  # chunks beyond which the shape is not searched but filled


def break_title(text: str, width: float = TITLE_CHARACTERS, words: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a title, each at most `width` characters wide; line breaks given in the text are kept.

    `words` are names that the lexicon cannot know and that must stay whole.
    """
    if "\n" in text:
        given = [part.strip() for part in text.split("\n") if part.strip()]
        return tuple(line for part in given for line in break_title(part, width, words))
    text = text.strip()
    if set_width(text) <= width:
        return (text,) if text else ()
    pieces = chunks(text, frozenset(words), width)
    if len(pieces) > _HOPELESS:
        return tuple(_filled(pieces, width))
    fewest = ceil(set_width(text) / width)
    for extra in range(len(pieces)):
        counts = (fewest + extra, fewest + extra + 1)
        found = [lines for count in counts for lines in _partitions(pieces, count, width)]
        if found:
            best = min(found, key=lambda lines: _cost(lines, width) + EXTRA_LINE * len(lines))
            return tuple(best)
    return tuple(_filled(pieces, width))


def chunks(text: str, words: frozenset[str] = frozenset(), width: float = TITLE_CHARACTERS) -> list[str]:
    """The text as pieces that are not broken, particles and punctuation joined to the word that they belong to."""
    names = sorted((word for word in words if set_width(word) <= width), key=len, reverse=True)
    whole = re.compile("|".join([*(re.escape(name) for name in names), _WHOLE.pattern]))
    pieces: list[str] = []
    position = 0
    for match in whole.finditer(text):
        pieces += _words(text[position : match.start()])
        pieces += _fitting(match.group(), width)
        position = match.end()
    return _joined(pieces + _words(text[position:]), width)


def _fitting(whole: str, width: float) -> list[str]:
    """A protected span, opened only when no line could hold it."""
    if set_width(whole) <= width - 1:
        return [whole]
    if whole[0] in _OPENING:
        inner = chunks(whole[1:-1], width=width)
        return [whole[0] + inner[0], *inner[1:-1], inner[-1] + whole[-1]] if len(inner) > 1 else list(whole)
    return list(whole)


def _words(text: str) -> list[str]:
    """The fewest known words; neighbouring unknown characters stay together, up to 省市州县区."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        options = [(best[end - 1][0] + 1.7, end - 1)]
        for start in range(max(0, end - lexicon.LONGEST), end - 1):
            if text[start:end] in lexicon.WORDS:
                options.append((best[start][0] + 1.0, start))
        best.append(min(options))
    found, end = [], len(text)
    while end:
        start = best[end][1]
        found.append(text[start:end])
        end = start
    return _unknown_together(found[::-1])


def _unknown_together(pieces: list[str]) -> list[str]:
    merged: list[str] = []
    growing = False
    for piece in pieces:
        loose = len(piece) == 1 and piece not in _CLOSING | _OPENING | _FORWARD
        if loose and growing:
            merged[-1] += piece
        else:
            merged.append(piece)
        growing = loose and not (piece in _PLACE and len(merged[-1]) > 1)
    return merged


def _joined(pieces: list[str], width: float) -> list[str]:
    """Join what may not end or begin a line to its neighbour, as long as a line can hold the two."""
    joined: list[str] = []
    for piece in pieces:
        if not joined:
            joined.append(piece)
            continue
        previous = joined[-1]
        bound = piece[0] in _CLOSING or previous in _OPENING | _FORWARD or previous == "关于" or len(piece) == 1
        if bound and set_width(previous + piece) <= width:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _partitions(pieces: list[str], count: int, width: float) -> Iterator[list[str]]:
    """Every way of setting the pieces on `count` lines none of which is too wide."""
    if count == 1:
        line = "".join(pieces)
        if pieces and set_width(line) <= width:
            yield [line]
        return
    rest = sum(map(set_width, pieces))
    line = ""
    for position, piece in enumerate(pieces[:-1], 1):
        line += piece
        if set_width(line) > width:
            return
        if rest - set_width(line) <= width * (count - 1):
            for lines in _partitions(pieces[position:], count - 1, width):
                yield [line, *lines]


def _cost(lines: list[str], width: float) -> float:
    """How ugly: hourglass and square shapes, stubs, breaks within a name; how good: a break at a joint of the sense."""
    lengths = [set_width(line) for line in lines]
    mean = sum(lengths) / len(lengths)
    cost = sum((length - mean) ** 2 for length in lengths) / len(lengths)
    steps = [after - before for before, after in pairwise(lengths)]
    turned = any(before < 0 < after for before, after in pairwise(steps))
    cost += 40 if turned else 0  # an hourglass
    cost += sum(8 for step in steps if abs(step) < 1)  # a square
    cost += sum(25 for length in lengths if length < width / 5)  # a stub
    for before, after in pairwise(lines):
        cost += _break_cost(before, after)
    return cost


def _break_cost(before: str, after: str) -> float:
    if before.count("《") > before.count("》") or before.count("“") > before.count("”"):
        return 50 if set_width(before[max(before.rfind("《"), before.rfind("“")) :]) > STUB else 90
    if after.startswith("关于"):
        return -32
    if before[-1] in "、》”\uff0c\uff1b\uff1a\uff09":
        return -8
    if before[-1] == "的":
        return -4
    if after[0] in _FORWARD or after[0] in "《“":
        return -6
    return 0


def _filled(pieces: list[str], width: float) -> Iterator[str]:
    """Lines filled one after another: for titles that no shape can save."""
    line = ""
    for piece in pieces:
        for part in [piece] if set_width(piece) <= width else list(piece):
            if line and set_width(line + part) > width:
                yield line
                line = ""
            line += part
    if line:
        yield line
