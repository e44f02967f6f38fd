"""Which item of a new version continues which of the older. Pure.

The same words continue the same item, wherever they moved; among the rest, the likest within one section do,
when at least six tenths of the characters agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

ALIKE = 0.6


@dataclass(frozen=True)
class Known:
    """An item of the older version."""

    lineage: UUID
    section: str
    text: str


def inherit(known: Sequence[Known], new: Sequence[tuple[str, str]]) -> list[UUID | None]:
    """For each new (section, text) the lineage that it continues, or None; no lineage is given twice."""
    found: list[UUID | None] = [None] * len(new)
    free = {item.lineage: item for item in known}
    for same_section in (True, False):
        by_text: dict[tuple[str, str], list[Known]] = {}
        for item in free.values():
            by_text.setdefault((item.section if same_section else "", item.text), []).append(item)
        for index, (section, text) in enumerate(new):
            waiting = by_text.get((section if same_section else "", text))
            if found[index] is None and waiting:
                found[index] = waiting.pop(0).lineage
                free.pop(found[index])  # type: ignore[arg-type]
    for _ratio, index, lineage in sorted(_likenesses(list(free.values()), new, found), key=lambda row: -row[0]):
        if found[index] is None and lineage in free:
            found[index] = lineage
            free.pop(lineage)
    return found


def _likenesses(
    known: Sequence[Known], new: Sequence[tuple[str, str]], found: Sequence[UUID | None]
) -> list[tuple[float, int, UUID]]:
    rows = []
    for index, (section, text) in enumerate(new):
        if found[index] is not None:
            continue
        matcher = SequenceMatcher(None, "", text, autojunk=False)
        for item in known:
            if item.section != section:
                continue
            matcher.set_seq1(item.text)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    rows.append((ratio, index, item.lineage))
    return rows
