"""What differs between two versions of a table, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from .spec import TableSpec
from .table import RawRow


@dataclass(frozen=True)
class CellDifference:
    """A cell as it was and as it is."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether it differs."""
        return self.before != self.after


@dataclass(frozen=True)
class RowDifference:
    """A row of either version: "same", "changed", "added" or "removed", with its places (0: not there) and all its cells."""

    kind: str
    before: int
    after: int
    cells: tuple[CellDifference, ...]

    @property
    def label(self) -> str:
        """The kind in words."""
        return {"same": "未变", "changed": "修改", "added": "新增", "removed": "删去"}[self.kind]


def differences(spec: TableSpec, before: Sequence[RawRow], after: Sequence[RawRow]) -> list[RowDifference]:
    """Every row of both versions in the order of the newer; rows are matched by their conditions, then by their place.

    Removed rows stand where they stood.
    """
    matched = _matched(spec, before, after)
    partner = {new: old for old, new in matched.items()}
    found = [_difference(spec, before, after, partner.get(new), new) for new in range(len(after))]
    for old in range(len(before)):
        if old not in matched:
            place = next((n for n, row in enumerate(found) if row.before > old + 1), len(found))
            found.insert(place, _difference(spec, before, after, old, None))
    return found


def _matched(spec: TableSpec, before: Sequence[RawRow], after: Sequence[RawRow]) -> dict[int, int]:
    """Which old row became which new one."""
    found: dict[int, int] = {}
    free = set(range(len(after)))

    def key(row: RawRow, *, whole: bool) -> tuple[str, ...]:
        names = [one.name for one in spec.conditions] + ([one.name for one in spec.outcomes] if whole else [])
        return tuple(_said(row, name) for name in names)

    for whole in (True, False):
        places: dict[tuple[str, ...], list[int]] = {}
        for new in sorted(free):
            places.setdefault(key(after[new], whole=whole), []).append(new)
        for old, row in enumerate(before):
            waiting = places.get(key(row, whole=whole), [])
            if old not in found and waiting:
                found[old] = waiting.pop(0)
                free.discard(found[old])
    for old in range(len(before)):
        if old not in found and old in free:
            found[old] = old
            free.discard(old)
    return found


def _difference(
    spec: TableSpec, before: Sequence[RawRow], after: Sequence[RawRow], old: int | None, new: int | None
) -> RowDifference:
    was = before[old] if old is not None else None
    now = after[new] if new is not None else None
    columns = [(one.name, one.label) for one in spec.columns]
    cells = [CellDifference(label, _said(was, name), _said(now, name)) for name, label in columns]
    cells.append(CellDifference("来源", was.source if was else "", now.source if now else ""))
    cells.append(CellDifference("说明", was.note if was else "", now.note if now else ""))
    kind = "added" if was is None else "removed" if now is None else ""
    kind = kind or ("changed" if any(cell.changed for cell in cells) else "same")
    return RowDifference(kind, 0 if old is None else old + 1, 0 if new is None else new + 1, tuple(cells))


def _said(row: RawRow | None, name: str) -> str:
    return "" if row is None else row.cell(name) or "-"
