"""Which column of a table holds what, by the names that people give columns."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

SYNONYMS: dict[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "指标代码", "统计指标", "项目", "indicator", "indicator_code", "code", "name"),
    "region": (
        "地区",
        "地区代码",
        "行政区划",
        "区划",
        "区划代码",
        "市州",
        "地市",
        "省份",
        "region",
        "region_code",
        "area",
    ),
    "period": ("时期", "期间", "报告期", "统计期", "年份", "年度", "年", "时间", "period", "year", "date"),
    "value": ("数值", "数值数据", "值", "数量", "数据", "指标值", "value", "amount", "figure"),
    "unit": ("单位", "计量单位", "unit"),
    "as_of": ("截至", "数据截至", "截至日期", "截止日期", "as_of", "asof"),
    "published_on": ("公布日期", "发布日期", "发布时间", "published_on", "published", "known_from"),
    "source": ("来源", "数据来源", "出处", "资料来源", "source"),
    "source_quote": ("摘录", "来源摘录", "原文", "quote", "source_quote"),
    "licence": ("使用许可", "许可", "licence", "license"),
    "republish": ("可公开", "可对外公开", "是否公开", "republish"),
}
NEEDED = ("indicator", "period", "value", "source")
LABELS = {
    "indicator": "指标",
    "region": "地区",
    "period": "时期",
    "value": "数值",
    "unit": "单位",
    "as_of": "数据截至",
    "published_on": "公布日期",
    "source": "来源",
    "source_quote": "来源摘录",
    "licence": "使用许可",
    "republish": "可公开",
}
HEAD_WITHIN = 10  # rows in which the head of a table is looked for, below a title
BY_NAME = {synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms}


def plain_head(text: str) -> str:
    """A column's name in one width, without spaces and what stands in brackets."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
    return re.sub(r"\(.*?\)|\[.*?\]", "", plain).lstrip("\ufeff")


def columns_of(head: Sequence[str], mapping: Mapping[str, str] | None = None) -> dict[str, int]:
    """Field to column, for the fields that are recognised; `mapping` (column's name to field) goes before synonyms."""
    given = {plain_head(column): field for column, field in (mapping or {}).items()}
    found: dict[str, int] = {}
    for position, text in enumerate(head):
        field = given.get(plain_head(text)) or BY_NAME.get(plain_head(text), "")
        if field:
            found.setdefault(field, position)
    return found


def find_head(
    rows: Sequence[tuple[int, Sequence[str]]], mapping: Mapping[str, str] | None = None
) -> tuple[int, dict[str, int]]:
    """The place of the head among the first rows and its columns; the row that names most fields wins."""
    best, columns = 0, columns_of(rows[0][1], mapping) if rows else {}
    for place, (_, cells) in enumerate(rows[1:HEAD_WITHIN], 1):
        found = columns_of(cells, mapping)
        if len(found) > len(columns) and len(found) >= 3:
            best, columns = place, found
    return best, columns
