"""Sentences (to 。or ;) and clauses (to the next comma), with their places."""

import re

_PAIRS = {"(": ")", "（": "）", "《": "》", "“": "”"}
_SIGNS = re.compile(r"[,，、。；;！？?!\n(（)）《》“”]")
_STOPS = "。；;！？?!\n"
LONGEST = 1500
"""A sentence that runs on is cut at a comma, one without any after as many signs, so that no text takes more than linear time."""
Span = tuple[int, int]


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a range, their end sign included; signs inside short brackets and quotes do not end one."""
    found: list[Span] = []
    begin, open_sign, open_at = start, "", 0
    for match in _SIGNS.finditer(text, start, end):
        sign, at = match.group(), match.start()
        if open_sign and (sign == "\n" or at - open_at > 240):
            open_sign = ""
        if sign in _PAIRS and not open_sign:
            open_sign, open_at = sign, at
        elif open_sign and sign == _PAIRS[open_sign]:
            open_sign = ""
        elif sign in ",，、":
            if at - begin > LONGEST:
                _append(text, begin, at, found)
                begin = at + 1
        elif sign in _STOPS and not open_sign:
            _append(text, begin, at + (sign != "\n"), found)
            begin = at + 1
    _append(text, begin, end, found)
    return found


def _append(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start] in " \t\n—－─-·●◆■▪":
        start += 1
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    while end - start > 2 * LONGEST:
        found.append((start, start + LONGEST))
        start += LONGEST
    if end - start > 1:
        found.append((start, end))


_COMMA = re.compile(r"(?<!\d)[,，]|[,，](?!\d{3})|[：。；！？\n]|(?<!\d)[:;]|[:;](?!\d)")


def clauses(text: str, start: int, end: int, blotted: str = "") -> list[Span]:
    """A sentence's clauses; a bracket that holds a figure (in the `blotted` text) is a clause of its own."""
    cuts: list[int] = []
    for match in _COMMA.finditer(text, start, end):
        cuts.append(match.start())
    spans: list[Span] = []
    at = start
    for cut in [*cuts, end]:
        spans.extend(_without_brackets(blotted or text, at, cut))
        at = cut + 1
    return [(a, b) for a, b in spans if b > a]


def _without_brackets(text: str, start: int, end: int):
    at = start
    for match in re.finditer(r"[(（]([^()（）]*\d[^()（）]*)[)）]", text[start:end]):
        a, b = start + match.start(), start + match.end()
        yield at, a
        yield a + 1, b - 1
        at = b
    yield at, end
