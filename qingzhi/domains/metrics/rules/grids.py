"""Sheets as grids, with what merged cells say repeated in every one of them: for tables whose heads are merged."""

import io
import zipfile

from qingzhi.base.files.rules.packages import ActiveContent, PackageDamaged, check_package

from .tables import WORKBOOKS, Rows, TableNotReadable, cell_text, read_table

MOST_ROWS, MOST_COLUMNS = 5000, 200
ZIP = b"PK\x03\x04"


def sheet_names(content: bytes) -> list[str]:
    """The names of a workbook's sheets that hold anything to be seen; none of a text file."""
    if not content.startswith(WORKBOOKS):
        return []
    from python_calamine import SheetVisibleEnum

    book = _book(content)
    return [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]


def read_grid(content: bytes, sheet: str = "") -> Rows:
    """The rows with their lines from 1, those that are empty left out. Raises `TableNotReadable`."""
    if not content.startswith(WORKBOOKS):
        return _bounded(read_table(content))
    names = sheet_names(content)
    if sheet and sheet not in names:
        raise TableNotReadable(f"工作簿里没有工作表“{sheet}”")
    if not names:
        raise TableNotReadable("工作簿里没有可见的工作表")
    try:
        held = _book(content).get_sheet_by_name(sheet or names[0])
        rows = [[cell_text(cell) for cell in row] for row in held.to_python(skip_empty_area=False)]
        merged = held.merged_cell_ranges or []
    except Exception as error:  # the reader's own exceptions share no base
        raise TableNotReadable(f"工作表读不出来：{type(error).__name__}") from None
    for (top, left), (bottom, right) in merged:
        _spread(rows, top, left, bottom, right)
    return _bounded([(line, cells) for line, cells in enumerate(rows, 1) if any(cells)])


def _book(content: bytes):  # type: ignore[no-untyped-def]
    from python_calamine import CalamineWorkbook

    if content.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                check_package(package, len(content))
        except (ActiveContent, PackageDamaged) as error:
            raise TableNotReadable(f"工作簿不能收下：{error.what}") from None
        except (zipfile.BadZipFile, OSError, ValueError):
            raise TableNotReadable("工作簿已损坏，无法打开") from None
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except Exception as error:  # the reader's own exceptions share no base
        raise TableNotReadable(f"工作簿打不开：{type(error).__name__}") from None


def _spread(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """Repeat what a merged cell says, but for one over a whole line: that is a title."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    text, wide = rows[top][left], right - left + 1 >= max(len(rows[top]) - 1, 3)
    if not text or (wide and left == 0):
        return
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = text


def _bounded(rows: Rows) -> Rows:
    if len(rows) > MOST_ROWS:
        raise TableNotReadable(f"表有 {len(rows)} 行，超过 {MOST_ROWS} 行，不像年鉴表，请改用长表导入")
    if rows and max(len(cells) for _, cells in rows) > MOST_COLUMNS:
        raise TableNotReadable(f"表超过 {MOST_COLUMNS} 列，请删去不导入的列")
    if not rows:
        raise TableNotReadable("文件里没有数据")
    return rows
