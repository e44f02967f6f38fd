"""Tables that stand in plain text: rows with tabs, bars or gaps below a header with 指标 or 任务."""

import re

from qingzhi.engine.documents.rules.reading import Cell, TextTable

_HEADER = re.compile(r"指\s*标|任\s*务|措\s*施|事\s*项|内\s*容|项\s*目")
_HEADER_TOO = re.compile(r"20\d{2}\s*年?|单\s*位|责任|牵头|时限|目标值?|属\s*性|时间")
_GAP = re.compile(r"\s*\|\s*|\t+| {2,}")
_BLANK = re.compile(r"[\t ]+")
_RULE_LINE = re.compile(r"^[\s|:+\-—─=]+$")


def find_text_tables(text: str, known: list[tuple[int, int]]) -> list[TextTable]:
    """The tables of plain text outside the `known` ones."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    found, index = [], 0
    while index < len(lines):
        at, line = lines[index]
        if any(a <= at < b for a, b in known) or not _is_header(line):
            index += 1
            continue
        table, used = _table(lines, index)
        if table is None:
            index += 1
        else:
            found.append(table)
            index += used
    return found + [t for t in _stacked(lines, known) if not any(f.start <= t.start < f.end for f in found)]


def _is_header(line: str) -> bool:
    return (
        len(line) < 120
        and bool(_HEADER.search(line) and _HEADER_TOO.search(line))
        and not re.search(r"[。;；]", line)
        and len(_cells(0, line)) >= 3
    )


def _cells(at: int, line: str) -> list[Cell]:
    gap = _GAP if _GAP.search(line.strip(" |")) else _BLANK
    cells, begin = [], 0
    stripped = line.strip()
    offset = line.index(stripped) if stripped else 0
    if stripped.startswith("|"):
        stripped, offset = stripped[1:], offset + 1
    if stripped.endswith("|"):
        stripped = stripped[:-1]
    for match in [*gap.finditer(stripped), None]:
        end = match.start() if match else len(stripped)
        raw = stripped[begin:end]
        lead = len(raw) - len(raw.lstrip())
        cells.append(Cell(raw.strip(), at + offset + begin + lead, at + offset + begin + lead + len(raw.strip())))
        begin = match.end() if match else end
    return cells


def _table(lines: list[tuple[int, str]], index: int) -> tuple[TextTable | None, int]:
    header = _cells(*lines[index])
    rows, used, end = [tuple(header)], 1, lines[index][0] + len(lines[index][1])
    for at, line in lines[index + 1 :]:
        if _RULE_LINE.match(line):
            used += 1
            continue
        cells = _fit(_cells(at, line), len(header))
        if cells is None or len(line) > 400:
            break
        rows.append(tuple(cells))
        used += 1
        end = at + len(line)
    if len(rows) < 2:
        return None, 1
    return TextTable(tuple(rows), lines[index][0], end), used


def _fit(cells: list[Cell], width: int) -> list[Cell] | None:
    """The row with as many cells as the header, aligned to its right end where it has one less (no running number)."""
    if len(cells) == width:
        return cells
    if len(cells) == width - 1 and len(cells) >= 2:
        return [Cell("", cells[0].start, cells[0].start), *cells]
    if len(cells) == width + 1 and re.fullmatch(r"\d{1,2}", cells[0].text):
        return cells[1:]
    return None


def _stacked(lines: list[tuple[int, str]], known: list[tuple[int, int]]) -> list[TextTable]:
    """A table copied from a page with one cell per line: the header's cells, then as many lines per row."""
    found, index = [], 0
    while index < len(lines):
        width = _stacked_width(lines, index)
        if not width or any(a <= lines[index][0] < b for a, b in known):
            index += 1
            continue
        cells = [Cell(line.strip(), at, at + len(line)) for at, line in lines[index : index + 400]]
        rows = [tuple(cells[:width])]
        at = width
        while at + width <= len(cells) and _is_row(cells[at : at + width], rows[0]):
            rows.append(tuple(cells[at : at + width]))
            at += width
        if len(rows) > 1:
            found.append(TextTable(tuple(rows), rows[0][0].start, rows[-1][-1].end))
            index += at
        else:
            index += 1
    return found


def _stacked_width(lines: list[tuple[int, str]], index: int) -> int:
    texts = [line.strip() for _, line in lines[index : index + 9]]
    if not texts or not re.fullmatch(r"序\s*号|指\s*标(?:名称)?|主要指标|类\s*别|名\s*称", texts[0]):
        return 0
    width = 0
    for text in texts:
        if re.fullmatch(
            r"序\s*号|(?:主要)?指\s*标(?:名称)?|类\s*别|名\s*称|(?:计量)?单\s*位|(?:.{0,4}20\d{2}年.{0,6})|(?:指标)?属\s*性|目标值?|基期值?|现状值?|年均增长.{0,6}|备\s*注",
            text,
        ):
            width += 1
        else:
            break
    return width if width >= 3 and any("20" in t or "目标" in t for t in texts[:width]) else 0


def _is_row(cells: list[Cell], header: tuple[Cell, ...]) -> bool:
    for cell, head in zip(cells, header, strict=True):
        if len(cell.text) > 60 or "。" in cell.text:
            return False
        if re.search(r"20\d{2}", head.text) and not re.search(r"\d|[-—/]", cell.text):
            return False
        if re.fullmatch(r"序\s*号", head.text) and not cell.text.isdigit():
            return False
    return True
