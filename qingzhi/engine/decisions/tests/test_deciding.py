"""Asking a table that is in force: which version answers, what it says, what is kept of the rows, what it costs."""

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.decisions.declaring import Condition, OutcomeColumn, TableSpec, UnknownTable
from qingzhi.engine.decisions.queries import decide, version_in_force
from qingzhi.engine.decisions.refusals import FactsIncomplete, NoVersionInForce, RowsCollide
from qingzhi.engine.decisions.testing import ROWS, SUBSIDY, make_table

pytestmark = pytest.mark.django_db
DAY = date(2018, 7, 1)
FACTS = {
    "right_type": "invention", "granted_on": date(2018, 3, 1), "fee": 950, "abroad": False, "industry": "6301", "place": None,
    "not_asked": object(),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(DAY):
        yield


def test_a_verdict_gives_the_outcome_the_row_its_source_and_the_version():
    version = make_table(rows=[{**ROWS[0], "source": "某号文件第三条"}])
    verdict = decide("tests.subsidy", FACTS, DAY)
    assert verdict.decided
    assert verdict.outcome == {"amount": Decimal(5000), "share": Decimal(50), "note_text": None}
    assert verdict.version_id == version.pk
    assert [(row.position, row.source) for row in verdict.rows] == [(1, "某号文件第三条")]
    said = "".join(verdict.explained)
    for part in (
        "示例资助标准",
        "测试文件第一条",
        "默认，待确认",
        "发明专利",
        "资助额 5,000.00 元",
        "官费比例 50%",
        "某号文件第三条",
    ):
        assert part in said


def test_a_refusal_tells_which_condition_failed_in_which_row():
    make_table()
    verdict = decide("tests.subsidy", {**FACTS, "fee": Decimal("100.5")}, DAY)
    assert not verdict
    assert verdict.outcome == {}
    assert [(one.position, one.failed) for one in verdict.near] == [
        (1, (("官费", "不小于 900 元", "100.5 元"),)),
        (2, (("权利类型", "为实用新型、外观设计之一", "发明专利"),)),
    ]
    late = decide("tests.subsidy", {**FACTS, "granted_on": date(2016, 3, 1), "fee": None}, DAY)
    assert {one.position: len(one.failed) for one in late.misses} == {1: 2, 2: 2}
    assert "“官费”须不小于 900 元，实际为“空”" in str(late.near[0])
    assert "没有一行符合" in "".join(verdict.explained)


def test_the_version_of_the_day_answers_and_a_case_keeps_its_own():
    first = make_table(valid_from="2017-01-01", valid_to="2018-01-01")
    second = make_table(rows=[{"right_type": "invention", "amount": "8000"}], valid_from="2018-01-01")
    assert decide("tests.subsidy", FACTS, date(2017, 12, 31)).version_id == first.pk
    assert decide("tests.subsidy", FACTS, date(2018, 1, 1)).outcome["amount"] == 8000
    assert decide("tests.subsidy", FACTS, DAY, version=first.pk).outcome["amount"] == 5000
    assert version_in_force("tests.subsidy", date(2018, 1, 1)) == second.pk
    assert version_in_force("tests.subsidy", date(2016, 1, 1)) is None
    with pytest.raises(NoVersionInForce, match="2016-12-31"):
        decide("tests.subsidy", FACTS, date(2016, 12, 31))
    with pytest.raises(NoVersionInForce):
        decide("tests.subsidy", FACTS, DAY, version=second.pk + 99)


def test_other_rows_are_seen_at_once():
    make_table()
    assert decide("tests.subsidy", FACTS, DAY).outcome["amount"] == 5000
    make_table(rows=[{"right_type": "invention", "amount": "6000"}])
    assert decide("tests.subsidy", FACTS, DAY).outcome["amount"] == 6000
    make_table()
    assert decide("tests.subsidy", FACTS, DAY).outcome["amount"] == 5000


def test_a_missing_fact_and_one_of_another_kind_are_refused_by_their_label():
    make_table()
    with pytest.raises(FactsIncomplete, match="缺少“授权日期”"):
        decide("tests.subsidy", {name: value for name, value in FACTS.items() if name != "granted_on"}, DAY)
    for wrong in (
        {"fee": "900"},
        {"granted_on": "2018-01-01"},
        {"abroad": 1},
        {"fee": float("nan")},
        {"place": ["甲"]},
    ):
        with pytest.raises(FactsIncomplete):
            decide("tests.subsidy", {**FACTS, **wrong}, DAY)
    with pytest.raises(UnknownTable):
        decide("tests.nothing", FACTS, DAY)


def test_two_rows_at_once_are_refused_where_only_one_may_fire():
    spec = TableSpec(
        "tests.many", "多值", [Condition("code", "代码", "code-prefix", many=True)], [OutcomeColumn("x", "结果")]
    )
    with pytest.raises(Exception, match="与第 1 行重叠"):
        make_table(spec, [{"code": "63*", "x": "甲"}, {"code": "A01*", "x": "乙"}])
    single = TableSpec("tests.one", "单值", [Condition("code", "代码", "code-prefix")], [OutcomeColumn("x", "结果")])
    make_table(single, [{"code": "63*", "x": "甲"}, {"code": "A01*", "x": "乙"}])
    assert decide("tests.one", {"code": "6301"}, DAY).outcome == {"x": "甲"}
    assert RowsCollide.__doc__


def test_the_question_costs_one_query_and_less_than_a_millisecond(django_assert_num_queries):
    rows = [
        {"right_type": "invention", "granted_on": "2017-01-01..", "fee": f"[{n}..{n + 1})", "amount": str(n + 1)}
        for n in range(200)
    ]
    make_table(rows=rows)
    decide("tests.subsidy", FACTS, DAY)
    with django_assert_num_queries(1):
        decide("tests.subsidy", FACTS, DAY)
    best = 1.0
    for n in range(200):
        begun = perf_counter()
        assert decide("tests.subsidy", {**FACTS, "fee": n}, DAY).outcome["amount"] == n + 1
        best = min(best, perf_counter() - begun)
    assert best < 0.001


def test_the_shape_of_a_table_is_checked():
    good = {"code": "t", "title": "表", "conditions": [Condition("a", "甲")], "outcomes": [OutcomeColumn("b", "乙")]}
    assert TableSpec(**good).hit_label == "唯一命中"
    for wrong in (
        {"hit": "any"},
        {"conditions": []},
        {"outcomes": [OutcomeColumn("a", "甲")]},
        {"collect": "min"},
        {"code": ""},
    ):
        with pytest.raises(ValueError):
            TableSpec(**{**good, **wrong})
    for column in (("a b", "甲"), ("a", ""), ("a", "甲", "money"), ("a", "甲", "choice")):
        with pytest.raises(ValueError):
            Condition(*column)
    with pytest.raises(ValueError, match="twice"):
        make_table()
        make_table(TableSpec("tests.subsidy", "另一张", SUBSIDY.conditions, SUBSIDY.outcomes))


def test_loading_twice_changes_nothing():
    version = make_table()
    row = {"valid_from": "", "valid_to": "", "version_source": "测试文件第一条", "status": "default", "source": ""}
    empty = {one.name: "-" for one in SUBSIDY.columns}
    assert load_decisions(actor=SYSTEM, table="tests.subsidy", rows=[{**row, **empty, **one} for one in ROWS]) == 0
    assert version_in_force("tests.subsidy", DAY) == version.pk
