"""Crosstabs as yearbooks print them: heads over several lines and columns, titles and units above, notes below.

A cell is what stands where a row's heads and a column's heads meet. What the heads mean (an indicator, a division, a
period) is decided afterwards, see `crosstab_rows`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from .amounts import AmountNotUnderstood, read_amount
from .periods import PeriodNotUnderstood, read_period
from .tables import Rows

NOTES = re.compile(r"^(注|资料来源|数据来源|来源|说明|附注|备注)\s*[：:]|^[①-⑳*#]\s*\S{4,}|^[a-z]\s*[.)）]")
MISSING = re.compile(r"^(…+|\.{2,}|-+|—+|－+|–+|―+|/|\*|空格|空|无|缺|x|×|na|n/a|null)$", re.I)
MARKS = re.compile(r"[①-⑳]|(?<=\d)\s*[*†‡]+$|(?<=\d)\s+[a-z]$|（[一二三四]）$")
UNIT_OF_TABLE = re.compile(r"(?:计量)?单位\s*[：:]\s*([^\s　)）]+)")
MARKED = re.compile(r"[①-⑳†‡]+|\*+$")
LEADING = re.compile(
    r"^(#|其中[：:]?|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\(\d+\)|\d+[.、．](?!\d))\s*"
)
ENGLISH = re.compile(r"(?<=[一-鿿)）\d])[\s\n]+[A-Za-z][A-Za-z0-9 ,.&'’()/%-]*$")
CODES, UNITS = {"代码", "序号", "编号", "行次"}, {"单位", "计量单位"}


class CrosstabNotUnderstood(ValueError):
    """A table has no cells where heads meet; the text says why."""


@dataclass(frozen=True)
class Cell:
    """A number with the heads that it stands under, and the unit that its row or column names."""

    line: int
    column: int
    text: str
    heads: tuple[str, ...]
    unit: str = ""


@dataclass
class Crosstab:
    """A table as understood; `missing` counts the cells that say that there is no figure, by what stands there."""

    title: str = ""
    unit: str = ""
    notes: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)

    @property
    def heads(self) -> list[str]:
        """Every head, once, in the order of reading."""
        return list(dict.fromkeys(head for cell in self.cells for head in cell.heads))


def understand_table(rows: Rows) -> Crosstab:
    """The cells of a grid; raises `CrosstabNotUnderstood`."""
    width = max(len(cells) for _, cells in rows)
    grid = [(line, [*cells, *[""] * (width - len(cells))]) for line, cells in rows]
    begins = next((place for place, (_, cells) in enumerate(grid) if _is_data(cells)), None)
    if begins is None:
        raise CrosstabNotUnderstood("没有找到数据：表中应有行标题、列标题和数值")
    labels = _label_columns(grid[begins:], width)
    heads = [cells for _, cells in grid[:begins] if sum(bool(cell) for cell in cells) > 1]
    found = Crosstab()
    _above(found, [cells for _, cells in grid[:begins]])
    columns = {column: _column_heads(heads, column, labels) for column in range(labels, width)}
    roles = {column: plain_head(" ".join(_column_heads(heads, column, 0))) for column in range(labels)}
    section: tuple[str, ...] = ()
    for line, cells in grid[begins:]:
        own = [cells[column] for column in range(labels) if cells[column] and roles[column] not in CODES | UNITS]
        unit = next((cells[column] for column in range(labels) if roles[column] in UNITS), "")
        if not any(cells[labels:]):
            section = _alone(found, [cell for cell in cells if cell], section)
            continue
        if NOTES.match(cells[0]):
            found.notes.append(cells[0])
            continue
        row = section + tuple(clean_head(one) for one in dict.fromkeys(own))
        _cells_of(found, line, cells, labels, row, columns, unit)
    if not found.cells:
        raise CrosstabNotUnderstood("没有找到数值：单元格里都是空的或缺数符号")
    return found


def clean_head(text: str) -> str:
    """A head without numbering, footnote marks, its unit in brackets kept: 「其中：发 明」 is 发明."""
    plain = unicodedata.normalize("NFKC", MARKED.sub("", text.strip()))  # ① would become 1
    plain = LEADING.sub("", LEADING.sub("", ENGLISH.sub("", plain)))
    return re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿])", "", plain).strip(" :")


def plain_head(text: str) -> str:
    """A head for comparing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def amount_in(text: str) -> str:
    """What a cell says without footnote marks."""
    return MARKS.sub("", text.strip()).strip()


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure (of «…»: none that reaches the unit)."""
    return bool(MISSING.match(unicodedata.normalize("NFKC", text).strip()) or MISSING.match(text.strip()))


def is_period(text: str) -> bool:
    try:
        read_period(text)
    except PeriodNotUnderstood:
        return False
    return True


def _is_amount(text: str) -> bool:
    try:
        read_amount(amount_in(text))
    except AmountNotUnderstood:
        return False
    return True


def _is_data(cells: Sequence[str]) -> bool:
    """A row with a name in front and numbers behind it; a row of years is a head."""
    filled = [cell for cell in cells[1:] if cell]
    if not cells[0] or not filled:
        return False
    counted = [cell for cell in filled if _is_amount(cell) or is_period(cell) or is_missing(cell)]
    if all(is_period(cell) for cell in counted):
        return False
    numbers = sum(_is_amount(cell) or is_missing(cell) for cell in filled)
    return numbers * 2 >= len(filled)


def _label_columns(data: Rows, width: int) -> int:
    """How many columns in front hold names (or years, or units) and not numbers."""
    for column in range(1, width):
        held = [cells[column] for _, cells in data if cells[column]]
        numbers = [one for one in held if (_is_amount(one) and not is_period(one)) or is_missing(one)]
        if held and len(numbers) * 2 >= len(held):
            return column
    return 1


def _column_heads(heads: list[list[str]], column: int, labels: int) -> tuple[str, ...]:
    """What stands above a column; an empty cell of an upper line says what stands to its left, as merged cells leave it."""
    found: list[str] = []
    for place, cells in enumerate(heads):
        text = cells[column]
        if not text and place < len(heads) - 1 and heads[place + 1][column]:
            text = next((cells[left] for left in range(column, labels - 1, -1) if cells[left]), "")
        if text:
            found.append(clean_head(text))
    return tuple(dict.fromkeys(one for one in found if one))


def _above(found: Crosstab, rows: list[list[str]]) -> None:
    for cells in rows:
        filled = [cell for cell in cells if cell]
        unit = next((match[1] for cell in filled if (match := UNIT_OF_TABLE.search(cell))), "")
        found.unit = found.unit or unit
        if len(filled) == 1 and not unit and not found.title:
            found.title = filled[0]


def _alone(found: Crosstab, filled: list[str], section: tuple[str, ...]) -> tuple[str, ...]:
    """A line without numbers: a note, or the name of the part that begins here."""
    text = filled[0] if filled else ""
    if len(filled) != 1 or NOTES.match(text) or len(text) > 40:
        found.notes.extend(filled)
        return section
    return (clean_head(text),)


def _cells_of(
    found: Crosstab,
    line: int,
    cells: list[str],
    labels: int,
    row: tuple[str, ...],
    columns: dict[int, tuple[str, ...]],
    unit: str,
) -> None:
    for column in range(labels, len(cells)):
        text = cells[column]
        if not text:
            continue
        if is_missing(text):
            found.missing[text] = found.missing.get(text, 0) + 1
        elif columns[column] or row:
            heads = tuple(one for one in (*row, *columns[column]) if one)
            found.cells.append(Cell(line, column + 1, amount_in(text), heads, unit))
