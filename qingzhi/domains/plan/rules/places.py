"""Places in a plan's text. Pure: offsets are code points, `text[start:end]` is what stands there."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

LONGEST_ITEM = 4_000
"""An item longer than two pages is a slip of the mouse, not a measure."""

_BREAKS = ",;:!?\uff0c\uff1b\uff1a\uff01\uff1f、。"


def fault_of_place(text: str, start: int, end: int) -> str | None:
    """What is wrong with a place, in one sentence; None when it is sound."""
    if start < 0 or end > len(text):
        return f"所选位置超出正文（正文共 {len(text)} 字）"
    if start >= end or not text[start:end].strip():
        return "所选位置没有文字"
    if end - start > LONGEST_ITEM:
        return f"所选文字共 {end - start} 字，超过 {LONGEST_ITEM} 字，请缩小范围"
    return None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without white space at its edges."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def place_of(text: str, wanted: str, near: int = 0) -> tuple[int, int] | None:
    """Where some words stand in the text; of several places the one nearest to `near`; None when nowhere."""
    wanted = wanted.replace("\r\n", "\n").strip()
    if not wanted:
        return None
    best: int | None = None
    at = text.find(wanted)
    while at >= 0:
        if best is None or abs(at - near) < abs(best - near):
            best = at
        at = text.find(wanted, at + 1)
    return None if best is None else (best, best + len(wanted))


def split_points(text: str, start: int, end: int) -> list[int]:
    """Where a measure may be cut: after its punctuation, not at its end."""
    return [at + 1 for at in range(start, end - 1) if text[at] in _BREAKS and at + 1 < end]


def innermost(spans: Iterable[tuple[int, int, T]], at: int) -> T | None:
    """Of the spans that hold a place, the shortest one's value; None when there is none."""
    held = [(end - start, value) for start, end, value in spans if start <= at < end]
    return min(held, key=lambda pair: pair[0])[1] if held else None


def heading_end(text: str, start: int, heading: str) -> int:
    """Where a section's heading ends, given where the section starts."""
    at = text.find(heading, start, start + len(heading) + 40)
    if at < 0:
        line_end = text.find("\n", start)
        return len(text) if line_end < 0 else line_end
    return at + len(heading)


def parts(names: Sequence[str], piece: str) -> list[str]:
    """Those names that occur in a piece of text."""
    return [name for name in names if name in piece]
