"""Marking what was found, and the part of a long text that shows most of it; the answer is safe HTML."""

from collections.abc import Iterable
from html import escape

from .folding import fold, fold_with_places

WIDTH = 140  # characters of a snippet
LEAD = 24  # characters shown before the first mark
ELLIPSIS = "…"
LOOKED_AT = 200  # places from which a snippet may begin
Span = tuple[int, int]
Hit = tuple[int, int, str]


def marked(text: str, terms: Iterable[str]) -> str:
    """The whole text as HTML, with `<mark>` around what the terms (folded) find."""
    return _draw(text, spans(text, terms), 0, len(text))


def snippet(text: str, terms: Iterable[str], width: int = WIDTH) -> str:
    """The part of the text that holds the most different terms, as HTML; its beginning where none is found."""
    hits = _hits(text, terms)
    start = _best_start(text, hits, width)
    end = min(len(text), start + width)
    shown = [(max(a, start), min(b, end)) for a, b in _joined(hits) if a < end and b > start]
    return f"{ELLIPSIS if start else ''}{_draw(text, shown, start, end)}{ELLIPSIS if end < len(text) else ''}"


def spans(text: str, terms: Iterable[str]) -> list[Span]:
    """Where the terms stand in the text, in order, those that touch joined."""
    return _joined(_hits(text, terms))


def _hits(text: str, terms: Iterable[str]) -> list[Hit]:
    folded = fold(text)
    places: list[int] | range = range(len(text))
    if len(folded) != len(text):
        folded, places = fold_with_places(text)
    hits: list[Hit] = []
    for term in {one for one in terms if one}:
        at = folded.find(term)
        while at >= 0:
            end = at + len(term)
            if _stands_alone(folded, at, term):
                hits.append((places[at], places[end - 1] + 1, term))
            at = folded.find(term, at + 1)
    return sorted(hits)


def _stands_alone(folded: str, at: int, term: str) -> bool:
    """Chinese is found anywhere; a word of letters only from its beginning on."""
    return not (
        term[0].isascii() and term[0].isalnum() and at and folded[at - 1].isascii() and folded[at - 1].isalnum()
    )


def _joined(hits: list[Hit]) -> list[Span]:
    found: list[Span] = []
    for start, end, _ in hits:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _best_start(text: str, hits: list[Hit], width: int) -> int:
    """Where to begin so that the window shows most terms; nearer the beginning where it does not matter."""
    if not hits or len(text) <= width:
        return 0
    best, score = 0, 0
    for start, _, _ in hits[:LOOKED_AT]:
        begin = max(0, min(start - LEAD, len(text) - width))
        shown = len({term for a, b, term in hits if begin <= a and b <= begin + width})
        if shown > score:
            best, score = begin, shown
    return best


def _draw(text: str, found: list[Span], start: int, end: int) -> str:
    parts, at = [], start
    for a, b in found:
        parts += [escape(text[at:a]), "<mark>", escape(text[a:b]), "</mark>"]
        at = b
    parts.append(escape(text[at:end]))
    return "".join(parts)
