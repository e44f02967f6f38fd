"""What changed between two versions, down to the words. Pure."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[0-9][0-9,.\-]*|[A-Za-z]+|.", re.DOTALL)
"""A number and a foreign word change as a whole; Chinese by the character."""

SHORTEST_SAME = 2
"""Equal runs shorter than this between two changes are drawn as changed: single characters that agree by chance."""


@dataclass(frozen=True)
class Entry:
    """An item to compare: `key` says which it is, `fields` what it says, label to text, in order."""

    key: Hashable
    title: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Mark:
    """A run of text: `same`, `out` (only in the old) or `in` (only in the new)."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Change:
    """One item that was `added`, `removed` or `changed`."""

    kind: str
    title: str
    entry: Entry
    fields: tuple[FieldChange, ...] = ()


def compare(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """The changes in the order of the new version; what was removed comes after what stood before it."""
    before = {entry.key: entry for entry in old}
    after = {entry.key for entry in new}
    found: list[Change] = []
    removed = _removed_after(old, after)
    found += removed.get(None, [])
    for entry in new:
        past = before.get(entry.key)
        if past is None:
            found.append(Change("added", entry.title, entry))
        elif changes := changed_fields(past.fields, entry.fields):
            found.append(Change("changed", entry.title, entry, changes))
        found += removed.get(entry.key, [])
    return found


def changed_fields(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The fields that differ, with marks."""
    labels = list(dict.fromkeys([*new, *old]))
    pairs = [(label, old.get(label, ""), new.get(label, "")) for label in labels]
    return tuple(FieldChange(label, marks(past, now)) for label, past, now in pairs if past != now)


def marks(old: str, new: str) -> tuple[Mark, ...]:
    """Old and new as one run of text with what went out and what came in."""
    if not old or not new:
        return tuple(Mark(kind, text) for kind, text in (("out", old), ("in", new)) if text)
    was, now = _WORD.findall(old), _WORD.findall(new)
    found: list[tuple[str, str, str]] = []  # same, out, in
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = "".join(was[i1:i2]), "".join(now[j1:j2])
        if tag == "equal" and (len(gone) >= SHORTEST_SAME or i1 == 0 or i2 == len(was)):
            found.append((gone, "", ""))
        elif found and not found[-1][0]:
            found[-1] = ("", found[-1][1] + gone, found[-1][2] + come)
        else:
            found.append(("", gone, come))
    return tuple(
        Mark(kind, text) for row in found for kind, text in zip(("same", "out", "in"), row, strict=True) if text
    )


def _removed_after(old: Sequence[Entry], after: set[Hashable]) -> dict[Hashable | None, list[Change]]:
    found: dict[Hashable | None, list[Change]] = {}
    last: Hashable | None = None
    for entry in old:
        if entry.key in after:
            last = entry.key
        else:
            found.setdefault(last, []).append(Change("removed", entry.title, entry))
    return found
