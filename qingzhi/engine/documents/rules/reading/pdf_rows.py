"""Table rows of a PDF whose cells run over several printed lines: put together again, cell by cell."""

import re
from dataclasses import replace
from itertools import pairwise

_HEADER = re.compile(r"指\s*标|任\s*务|措\s*施|事\s*项|内\s*容|项\s*目|名\s*称|序\s*号|单\s*位")
GAP = "   "


def join_rows(lines: list) -> list:
    """The lines with every table row on one; a table begins with a header of three or more cells."""
    found: list = []
    index = 0
    while index < len(lines):
        head = lines[index]
        if len(head.parts) >= 3 and _HEADER.search(head.text) and not re.search(r"[。;；]", head.text):
            rows, index = _rows(lines, index)
            found.extend(rows)
        else:
            found.append(head)
            index += 1
    return found


def _rows(lines: list, index: int) -> tuple[list, int]:
    head = lines[index]
    columns = [left for _, left, _ in head.parts]
    rows, first = [head], lines[index]
    cells: list[str] = []
    index += 1
    while index < len(lines) and (placed := _placed(lines[index], columns)) is not None:
        if placed[0] and (sum(map(bool, placed)) >= 2 or not cells):
            if cells:
                rows.append(_line(first, cells))
            cells, first = placed, lines[index]
        elif cells:
            cells = [a + b for a, b in zip(cells, placed, strict=True)]
        else:
            break
        index += 1
    if cells:
        rows.append(_line(first, cells))
    return rows, index


def _placed(line, columns: list[float]) -> list[str] | None:
    """The line's parts by column; None where it is no line of the table."""
    slack = 1.2 * max(line.size, 6)
    placed = [""] * len(columns)
    for text, left, right in line.parts:
        column = max((i for i, x in enumerate(columns) if x <= left + slack), default=None)
        if column is None or placed[column]:
            return None
        if column + 1 < len(columns) and right > columns[column + 1] + slack:
            return None
        placed[column] = text
    if re.match(
        r"注[:：]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第.{1,3}[章节]|专栏|附件", line.text
    ):
        return None
    if len(line.parts) == 1 and not any(abs(line.parts[0][1] - x) <= slack for x in columns):
        return None
    return placed


def _line(first, cells: list[str]):
    """A row as one line; an empty cell keeps its place by the gap around it."""
    text = GAP.join(cell or "—" for cell in cells) if any(cells[i] for i in range(1, len(cells))) else cells[0]
    return replace(first, text=text, parts=first.parts)


def parts_of(line: list[tuple]) -> tuple[tuple[str, float, float], ...]:
    """The pieces of a printed line between wide gaps, each with its left and right edge."""
    pieces = [[line[0]]]
    for before, glyph in pairwise(line):
        if glyph[1] - before[2] > 1.3 * max(before[4], 1):
            pieces.append([])
        pieces[-1].append(glyph)
    return tuple(("".join(g[0] for g in piece), piece[0][1], piece[-1][2]) for piece in pieces)
