"""The language of cells: what each writing means, how it reads in words, what is refused and how."""

import re
from datetime import date
from decimal import Decimal as D

import pytest

from qingzhi.engine.decisions.rules.literals import CellWrong, outcome
from qingzhi.engine.decisions.rules.parsing import read_test
from qingzhi.engine.decisions.rules.spec import Condition, OutcomeColumn
from qingzhi.engine.decisions.rules.table import RawRow, read_table
from qingzhi.engine.decisions.testing import SUBSIDY

NUMBER = Condition("n", "金额", "number", unit="元")
WHOLE = Condition("w", "件数", "number", whole=True)
DAY = Condition("d", "日期", "date")
TRUTH = Condition("y", "境外", "yes_no")
KIND = Condition("k", "类型", "choice", choices={"a": "甲类", "b": "乙类", "c": "丙（其他）"})
CODE = Condition("c", "代码", "code-prefix")
TEXT = Condition("t", "名称", "text")
MANY = Condition("m", "分类号", "code-prefix", many=True)


@pytest.mark.parametrize(
    ("column", "cell", "yes", "no"),
    [
        (NUMBER, "-", [D(1), None], []),
        (NUMBER, "", [D(1), None], []),
        (NUMBER, "5", [D(5), D("5.0")], [D(4), None]),
        (NUMBER, ">= 3", [D(3), D(4)], [D("2.99"), None]),
        (NUMBER, "＞＝３", [D(3)], [D(2)]),
        (NUMBER, "≤ 3元", [D(3)], [D("3.01")]),
        (NUMBER, "!= 3", [D(4)], [D(3), None]),
        (NUMBER, "<5万", [D(49999)], [D(50000)]),
        (NUMBER, "[1..5)", [D(1), D("4.99")], [D(5), D("0.9"), None]),
        (NUMBER, "(1..5]", [D(5)], [D(1)]),
        (NUMBER, "1..5", [D(1), D(5)], [D(6)]),
        (NUMBER, "..5)", None, None),
        (NUMBER, "(..5)", [D(4)], [D(5)]),
        (NUMBER, "-3..-1", [D(-2)], [D(0)]),
        (NUMBER, "1,[3..4],>9", [D(1), D(3), D(10)], [D(2), D(9)]),
        (NUMBER, "not(1,2)", [D(3)], [D(1), D(2), None]),
        (NUMBER, "not(空)", [D(1)], [None]),
        (NUMBER, "空", [None], [D(0)]),
        (NUMBER, "空,>5", [None, D(6)], [D(5)]),
        (DAY, "2018-01-01..", [date(2018, 1, 1)], [date(2017, 12, 31), None]),
        (DAY, "..2018年1月1日", [date(2018, 1, 1)], [date(2018, 1, 2)]),
        (DAY, "[2018/1/1..2019-01-01)", [date(2018, 12, 31)], [date(2019, 1, 1)]),
        (DAY, "< 2018-7-1", [date(2018, 6, 30)], [date(2018, 7, 1)]),
        (TRUTH, "是", [True], [False, None]),
        (TRUTH, "false", [False], [True]),
        (KIND, "甲类", ["a"], ["b", None]),
        (KIND, "a", ["a"], ["b"]),
        (KIND, '"a","乙类"', ["a", "b"], ["c"]),
        (KIND, '"丙（其他）"', ["c"], ["a"]),
        (KIND, "not(甲类，乙类)", ["c"], ["a", "b"]),
        (KIND, "!= 甲类", ["b"], ["a"]),
        (CODE, "63*", ["63", "6301"], ["62", None]),
        (CODE, "6301", ["6301"], ["63010"]),
        (CODE, 'not("63*")', ["6301"], ["63*"]),
        (CODE, "not(63*)", ["62"], ["6301"]),
        (TEXT, "甲公司", ["甲公司"], ["乙公司"]),
        (TEXT, '"甲（集团）,公司"', ["甲（集团）,公司"], ["甲"]),
        (TEXT, '"说""好"""', ['说"好"'], ["说"]),
        (TEXT, "“甲,乙”", ["甲,乙"], ["甲"]),
        (TEXT, "A—B", ["A—B"], ["A-B"]),
        (TEXT, "——", ["什么都行", None], []),
        (MANY, "63*", [("62", "6301")], [("62",), None]),
        (MANY, "not(63*)", [("62",)], [("62", "6301")]),
    ],
)  # fmt: skip
def test_what_a_cell_means(column, cell, yes, no):
    if yes is None:
        with pytest.raises(CellWrong):
            read_test(cell, column)
        return
    test = read_test(cell, column)
    assert [value for value in yes if not test.holds(value)] == []
    assert [value for value in no if test.holds(value)] == []


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (NUMBER, "三千", "“三千”不是数字"),
        (NUMBER, ">=", "“>=”后面缺少数值"),
        (NUMBER, "[5..1]", "起点须小于终点"),
        (NUMBER, "[5..5)", "起点须小于终点"),
        (NUMBER, "[1..5", "括号不配对"),
        (NUMBER, "1..2..3", "应有一个“..”"),
        (NUMBER, "..", "不限请填“-”"),
        (NUMBER, "1,", "逗号前后须各有一项"),
        (NUMBER, "1,-", "不能与其他条件并列"),
        (NUMBER, "not()", "括号内须写明条件"),
        (NUMBER, "not(-)", "括号内须写明条件"),
        (NUMBER, "1)", "括号不配对"),
        (NUMBER, "9" * 600, "超过 500 字"),
        (WHOLE, "1.5", "应为整数"),
        (DAY, "2018-13-01", "不是日期"),
        (DAY, "2018-02-30..", "不是日期"),
        (TRUTH, "也许", "“是”或“否”"),
        (KIND, "丁类", "可填：甲类、乙类、丙（其他）"),
        (KIND, "> 甲类", "只能用于数字和日期"),
        (CODE, "6*3", "开头字样"),
        (CODE, "*", "开头字样"),
        (CODE, "6**", "开头字样"),
        (TEXT, '"甲', "引号不配对"),
        (TEXT, '甲"乙"', "整体放在引号内"),
        (TEXT, "甲(乙)", "请放在引号内"),
    ],
)  # fmt: skip
def test_what_is_refused_and_how(column, cell, said):
    with pytest.raises(CellWrong, match=re.escape(said)):
        read_test(cell, column)


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (NUMBER, "-", "不限"),
        (NUMBER, ">= 5万", "不小于 50,000 元"),
        (NUMBER, "[1..5)", "在 1 元 至 5 元 之间（含起点、不含终点）"),
        (NUMBER, "空", "为空"),
        (NUMBER, "not(空)", "不为空"),
        (DAY, "2018-01-01..", "不早于 2018-01-01"),
        (DAY, "(..2018-01-01)", "早于 2018-01-01"),
        (TRUTH, "是", "为是"),
        (KIND, "a,b", "为甲类、乙类之一"),
        (KIND, "not(a)", "不为甲类"),
        (KIND, "not(a,b)", "不属于（为甲类、乙类之一）"),
        (CODE, "63*,6401", "以“63”开头，或为 6401"),
    ],
)  # fmt: skip
def test_how_a_cell_reads(column, cell, words):
    assert read_test(cell, column).words(column).strip() == words


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("money", "5000", D(5000)), ("money", "0.5万元", D(5000)), ("number", "-2.5", D("-2.5")), ("percent", "50%", D(50)),
        ("percent", "50", D(50)), ("text", " 不予资助 ", "不予资助"), ("yes_no", "是", True),
    ],
)  # fmt: skip
def test_outcomes(kind, cell, value):
    assert outcome(cell, OutcomeColumn("x", "结果", kind)) == value


def test_outcomes_of_choices_and_empty_ones():
    column = OutcomeColumn("x", "结果", "choice", choices=[("yes", "受理"), ("no", "不受理")])
    assert outcome("不受理", column) == "no"
    with pytest.raises(CellWrong, match="受理、不受理"):
        outcome("转办", column)
    with pytest.raises(CellWrong, match="请填写结果"):
        outcome("", column)
    assert outcome("-", OutcomeColumn("x", "结果", "money", optional=True)) is None


def test_every_error_names_row_and_column_in_one_sentence():
    rows = [
        RawRow({"right_type": "发明专利", "amount": "5000"}),
        RawRow({"right_type": "商标", "granted_on": "昨天", "amount": "很多", "gone": "旧列"}),
    ]
    table, problems = read_table(SUBSIDY, rows)
    assert [row.position for row in table.rows] == [1]
    assert [one.sentence for one in problems] == [
        "第 2 行“权利类型”：“商标”不在可选项之列，可填：发明专利、实用新型、外观设计",
        "第 2 行“授权日期”：“昨天”不是日期，应形如 2018-07-01",
        "第 2 行“gone”：决策表已没有这一列，请新拟版本",
        "第 2 行“资助额”：“很多”不是数字，应形如 5000、0.5 或 5万",
    ]
    assert read_table(SUBSIDY, [])[1][0].sentence == "决策表还没有任何一行"
