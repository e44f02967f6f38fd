"""Templates as data: structure first, values afterwards and never as markup."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.engine.documents.rules.drawing import Heading, Item, Paragraph, Table, fill, fill_line, placeholders
from qingzhi.engine.documents.rules.drawing.markup import TemplateError

OVERDUE = Table(("序号", "任务"), (("1", "建立机制"),))
TEMPLATE = """\
# 督办单\uff0c依据\uff1a联席会议制度
截至{as_of}\uff0c你{body}有{count}项任务逾期未办结。

一、逾期任务
{table:overdue}
二、办理要求
\uff08一\uff09限期办结。应于{limit}前办结。
1.行政执法
\uff081\uff09{first}\uff1b
{items:measures}
**联系人\uff1a**{contact}
"""
VALUES = {
    "as_of": date(2018, 5, 10), "body": "市", "count": 3, "overdue": OVERDUE, "limit": date(2018, 5, 31),
    "first": "报送材料", "measures": ["甲", "乙"], "contact": "张某某\uff08示例\uff09",
}  # fmt: skip


def test_each_line_becomes_its_block():
    assert fill(TEMPLATE, VALUES) == (
        Paragraph("截至2018年5月10日\uff0c你市有3项任务逾期未办结。"),
        Heading(1, "一、逾期任务"),
        OVERDUE,
        Heading(1, "二、办理要求"),
        Heading(2, "\uff08一\uff09限期办结。", "应于2018年5月31日前办结。"),
        Heading(3, "1.行政执法"),
        Item("报送材料\uff1b", "\uff081\uff09"),
        Item("甲", "1."),
        Item("乙", "2."),
        Paragraph("张某某\uff08示例\uff09", lead="联系人\uff1a"),
    )


def test_names_that_a_template_asks_for():
    assert placeholders(TEMPLATE) == set(VALUES)


HOSTILE = [
    "一、假标题", "{table:overdue}", "{contact}", "{{x}}", "**粗体**", "# 注释", "<w:p/>", "第一行\n二、第二行", "\\1 \\g<0>", "}",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_value_never_becomes_markup(value):
    (block,) = fill("{remark}", {"remark": value, "contact": "秘密", "overdue": OVERDUE})
    assert block == Paragraph(value.replace("\n", " "))
    (block,) = fill("{items:remarks}", {"remarks": [value]})
    assert block == Item(value.replace("\n", " "), "1.")


def test_value_with_a_full_stop_does_not_move_the_end_of_a_heading():
    (block,) = fill("\uff08一\uff09关于{what}。正文。", {"what": "甲。乙"})
    assert block == Heading(2, "\uff08一\uff09关于甲。乙。", "正文。")


def test_signs_that_deceive_or_break_are_dropped():
    assert fill_line("{x}", {"x": "甲\u202e乙\x00\u200b丙"}) == "甲乙丙"


@pytest.mark.parametrize(
    ("template", "values", "line", "says"),
    [
        ("甲\n\n乙{missing}丙", {}, 3, "missing"),
        ("甲{none}", {"none": None}, 1, "none"),
        ("甲\n{table:absent}", {}, 2, "absent"),
        ("甲{a-b}", {"a-b": "x"}, 1, "a-b"),
        ("甲{}", {}, 1, "写法"),
        ("甲{x", {"x": "1"}, 1, "没有配对"),
        ("甲x}", {"x": "1"}, 1, "没有配对"),
        ("甲{chart:x}", {"x": "1"}, 1, "chart:x"),
        ("句中{table:x}", {"x": OVERDUE}, 1, "table:x"),
        ("{table:x}", {"x": "文字"}, 1, "应当是表格"),
        ("{items:x}", {"x": "文字"}, 1, "一列文字"),
        ("{x}", {"x": [1]}, 1, "不能写进文字"),
        ("{x}", {"x": True}, 1, "不能写进文字"),
        ("{x}", {"x": 1.5}, 1, "不能写进文字"),
        ("一、{missing}", {}, 1, "missing"),
    ],
)
def test_mistake_names_the_line_and_the_placeholder(template, values, line, says):
    with pytest.raises(TemplateError, match="模板第") as caught:
        fill(template, values)
    assert caught.value.line == line
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("文", "文"),
        (1234, "1234"),
        (Decimal("1234567.50"), "1,234,567.50"),
        (date(2018, 5, 1), "2018年5月1日"),
        (datetime(2018, 5, 1, 9), "2018年5月1日"),
    ],
)
def test_values_are_written_as_documents_write_them(value, shown):
    assert fill_line("共{x}", {"x": value}) == f"共{shown}"


def test_doubled_braces_stand_for_themselves_and_a_byte_order_mark_is_no_text():
    assert fill("\ufeff甲{{乙}}", {}) == (Paragraph("甲{乙}"),)


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("十一、其他", Heading(1, "十一、其他")),
        ("(二)半角括号", Heading(2, "(二)半角括号")),
        ("2018年以来", Paragraph("2018年以来")),
        ("1.5倍以上", Paragraph("1.5倍以上")),
        ("3\uff0e全角点", Heading(3, "3\uff0e全角点")),
        ("2.建立健全专利行政执法与刑事司法衔接工作机制和信息共享平台并定期通报", Item("建立健全专利行政执法与刑事司法衔接工作机制和信息共享平台并定期通报", "2.")),
        ("一是", Paragraph("一是")),
    ],
)  # fmt: skip
def test_levels_are_told_by_their_numbers(line, block):
    assert fill(line, {}) == (block,)
