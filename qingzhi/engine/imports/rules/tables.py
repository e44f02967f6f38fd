"""Finding the head of a table among its first lines: below titles, over two lines, in the sheet that fits best."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .heads import digest, known, match, names_of, plain, repeated
from .shapes import Field, FileRefused

FIRST_LINES = 60
MOST_COLUMNS = 200
Remembered = Callable[[str], Mapping[str, int] | None]  # head digest → field → column, as a person confirmed it once
Given = Mapping[str, str | int]  # field → the column's name, or its number from 1; "" keeps the field empty


@dataclass(frozen=True)
class Head:
    """A head: its first line, how many lines it stands on, its cells, and how many fields it names."""

    line: int
    span: int
    cells: tuple[str, ...]
    fits: int


def find_head(lines: Sequence[tuple[int, Sequence[str]]], fields: Sequence[Field], given: Given) -> Head | None:
    """The line, or pair of lines, that names most fields; the first with two cells where none names any, or None."""
    best: Head | None = None
    for position, (number, _) in enumerate(lines):
        for span, made in _candidates(lines, position, fields):
            fits = known(made, fields) + _given_fits(made, given)
            if fits and (best is None or fits > best.fits):
                best = Head(number, span, made, fits)
    if best is None:
        best = next((Head(n, 1, _trimmed(c), 0) for n, c in lines if sum(bool(one.strip()) for one in c) > 1), None)
    if best and len(best.cells) > MOST_COLUMNS:
        raise FileRefused(f"表头有 {len(best.cells)} 列，最多 {MOST_COLUMNS} 列，请删去不导入的列", best.line)
    return best


def propose(head: Head, fields: Sequence[Field], given: Given, remembered: Remembered | None) -> dict[str, object]:
    """The parts of an `Examined` that follow from a head."""
    fingerprint = digest(head.cells)
    before = {name: column for name, column in _learnt(fingerprint, remembered).items() if column < len(head.cells)}
    chosen, how = (_resolved(head.cells, fields, given), "given") if given else (before, "remembered")
    return {
        "head": head.cells,
        "head_digest": fingerprint,
        "head_line": head.line,
        "head_span": head.span,
        "matches": match(head.cells, fields, chosen, how),
        "repeated": repeated(head.cells),
    }


def _learnt(fingerprint: str, remembered: Remembered | None) -> Mapping[str, int]:
    return (remembered(fingerprint) if remembered else None) or {}


def _resolved(cells: Sequence[str], fields: Sequence[Field], given: Given) -> dict[str, int]:
    """A mapping file's names and numbers as columns from 0; raises for a field or a column that is not there."""
    places: dict[str, int] = {}
    for column, cell in enumerate(cells):
        places.setdefault(plain(cell), column)
    fields_by_name = {plain(name): field.name for field in fields for name in (field.title, field.name)}
    found = {}
    for name, wanted in given.items():
        field = fields_by_name.get(plain(name))
        if field is None:
            raise FileRefused(f"列名对照中的「{name}」不是可导入的字段")
        if wanted in ("", 0):
            found[field] = -1
        elif isinstance(wanted, int):
            found[field] = wanted - 1
        elif plain(wanted) in places:
            found[field] = places[plain(wanted)]
        else:
            raise FileRefused(f"列名对照要求的列「{wanted}」不在表头中")
        if found[field] >= len(cells):
            raise FileRefused(f"列名对照要求第 {wanted} 列，表头只有 {len(cells)} 列")
    return found


def _given_fits(cells: Sequence[str], given: Given) -> int:
    present = {plain(cell) for cell in cells}
    return sum(isinstance(wanted, str) and bool(wanted) and plain(wanted) in present for wanted in given.values())


def _candidates(
    lines: Sequence[tuple[int, Sequence[str]]], position: int, fields: Sequence[Field]
) -> list[tuple[int, tuple[str, ...]]]:
    """A line as a head on its own, and with the next one below it, as merged cells leave them."""
    number, cells = lines[position]
    found = [(1, _trimmed(cells))]
    if position + 1 < len(lines) and lines[position + 1][0] == number + 1:
        filled = sum(bool(cell.strip()) for cell in cells)
        if 1 < filled < max(len(cells), len(lines[position + 1][1])):
            found.append((2, _trimmed(_joined(cells, lines[position + 1][1], fields))))
    return found


def _joined(upper: Sequence[str], lower: Sequence[str], fields: Sequence[Field]) -> list[str]:
    """Two lines as one: below a group's name stand its parts, known with the group's name in front or alone."""
    names, made, group = names_of(fields), [], ""
    for column in range(max(len(upper), len(lower))):
        above = upper[column].strip() if column < len(upper) else ""
        below = lower[column].strip() if column < len(lower) else ""
        group = above or group
        ways = (f"{group}{below}", below) if below else (above,)
        made.append(next((way for way in ways if plain(way) in names), ways[-1]))
    return made


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return tuple(cell.strip() for cell in cells[:last])
