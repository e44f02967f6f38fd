"""Filled-in answer sheets as files: XLSX as it was downloaded, or a CSV saved from it. What cannot be taken is said in one sentence."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qingzhi.base.files.rules.packages import ActiveContent, PackageDamaged, check_package

from .amounts import AmountNotUnderstood, read_amount
from .names import plain
from .tables import TableNotReadable, read_table

HEADS = ("代码", "项目", "单位", "本期数", "上期数", "系统计算数", "差异说明")
MARK = "表号"
ZIP = b"PK\x03\x04"
FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*>\s*<f[ >/]')


class AnswerFileUnfit(ValueError):
    """A file is no answer sheet that can be taken; the text says why, in one sentence."""


@dataclass(frozen=True)
class Mark:
    """What sheet a file was made for."""

    survey: str
    version: int
    period: str
    body: str
    revision: int

    @property
    def text(self) -> str:
        return f"{self.survey}|{self.version}|{self.period}|{self.body}|{self.revision}"


@dataclass(frozen=True)
class Written:
    """What stands in one line of a file."""

    line: int
    code: str
    value: str
    reason: str


@dataclass(frozen=True)
class AnswerFile:
    """A file as understood."""

    mark: Mark
    lines: list[Written]


def read_answer_file(content: bytes) -> AnswerFile:
    """The answers of a file; raises `AnswerFileUnfit`."""
    if content.startswith(ZIP):
        _refuse_unfit(content)
    try:
        rows = read_table(content)
    except TableNotReadable as error:
        raise AnswerFileUnfit(str(error)) from None
    place = next((n for n, (_, cells) in enumerate(rows) if _is_head(cells)), None)
    mark = next(
        (_mark(cells[1]) for _, cells in rows[: place or 0] if len(cells) > 1 and plain(cells[0]) == MARK), None
    )
    if place is None or mark is None:
        raise AnswerFileUnfit("这不是从本系统下载的调查表：没有表号或表头，请重新下载后填写")
    columns = {name: [plain(cell) for cell in rows[place][1]].index(name) for name in ("代码", "本期数", "差异说明")}
    lines = []
    for number, cells in rows[place + 1 :]:
        found = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        if found["代码"]:
            lines.append(Written(number, found["代码"].strip(), found["本期数"], found["差异说明"]))
    return AnswerFile(mark, lines)


def number_in(written: Written, title: str) -> Decimal | None:
    """The number of a line, None where it is empty; raises `AnswerFileUnfit`, naming the line."""
    if not written.value.strip():
        return None
    try:
        return read_amount(written.value)
    except AmountNotUnderstood as error:
        raise AnswerFileUnfit(f"第 {written.line} 行“{title}”：{error}，文件没有收下，请改正后再上传") from None


def _is_head(cells: Sequence[str]) -> bool:
    named = {plain(cell) for cell in cells}
    return {"代码", "本期数", "差异说明"} <= named


def _mark(text: str) -> Mark:
    parts = text.strip().split("|")
    if len(parts) != 5 or not parts[1].isdecimal() or not parts[4].isdecimal():
        raise AnswerFileUnfit("表号被改动过，认不出是哪一张调查表，请重新下载后填写")
    return Mark(parts[0], int(parts[1]), parts[2], parts[3], int(parts[4]))


def _refuse_unfit(content: bytes) -> None:
    """Hidden sheets, formulas, programs, and packages that burst."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_package(package, len(content))
            for name in package.namelist():
                if name.startswith("xl/worksheets/") and (found := FORMULA.search(package.read(name))):
                    raise AnswerFileUnfit(f"单元格 {found[1].decode()} 是公式，请“选择性粘贴”为数值后再上传")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        hidden = [one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible]
    except (ActiveContent, PackageDamaged) as error:
        raise AnswerFileUnfit(f"工作簿不能收下：{error.what}") from None
    except AnswerFileUnfit:
        raise
    except Exception as error:  # the reader's own exceptions share no base
        raise AnswerFileUnfit(f"工作簿打不开：{type(error).__name__}") from None
    if hidden:
        raise AnswerFileUnfit(f"工作簿有隐藏的工作表“{hidden[0]}”，请删除后再上传")
