"""Marking what was found, and the part of a long text that shows most of it; the answer is safe HTML."""

from collections.abc import Iterable
from html import escape

from .folding import fold, fold_with_places

WIDTH = 140  # characters of a snippet
LEAD = 24  # characters shown before the first mark
ELLIPSIS = "…"
Span = tuple[int, int]


def marked(text: str, terms: Iterable[str]) -> str:
    """The whole text as HTML, with `<mark>` around what the terms (folded) find."""
    return _draw(text, spans(text, terms), 0, len(text))


def snippet(text: str, terms: Iterable[str], width: int = WIDTH) -> str:
    """The part of the text that holds the most different terms, as HTML; its beginning where none is found."""
    found = spans(text, terms)
    start = _best_start(text, found, width)
    end = min(len(text), start + width)
    drawn = _draw(text, [(max(a, start), min(b, end)) for a, b in found if a < end and b > start], start, end)
    return f"{ELLIPSIS if start else ''}{drawn}{ELLIPSIS if end < len(text) else ''}"


def spans(text: str, terms: Iterable[str]) -> list[Span]:
    """Where the terms stand in the text, in order, those that touch joined."""
    folded = fold(text)
    places: list[int] | range = range(len(text))
    if len(folded) != len(text):
        folded, places = fold_with_places(text)
    hits: list[Span] = []
    for term in {one for one in terms if one}:
        at = folded.find(term)
        while at >= 0:
            end = at + len(term)
            if _stands_alone(folded, at, end, term):
                hits.append((places[at], places[end - 1] + 1))
            at = folded.find(term, at + 1)
    return _joined(sorted(hits))


def _stands_alone(folded: str, at: int, end: int, term: str) -> bool:
    """Chinese is found anywhere; a word of letters only from its beginning on."""
    return not (
        term[0].isascii() and term[0].isalnum() and at and folded[at - 1].isascii() and folded[at - 1].isalnum()
    )


def _joined(hits: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in hits:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _best_start(text: str, found: list[Span], width: int) -> int:
    """Where to begin so that the window shows most marks; nearer the beginning where it does not matter."""
    if not found or len(text) <= width:
        return 0
    best, score = 0, -1
    for start, _ in found[:50]:
        begin = max(0, min(start - LEAD, len(text) - width))
        shown = {fold(text[a:b]) for a, b in found if begin <= a and b <= begin + width}
        if len(shown) > score:
            best, score = begin, len(shown)
    return best


def _draw(text: str, found: list[Span], start: int, end: int) -> str:
    parts, at = [], start
    for a, b in found:
        parts += [escape(text[at:a]), "<mark>", escape(text[a:b]), "</mark>"]
        at = b
    parts.append(escape(text[at:end]))
    return "".join(parts)
