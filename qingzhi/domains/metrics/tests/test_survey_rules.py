"""Rules of surveys by tables: relations, findings, moves, lights, periods, files."""

import io
from datetime import date
from decimal import Decimal

import pytest
from xlsxwriter import Workbook

from qingzhi.domains.metrics.rules.answer_files import AnswerFileUnfit, Mark, read_answer_file
from qingzhi.domains.metrics.rules.survey_checks import Asked, Bond, Said, Thresholds, findings, standing
from qingzhi.domains.metrics.rules.survey_flow import MOVES, MoveNotOpen, moved
from qingzhi.domains.metrics.rules.survey_light import days_late, light_of
from qingzhi.domains.metrics.rules.survey_periods import compared_with, last_over, period_before
from qingzhi.domains.metrics.rules.survey_relations import RelationNotUnderstood, holds, in_words, read_relation


def d(number):
    return None if number is None else Decimal(str(number))


@pytest.mark.parametrize(
    ("text", "values", "kept"),
    [
        ("a1 = a2 + a3", {"a1": 5, "a2": 2, "a3": 3}, True),
        ("a1 = a2 + a3", {"a1": 6, "a2": 2, "a3": 3}, False),
        ("a1＝a2＋a3", {"a1": 5, "a2": 2, "a3": 3}, True),
        ("a2 ≤ a1", {"a1": 1, "a2": 2}, False),
        ("a1 >= a2", {"a1": 2, "a2": 2}, True),
        ("a7 = a4 / a3 × 100", {"a7": "33.33", "a4": 1, "a3": 3}, True),
        ("a7 = a4 / a3 * 100", {"a7": "33.4", "a4": 1, "a3": 3}, False),
        ("a7 = a4 / a3 * 100", {"a7": 1, "a4": 1, "a3": 0}, True),
        ("a1 = (a2 - 1) * -2", {"a1": -2, "a2": 2}, True),
        ("a1 = a2", {"a1": 1, "a2": None}, True),
    ],
)
def test_relations(text, values, kept):
    assert holds(read_relation(text), {code: d(value) for code, value in values.items()}) is kept


@pytest.mark.parametrize(
    "text",
    ["a1", "a1 = ", "a1 = a2 = a3", "1 = 2", "a1 = open('x')", "a1 = a2 ** 9", "a1 = b.c", "a1 = 'x'", "a1 = (" * 300],
)
def test_what_is_no_relation_is_refused(text):
    with pytest.raises(RelationNotUnderstood):
        read_relation(text)


def test_a_relation_in_words():
    assert in_words(read_relation("a1 = a2 + a3"), {"a1": "合计", "a2": "甲"}) == "合计 = 甲 + a3"


ASKED = [
    Asked("a1", "合计", "件", True, True, d(0)),
    Asked("a2", "其中", "件", True, True, d(0), d(100)),
    Asked("c1", "说明", "", False, True),
]
BOND = Bond(read_relation("a2 <= a1"), True)


@pytest.mark.parametrize(
    ("said", "kinds", "faults"),
    [
        ({"a1": Said(d(5)), "a2": Said(d(2)), "c1": Said(text="好")}, [], set()),
        ({"a1": Said(d(5)), "a2": Said(d(2))}, ["missing"], {"c1"}),
        ({"a2": Said(d(2)), "c1": Said(text="好")}, ["missing"], {"a1"}),
        ({"a1": Said(d(-1)), "a2": Said(d(-3)), "c1": Said(text="好")}, ["range", "range"], {"a1", "a2"}),
        ({"a1": Said(d(300)), "a2": Said(d(101)), "c1": Said(text="好")}, ["range"], {"a2"}),
        ({"a1": Said(d(1)), "a2": Said(d(2)), "c1": Said(text="好")}, ["relation"], {"a2"}),
        ({"a1": Said(d(131), previous=d(100)), "a2": Said(d(1)), "c1": Said(text="好")}, ["change"], {"a1"}),
        ({"a1": Said(d(130), previous=d(100)), "a2": Said(d(1)), "c1": Said(text="好")}, [], set()),
        ({"a1": Said(d(131), reason="区划调整", previous=d(100)), "a2": Said(d(1)), "c1": Said(text="好")}, ["change"], set()),
        ({"a1": Said(d(1), previous=d(0)), "a2": Said(d(1)), "c1": Said(text="好")}, ["change"], {"a1"}),
        ({"a1": Said(d(10), computed=d(11)), "a2": Said(d(1)), "c1": Said(text="好")}, ["computed"], {"a1"}),
        ({"a1": Said(d(10), reason=" ", computed=d(11)), "a2": Said(d(1)), "c1": Said(text="好")}, ["computed"], {"a1"}),
        ({"a1": Said(d(1), reason="说明"), "a2": Said(d(2), reason="说明"), "c1": Said(text="好")}, ["relation"], {"a2"}),
    ],
)  # fmt: skip
def test_findings(said, kinds, faults):
    found = findings(ASKED, said, [BOND], Thresholds(d(30), d(0)))
    assert [one.kind for one in found] == kinds
    assert set(standing(found, said)) == faults


def test_a_relation_that_is_not_strict_may_be_explained():
    said = {"a1": Said(d(1)), "a2": Said(d(2), reason="含往年"), "c1": Said(text="好")}
    found = findings(ASKED, said, [Bond(BOND.relation, False)], Thresholds())
    assert [one.kind for one in found] == ["relation"] and standing(found, said) == {}


def test_every_move_is_open_only_where_it_is_said():
    for move, open_from in MOVES.items():
        for state in ("owed", "draft", "checking", "submitted", "returned", "accepted", "locked", "missed"):
            if state in open_from:
                assert moved(move, state)
            else:
                with pytest.raises(MoveNotOpen):
                    moved(move, state)


@pytest.mark.parametrize(
    ("state", "today", "code", "late"),
    [
        ("owed", date(2018, 1, 31), "warn", 0),
        ("owed", date(2018, 2, 1), "late", 1),
        ("draft", date(2018, 1, 2), "none", 0),
        ("returned", date(2018, 2, 3), "late", 3),
        ("submitted", date(2018, 2, 3), "ok", 3),
        ("locked", date(2018, 2, 3), "done", 3),
        ("missed", date(2018, 2, 3), "late", 3),
    ],
)
def test_lights(state, today, code, late):
    assert light_of(state, date(2018, 1, 31), None, today).code == code
    assert days_late(state, date(2018, 1, 31), None, today) == late


@pytest.mark.parametrize(
    ("period", "before"), [("2017", "2016"), ("2017H1", "2016H2"), ("2017Q1", "2016Q4"), ("2017-01", "2016-12"), ("2011-2015", "")]
)  # fmt: skip
def test_the_period_before(period, before):
    assert period_before(period) == before


@pytest.mark.parametrize(
    ("period", "lasts", "with_"),
    [("2017", False, "2016"), ("2018H1", False, "2017H1"), ("2018H1", True, "2017H2"), ("2018Q1", False, "2017Q1"),
     ("2018-01", False, "2017-01"), ("2018-01", True, "2017-12")],
)  # fmt: skip
def test_with_which_period_an_answer_is_compared(period, lasts, with_):
    assert compared_with(period, lasts=lasts) == with_


@pytest.mark.parametrize(
    ("span", "today", "code"),
    [("year", date(2018, 7, 1), "2017"), ("half", date(2018, 7, 1), "2018H1"), ("quarter", date(2018, 7, 1), "2018Q2"),
     ("month", date(2018, 7, 31), "2018-07"), ("month", date(2018, 7, 1), "2018-06")],
)  # fmt: skip
def test_the_newest_period_that_is_over(span, today, code):
    assert last_over(span, today).code == code


MARK = Mark("prefectures", 1, "2017", "ip-630100", 3)


def workbook(mark=MARK.text, value=120, hidden=False, formula=False):
    held = io.BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("调查表")
        sheet.write_row(2, 0, ["表号", mark])
        sheet.write_row(3, 0, ["代码", "项目", "单位", "本期数", "上期数", "系统计算数", "差异说明"])
        sheet.write_row(4, 0, ["a1", "专利授权量", "件", value, 1, 2, "区划调整"])
        if formula:
            sheet.write_formula(4, 3, "=1+1", None, 2)
        if hidden:
            book.add_worksheet("草稿").hide()
    return held.getvalue()


def test_a_file_is_read():
    found = read_answer_file(workbook())
    assert found.mark == MARK and (found.lines[0].code, found.lines[0].value, found.lines[0].reason) == (
        "a1",
        "120",
        "区划调整",
    )


def test_a_csv_in_gbk_is_read():
    text = f"统计年报,,,,,,\n表号,{MARK.text},,,,,\n代码,项目,单位,本期数,上期数,系统计算数,差异说明\na1,授权量,件,１２０,,,区划调整\n"
    assert read_answer_file(text.encode("gbk")).lines[0].value == "１２０"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(hidden=True), "隐藏的工作表“草稿”"),
        (workbook(formula=True), "D5 是公式"),
        (workbook(mark="prefectures|1"), "表号被改动过"),
        (b"a,b\n1,2\n", "不是从本系统下载的调查表"),
        (b"", "空的"),
        (b"PK\x03\x04 broken", "工作簿"),
        ("代码,本期数".encode("utf-16-le"), ""),
        (b"\x81\x20\xff\xfe,1\n", ""),
    ],
)
def test_what_cannot_be_taken_is_said_in_one_sentence(content, told):
    with pytest.raises(AnswerFileUnfit) as refused:
        read_answer_file(content)
    assert told in str(refused.value) and "\n" not in str(refused.value)
