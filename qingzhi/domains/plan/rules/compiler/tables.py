"""Tables: indicators with base and target years 「主要指标」, and the division of tasks 「任务分工表」."""

import re
from dataclasses import dataclass, replace
from datetime import date

from qingzhi.engine.documents.rules.reading import Cell, TextTable

from .bodies import parse_bodies, parse_names
from .dates import find_dates
from .deadlines import find_due
from .kinds import kind_of
from .model import Body, Due, Figure, Measure
from .numerals import ARABIC, MULTIPLES, parse_number, times
from .phrases import Left
from .programmes import find_audiences, find_programmes
from .quantities import Quantity

_VALUE = re.compile(
    rf"^(?P<sign>≥|≤|>=|<=|>|<|＞|＜|≧|≦|不低于|不少于|超过|突破|不超过|不高于|约|达到?|控制在)?\s*(?P<open>[\[〔【［(（])?(?:累计)?\s*(?P<sign2>≥|>|≤)?\s*(?P<n>-?{ARABIC})\s*"
    rf"(?:[-—~～]+\s*(?P<n2>{ARABIC}))?\s*(?P<m>万亿|亿|万)?\s*(?P<u>[%％‰]|个?百分点|(?!及?以上|左右|以内|以下|累计)[\u4e00-\u9fff/]{{1,5}}?)?\s*(?P<close>[\]〕】］)）])?\s*(?P<after>及?以上|左右|以内|以下|\(?累计\)?|（累计）)?\s*(?P<note>[①-⑳*])?$"
)
_SIGNS = {
    "≥": ">=",
    ">=": ">=",
    "≧": ">=",
    "不低于": ">=",
    "不少于": ">=",
    "≤": "<=",
    "<=": "<=",
    "≦": "<=",
    "不超过": "<=",
    "不高于": "<=",
    "控制在": "<=",
}
_SIGNS |= {">": ">", "＞": ">", "超过": ">", "突破": ">", "<": "<", "＜": "<", "约": "≈"}
_AFTERS = {"以上": ">=", "及以上": ">=", "左右": "≈", "以内": "<=", "以下": "<="}
_UNIT_IN_NAME = re.compile(
    r"[(（]\s*(?:单位[:：])?\s*((?:万亿|亿|万|千|百)?(?:[%％‰]|个百分点|[\u4e00-\u9fff]{1,5}(?:/[\u4e00-\u9fff]{1,4})*|[A-Za-z/]+))\s*[)）]"
)
_NAME_HEAD = re.compile(r"指标|名称|项目|内容")
_TASK_HEAD = re.compile(r"任务|措施|内容|事项|举措|工作|项目|要求|目标")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its year, and whether it is what was or what shall be."""

    index: int
    on: date | None
    is_target: bool
    unit: str = ""
    is_growth: bool = False


def read_indicator_table(table: TextTable, section: str, reference: date | None, plan_end: date | None) -> list[Figure]:
    """The figures of an indicator table; empty where the table is none."""
    depth = _header_depth(table)
    heads = _heads(table, depth)
    name_column = _name_column(heads)
    columns = _figure_columns(heads, reference, plan_end, name_column)
    if name_column is None or not any(c.is_target for c in columns):
        return []
    unit_column = next(
        (i for i, h in enumerate(heads) if re.search(r"单位", h) and not re.search(r"责任|牵头|部门", h)), None
    )
    found: list[Figure] = []
    for row in table.rows[depth:]:
        found.extend(_row_figures(row, name_column, unit_column, columns, section))
    return found


def _header_depth(table: TextTable) -> int:
    for index, row in enumerate(table.rows[:4]):
        values = [c.text for c in row if _VALUE.match(c.text) and not re.fullmatch(r"(?:19|20)\d{2}年?", c.text)]
        if index and values and not re.search(r"指标名|年.*年", " ".join(c.text for c in row)):
            return index
    return 1


def _heads(table: TextTable, depth: int) -> list[str]:
    width = max(len(row) for row in table.rows)
    heads = []
    for column in range(width):
        texts = [row[column].text for row in table.rows[:depth] if column < len(row)]
        heads.append(re.sub(r"\s+", "", "".join(dict.fromkeys(texts))))
    return heads


def _name_column(heads: list[str]) -> int | None:
    best = None
    for index, head in enumerate(heads):
        if (
            _NAME_HEAD.search(head)
            and not re.search(r"属性|类型|类别|单位|目标|值|20\d\d|序号", head)
            and (best is None or "指标" in head)
        ):
            best = index
    return best


def _figure_columns(heads: list[str], reference: date | None, plan_end: date | None, name: int | None) -> list[Column]:
    columns = []
    for index, head in enumerate(heads):
        if index == name or re.search(r"序号|属性|备注|责任|数据来源", head):
            continue
        unit = _UNIT_IN_NAME.search(head)
        unit_text = unit[1] if unit else ""
        years = re.findall(r"(?<!\d)(20\d{2})(?!\d)", head)
        if re.search(r"年均(?:增长|增速)|增速|增幅", head) and not years:
            columns.append(Column(index, plan_end, True, unit_text or "%", True))
        elif years:
            on = date(int(years[-1]), 12, 31)
            is_base = bool(re.search(r"基期|基数|现状|实际|完成|基础", head)) or (
                reference is not None and on < reference and "目标" not in head
            )
            columns.append(Column(index, on, not is_base, unit_text))
        elif re.search(r"目标|规划值|期末", head):
            columns.append(Column(index, plan_end, True, unit_text))
        elif re.search(r"基期|基数|现状|期初", head):
            columns.append(Column(index, None, False, unit_text))
    return columns


def _row_figures(row: tuple[Cell, ...], name_column: int, unit_column: int | None, columns: list[Column], section: str):
    if name_column >= len(row):
        return
    name_cell = row[name_column]
    unit_text = row[unit_column].text if unit_column is not None and unit_column < len(row) else ""
    in_name = list(_UNIT_IN_NAME.finditer(name_cell.text))
    name = name_cell.text
    if in_name:
        unit_text = unit_text or in_name[-1][1]
        name = name[: in_name[-1].start()] + name[in_name[-1].end() :]
    name = re.sub(
        r"^\s*(?:\d{1,2}[.．、](?!\d)|\d{1,2}\s+|[(（]\d+[)）]|其中[:：,，]?|[①-⑳]|[——-]+)+\s*|[①-⑳*]+$|\s", "", name
    ).strip(":：、")
    if not name or not re.search(r"[\u4e00-\u9fffA-Za-z]", name):
        return
    figures = []
    for column in columns:
        if column.index < len(row):
            figure = _cell_figure(row[column.index], name_cell, name, column.unit or unit_text, column, section)
            if figure is not None:
                figures.append(figure)
    bases = [f for f in figures if not f.is_target]
    for figure in figures:
        yield replace(figure, baseline=bases[-1]) if figure.is_target and bases and figure.kind != "growth" else figure


def _cell_figure(cell: Cell, name_cell: Cell, name: str, unit_text: str, column: Column, section: str) -> Figure | None:
    match = _VALUE.match(cell.text)
    if match is None:
        return None
    value = parse_number(match["n"].lstrip("-"))
    if value is None:
        return None
    multiple, unit = _unit(unit_text)
    own_unit = (match["u"] or "").replace("％", "%")
    if own_unit in ("%", "‰") or (own_unit and not unit):
        multiple, unit = "", own_unit
    value = times(value * (-1 if match["n"].startswith("-") else 1), match["m"] or multiple)
    second = parse_number(match["n2"] or "")
    value_to = None if second is None else times(second, match["m"] or multiple)
    sign = match["sign"] or match["sign2"] or ""
    comparator = _SIGNS.get(sign) or _AFTERS.get(match["after"] or "") or (">=" if column.is_target else "=")
    cumulative = "累计" in cell.text or ((match["open"] or "") in "[〔【［" and bool(match["open"]))
    left = Left("", 0, growth="增长" if column.is_growth else "")
    kind = "flow" if cumulative else kind_of(left, Quantity(0, 0, value, unit), name, name, None)
    start, end = (name_cell.start, cell.end) if name_cell.start <= cell.start else (cell.start, cell.end)
    return Figure(
        section, name, "range" if value_to else comparator, value, unit, kind, start, end, "T09" if column.is_target else "B03",
        value_to=value_to, per="year" if column.is_growth else None, deadline=column.on if column.is_target else None,
        as_of=None if column.is_target else column.on, is_target=column.is_target,
    )  # fmt: skip


def _unit(text: str) -> tuple[str, str]:
    text = re.sub(r"\s", "", text).replace("％", "%").strip("()（）-—")
    match = re.match(r"(万亿|亿|万|千(?!瓦|米|克)|百(?!分))(?=\S)(.+)", text)
    return (match[1], match[2]) if match and match[1] in MULTIPLES else ("", text)


def read_task_table(
    table: TextTable, section: str, text: str, year: int | None, issued: date | None, lead_first: bool
) -> list[Measure]:
    """A measure per row of a division of tasks; empty where the table is none."""
    heads = _heads(table, 1)
    lead = [
        i
        for i, h in enumerate(heads)
        if re.search(r"牵头|责任(?:单位|部门|主体|科室|领导)?|主办|负责(?:单位|部门)|实施单位|承办", h)
        and not re.search(r"配合|领导|责任人", h)
    ]
    support = [i for i, h in enumerate(heads) if re.search(r"配合|协办|参与|协助|协同", h) and i not in lead]
    due = [i for i, h in enumerate(heads) if re.search(r"时限|时间|进度|期限", h)]
    tasks = [
        i
        for i, h in enumerate(heads)
        if _TASK_HEAD.search(h) and i not in lead + support + due and not re.search(r"序号|备注", h)
    ]
    if not tasks or not (lead or support or due):
        return []
    measures: list[Measure] = []
    for row in table.rows[1:]:
        cell = _task_cell(row, tasks)
        if cell is None or any(m.start == cell.start for m in measures):
            continue
        bodies = _row_bodies(row, lead, support, heads, lead_first)
        found = next((d for i in due if i < len(row) and (d := _due(row[i], year, issued))), None)
        measures.append(
            Measure(f"{section}/表{len(measures) + 1}", section, cell.start, cell.end, "M03", found or find_due(text, cell.start, cell.end, year, issued),
                    bodies, find_programmes(cell.text), find_audiences(cell.text))
        )  # fmt: skip
    return measures


def _task_cell(row: tuple[Cell, ...], tasks: list[int]) -> Cell | None:
    cells = [row[i] for i in tasks if i < len(row) and len(row[i].text) >= 4]
    return cells[-1] if cells else None


def _row_bodies(row, lead: list[int], support: list[int], heads: list[str], lead_first: bool) -> tuple[Body, ...]:
    bodies: list[Body] = []
    for column in lead:
        if column >= len(row):
            continue
        duties = re.search(r"牵头|配合|负责|参与|协助|[:：]", row[column].text)
        described = parse_bodies(row[column].text, lead_first) if duties else ()
        if described:
            bodies.extend(described)
            continue
        names = parse_names(row[column].text)
        alone = len(names) == 1 or "牵头" in heads[column] or "主办" in heads[column]
        for index, name in enumerate(names):
            ranked = "lead" if alone or (lead_first and index == 0) else "support" if lead_first else "joint"
            bodies.append(Body(name, "joint" if not alone and support and not lead_first else ranked))
    bodies.extend(Body(n, "support") for i in support if i < len(row) for n in parse_names(row[i].text))
    unique: dict[str, Body] = {}
    for body in bodies:
        unique.setdefault(body.name, body)
    return tuple(unique.values())


def _due(cell: Cell, year: int | None, issued: date | None) -> Due | None:
    every = re.search(r"(每年|年度)|(每季度?)|(每个?月)", cell.text)
    if every:
        return Due(None, ("year", "quarter", "month")[next(i for i, g in enumerate(every.groups()) if g)], cell.text)
    dates = find_dates(cell.text, year)
    return Due(dates[-1].last, None, cell.text) if dates else None
