"""A spreadsheet as it comes in: 3,000 patents under a title, two rows of notes, and every kind of dirt."""

from datetime import date, timedelta
from pathlib import Path

from xlsxwriter import Workbook

from qingzhi.config.demo.registers.numbers import patent_number

HEAD = [
    "序号",
    "申请（专利）号",
    "发明创造名称",
    "专利类型",
    "申请日",
    "授权公告日",
    "申请（专利权）人",
    "地址",
    "主分类号",
    "法律状态",
    "备注",
]
ROWS = 3000
KINDS = {"invention": "发明专利", "utility": "实用新型", "design": "外观设计"}
HOLDERS = [
    "青海示例高原科技有限公司",
    "青海示例高原科技有限责任公司",
    "西宁示例乳业有限公司",
    "示例大学；青海示例锂业有限公司",
    "扎西才让",
]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
BROKEN = {
    40: ("名称", ""),
    41: ("日期", "2018年13月45日"),
    42: ("号码", ""),
    43: ("种类", "商标"),
    44: ("日期", "去年"),
}


def number_of(row: int) -> str:
    """The number of a row, written right."""
    return patent_number(date(2018, 1, 2), _kind(row), 6_000_000 + row)


def dirty_workbook(path: Path) -> tuple[Path, int]:
    """The file, and how many rows nobody can take as they are."""
    broken = 0
    with Workbook(path) as book:
        sheet = book.add_worksheet("专利明细")
        sheet.merge_range(0, 0, 0, len(HEAD) - 1, "2018年上半年专利授权明细表（示例）")
        sheet.write(1, 0, "填表单位：示例单位")
        for column, head in enumerate(HEAD):
            sheet.write(2, column, head)
        for row in range(ROWS):
            fault = BROKEN.get(row % 100) if row < 500 else None
            broken += fault is not None
            for column, cell in enumerate(_cells(row, fault)):
                sheet.write_string(row + 3, column, cell)
        sheet.write(ROWS + 3, 0, "合计")
        sheet.write(ROWS + 3, 1, f"{ROWS} 件")
    return path, broken


def _kind(row: int) -> str:
    return list(KINDS)[row % 3]


def _cells(row: int, fault: tuple[str, str] | None) -> list[str]:
    number, kind = number_of(row), KINDS[_kind(row)]
    filed = date(2018, 1, 2)
    granted = filed + timedelta(days=60 + row % 100)
    title = f"一种示例牦牛乳加工装置{row + 1}"
    shown = [f"ZL{number}", number, number.replace(".", ""), number.translate(FULL_WIDTH), f" {number} "][row % 5]
    dates = [filed.isoformat(), "2018.01.02", "20180102", "2018年1月2日", "2018/1/2"]
    cells = [str(row + 1), shown, title, kind, dates[row % 5], granted.isoformat()]
    cells += [
        HOLDERS[row % len(HOLDERS)],
        "青海省西宁市城西区示例路1号",
        "A23C 9/13",
        "授权" if row % 4 else "有权",
        "",
    ]
    if fault:
        place = {"名称": 2, "日期": 4, "号码": 1, "种类": 3}[fault[0]]
        cells[place] = fault[1]
    return cells
