"""One structure for page, Word, pdf and annex: chapters with numbered headings, captions and figures, from the drawn blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .report_links import linked, parts_of
from .report_words import Part

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Piece:
    """A block as it stands in an edition."""

    key: str
    chapter: int
    kind: str
    heading: str
    computed: Mapping[str, Any]
    hand: str = ""
    is_left_out: bool = False

    @property
    def is_shown(self) -> bool:
        return bool(self.hand or set(self.computed) - {"section", "after"}) and not self.is_left_out


@dataclass
class _Counts:
    tables: int = 0
    charts: int = 0
    codes: dict[str, int] = field(default_factory=dict)

    def notes(self, codes: Sequence[str]) -> list[int]:
        """The numbers of figures, given in the order of their first appearance."""
        return [self.codes.setdefault(code, len(self.codes) + 1) for code in codes if code]


def content_of(chapters: Sequence[str], pieces: Sequence[Piece]) -> dict[str, Any]:
    """`chapters` with their items, and `codes` in the order of their first appearance; what has nothing is left out.
    What stood in a chapter that is gone stands in the last."""
    counts = _Counts()
    found: list[dict[str, Any]] = []
    for number, title in enumerate(chapters, 1):
        own = [one for one in pieces if min(one.chapter, len(chapters)) == number]
        items = _items(own, counts)
        if items:
            found.append({"title": f"{numeral(len(found) + 1)}、{title}", "items": items})
    return {"chapters": found, "codes": list(counts.codes), "tables": counts.tables, "charts": counts.charts}


def numeral(number: int) -> str:
    """「一」 to 「九十九」."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones - 1]
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


def _items(pieces: Sequence[Piece], counts: _Counts) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    sections, waiting = 0, ""
    known = [part for one in pieces for part in parts_of(one.computed.get("parts") or [])]
    for piece in pieces:
        waiting = str(piece.computed.get("section") or "") or waiting
        if not piece.is_shown:
            continue
        if waiting:
            sections += 1
            items.append({"kind": "section", "text": f"（{numeral(sections)}）{waiting}"})
            waiting = ""
        items += _shown(piece, known, counts)
    return items


def _shown(piece: Piece, known: Sequence[Part], counts: _Counts) -> list[dict[str, Any]]:
    if piece.kind == "text":
        return _paragraphs(piece, known, counts)
    item = {"kind": piece.kind, "key": piece.key, "heading": piece.heading, **piece.computed}
    if piece.kind == "table":
        counts.tables += 1
        notes = counts.notes([code for row in piece.computed["rows"] for _, code in row])
        item |= {
            "caption": f"表{counts.tables}　{piece.heading}",
            "notes": sorted(set(notes)),
            "notes_text": notes_text(notes),
        }
    else:
        counts.charts += 1
        notes = counts.notes(piece.computed.get("codes") or [])
        item |= {
            "caption": f"图{counts.charts}　{piece.heading}",
            "notes": sorted(set(notes)),
            "notes_text": notes_text(notes),
        }
    return [item]


def _paragraphs(piece: Piece, known: Sequence[Part], counts: _Counts) -> list[dict[str, Any]]:
    """Computed text as it is; hand-written text with the figures found in it, a paragraph for each of its lines."""
    own = parts_of(piece.computed.get("parts") or [])
    if not piece.hand:
        texts = [own]
    else:
        lines = [one.strip() for one in piece.hand.splitlines() if one.strip()]
        texts = [linked(line, (*own, *known)).said for line in lines]
    found = []
    for said in texts:
        seen: set[str] = set()
        parts = []
        for part in said:
            fresh = [code for code in part.codes if code not in seen]
            seen.update(fresh)
            parts.append({"text": part.text, "codes": list(part.codes), "notes": counts.notes(fresh)})
        found.append({"kind": "text", "key": piece.key, "parts": parts, "is_hand": bool(piece.hand)})
    return found


def notes_text(numbers: Sequence[int]) -> str:
    """「3、5、12—35」."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{one[0]}—{one[-1]}" if len(one) > 2 else "、".join(map(str, one)) for one in runs)
