"""Lines broken here and not by the viewer: where the height must be known, and where no name may be parted."""

from __future__ import annotations

from collections.abc import Iterable

from .layout import width_of

_NEVER_FIRST = set("、。\uff0c\uff1b\uff1a\uff09》”")


def wrap(text: str, width: float) -> list[str]:
    """Lines about `width` characters wide, none begun with a closing mark, which may stand half out instead."""
    lines = [""]
    for sign in text:
        if width_of(lines[-1] + sign) > width and sign not in _NEVER_FIRST:
            lines.append("")
        lines[-1] += sign
    return lines


def pack(names: Iterable[str], separator: str, width: float) -> list[str]:
    """Whole names on lines at most `width` characters wide; one that is wider has a line, or several, of its own."""
    names = list(names)
    lines = [""]
    for position, name in enumerate(names):
        piece = name + (separator if position < len(names) - 1 else "")
        if lines[-1] and width_of(lines[-1] + piece) > width:
            lines.append("")
        first, *others = wrap(lines[-1] + piece, width)
        lines[-1:] = [first, *others]
    return lines
