"""The face of reading: `examine` a file, then take its records in chunks. Pure; memory does not grow with a text file.

    examined = examine(path, kind.fields, kind.formats, given=mapping, remembered=lambda digest: …)
    batch.understood = examined.as_dict()            # later: Examined.from_dict(batch.understood, kind.fields)
    reader = open_reader(path, examined, examined.columns, kind.formats, start=batch.cursor)
    while chunk := reader.take(5_000):
        writer.write(chunk.rows)                     # chunk.faults are records that could not even be read
        chunk.cells_of(fault.line)                   # a rejected row as it stood, in the order of examined.head
        batch.cursor = chunk.settled
    reader.leftovers.sentences()                     # totals, notes and repeated heads that were passed over

What `start` counts, and `settled` says, are records handed over or refused; blank lines, totals and notes do not count.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from . import delimited, sheets
from .chunks import Chunk, Reader
from .encodings import TextFile, inspect
from .examined import Examined, Sample
from .heads import Match, digest, known
from .shapes import Field, FileRefused, RecordFormat, Row
from .tables import FIRST_LINES, Given, Head, Remembered, find_head, propose

__all__ = ["Chunk", "Examined", "FileRefused", "Reader", "Sample", "examine", "open_reader", "rows"]

SAMPLES = 20
WHOLE_UNTIL = 64 * 1024 * 1024  # files of records up to this size are read whole before anything is written
_HEAD = 64 * 1024
_Lines = list[tuple[int, list[str]]]
_STRANGERS = {
    b"%PDF": "PDF 文件不能导入，请索取表格或 XML 文件",
    b"Rar!": "这是 RAR 压缩包，请先解压",
    b"7z\xbc\xaf": "这是 7z 压缩包，请先解压",
    b"\x1f\x8b": "这是 gzip 压缩包，请先解压",
    b"SQLite format 3": "这是数据库文件，请导出为 CSV 后再导入",
    b"PAR1": "这是 Parquet 文件，请导出为 CSV 后再导入",
}


def examine(
    path: Path,
    fields: Sequence[Field],
    formats: Sequence[RecordFormat] = (),
    given: Given | None = None,
    remembered: Remembered | None = None,
) -> Examined:
    """What the file is and which column holds what; raises `FileRefused` with one sentence."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for magic, sentence in _STRANGERS.items():
        if head.startswith(magic):
            raise FileRefused(sentence)
    for one in formats:
        if one.recognises(head):
            return _examined_records(path, tuple(fields), one)
    if sheets.recognises(head):
        return _examined_sheets(path, tuple(fields), given or {}, remembered)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"[")):
        raise FileRefused(_unknown_markup(head))
    return _examined_text(path, tuple(fields), given or {}, remembered)


def open_reader(
    path: Path,
    examined: Examined,
    columns: Mapping[str, int],
    formats: Sequence[RecordFormat] = (),
    start: int = 0,
) -> Reader:
    """The records after the first `start`; `columns` maps fields to columns from 0 (-1 or absent: empty)."""
    if examined.format == "csv":
        assert examined.text is not None
        source = delimited.records(path, examined.text, examined.delimiter, len(examined.head))
    elif examined.is_table:
        source = sheets.records(path, examined.sheet)
    else:
        source = _of_records(path, _format(examined.format, formats), examined.fields)
        columns = {field.name: column for column, field in enumerate(examined.fields)}
    return Reader(source, examined, columns, start)


def rows(
    path: Path, examined: Examined, columns: Mapping[str, int], formats: Sequence[RecordFormat] = (), start: int = 0
) -> Iterator[Row]:
    """The readable records alone, one by one: for previews and tests; an import takes chunks."""
    for chunk in open_reader(path, examined, columns, formats, start):
        yield from chunk.rows


def _examined_text(path: Path, fields: tuple[Field, ...], given: Given, remembered: Remembered | None) -> Examined:
    text = inspect(path)
    best: tuple[str, Head, _Lines] | None = None
    for delimiter in delimited.DELIMITERS:
        lines = _first(delimited.records(path, text, delimiter))
        head = find_head(lines, fields, given) if any(len(cells) > 1 for _, cells in lines) else None
        if head and (best is None or (head.fits, len(head.cells)) > (best[1].fits, len(best[1].cells))):
            best = (delimiter, head, lines)
    delimiter, head, lines = best or _single_column(path, text, fields)
    below = head.line + head.span - 1
    return Examined(
        format="csv",
        title=f"文本表格（{text.shown}，{delimited.DELIMITERS[delimiter]}分隔）",
        fields=fields,
        encoding=text.shown,
        delimiter=delimiter,
        text=text,
        row_estimate=max(0, text.lines - below - 1),
        sample=tuple(Sample(n, cells) for n, cells in lines if n > below and any(cells))[:SAMPLES],
        **propose(head, fields, given, remembered),  # type: ignore[arg-type]
    )


def _single_column(path: Path, text: TextFile, fields: tuple[Field, ...]) -> tuple[str, Head, _Lines]:
    """A table of one column has no delimiter; it is one where its first line names a field."""
    lines = _first(delimited.records(path, text, ","))
    number, cells = next(((n, cells) for n, cells in lines if cells[0].strip()), (1, [""]))
    if not known(cells, fields):
        raise FileRefused("没有找到分隔符：请用逗号、制表符或分号分隔各列")
    return ",", Head(number, 1, (cells[0].strip(),), 1), lines


def _first(records: Iterator[delimited.Record]) -> _Lines:
    found: _Lines = []
    for number, cells, _ in records:
        found.append((number, cells))
        if len(found) >= FIRST_LINES:
            break
    return found


def _examined_sheets(path: Path, fields: tuple[Field, ...], given: Given, remembered: Remembered | None) -> Examined:
    best: tuple[int, str, Head, sheets.Beginning] | None = None
    for name, beginning in sheets.beginnings(path, FIRST_LINES):
        head = find_head(beginning.lines, fields, given)
        if head and (best is None or head.fits > best[0]):
            best = (head.fits, name, head, beginning)
    if best is None:
        raise FileRefused("工作簿里没有表格：各工作表前面的行都不足两列")
    _, name, head, beginning = best
    below = head.line + head.span - 1
    code = "xls" if sheets.is_old(path) else "xlsx"
    return Examined(
        format=code,
        title=f"{code.upper()} 工作表「{name}」",
        fields=fields,
        sheet=name,
        row_estimate=max(0, beginning.height - below) if beginning.height else None,
        sample=tuple(Sample(n, cells) for n, cells in beginning.lines if n > below and any(cells))[:SAMPLES],
        **propose(head, fields, given, remembered),  # type: ignore[arg-type]
    )


def _examined_records(path: Path, fields: tuple[Field, ...], one: RecordFormat) -> Examined:
    head = tuple(field.title for field in fields)
    whole = path.stat().st_size <= WHOLE_UNTIL
    sample: list[Sample] = []
    count = 0
    for number, cells, _ in _of_records(path, one, fields):
        count += 1
        if len(sample) < SAMPLES:
            sample.append(Sample(number, cells))
        elif not whole:
            break
    if not count:
        raise FileRefused(f"{one.title}中没有可导入的记录")
    return Examined(
        format=one.code,
        title=one.title,
        fields=fields,
        head=head,
        head_digest=digest(head),
        matches=tuple(Match(field.name, column, "exact") for column, field in enumerate(fields)),
        sample=tuple(sample),
        row_estimate=count if whole else None,
    )


def _of_records(path: Path, one: RecordFormat, fields: Sequence[Field]) -> Iterator[delimited.Record]:
    names = [field.name for field in fields]
    for number, found in one.read(path):
        yield number, [found.get(name, "") for name in names], ""


def _format(code: str, formats: Sequence[RecordFormat]) -> RecordFormat:
    for one in formats:
        if one.code == code:
            return one
    raise FileRefused(f"此类数据不能从 {code} 导入")


def _unknown_markup(head: bytes) -> str:
    if b"<html" in head.lower() or b"<table" in head.lower():
        return "这是网页格式的表格，请用 Excel 打开后另存为 XLSX 或 CSV"
    return "这类数据不能从此 XML 或 JSON 文件导入：没有认出文件的格式"
