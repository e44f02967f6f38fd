"""Compensation, fund, priority, quotas, blind texts by tables; the rows of the reference files among them."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.domains.support.queries.aid import fund_standard
from qingzhi.domains.support.rules.award_blind import covered
from qingzhi.domains.support.rules.award_quotas import Place, Seat, propose
from qingzhi.domains.support.rules.award_register import Asked, RightFacts, check_right, failing
from qingzhi.domains.support.rules.compensation import Fees, Standard, of_enforcement, of_transaction, of_use
from qingzhi.domains.support.rules.priority import Reason, collected, in_order
from qingzhi.domains.support.terms.awards import FundUse
from qingzhi.domains.support.testing.awards import load_aid_tables
from qingzhi.engine.decisions.queries import decide

HALF = Standard(Decimal(50), Decimal(100_000), "表")


@pytest.mark.parametrize(
    ("paid", "ratio", "cap", "amount"),
    [
        (1_000_000, 10, 200_000, "100000.00"),
        (3_000_000, 10, 200_000, "200000"),
        (33_333, 10, 200_000, "3333.30"),
        (0, 10, 200_000, "0.00"),
        (100, 33, 1_000, "33.00"),
    ],
)
def test_a_transaction_is_compensated_by_ratio_and_cap(paid, ratio, cap, amount):
    found = of_transaction(Decimal(paid), Standard(Decimal(ratio), Decimal(cap)))
    assert found.amount == Decimal(amount)
    assert bool(found.reason) == (found.amount == 0)


def test_a_transaction_that_no_row_knows_is_not_compensated():
    assert of_transaction(Decimal(10), None).reason.startswith("标准表中没有")


@pytest.mark.parametrize(
    ("fees", "infringement", "amount"),
    [
        (Fees(Decimal(60_000), Decimal(5_000), Decimal(15_000)), True, "40000.00"),
        (Fees(Decimal(60_000), Decimal(5_000), Decimal(15_000), Decimal(30_000)), True, "25000.00"),
        (Fees(Decimal(60_000), Decimal(0), Decimal(0), Decimal(80_000)), True, "0.00"),
        (Fees(Decimal(500_000)), True, "100000"),
        (Fees(Decimal(60_000)), False, "0.00"),
    ],
)
def test_enforcement_costs_less_what_damages_covered(fees, infringement, amount):
    assert of_enforcement(fees, HALF, infringement=infringement).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("cost", "asked", "left", "amount"),
    [
        (100_000, 80_000, None, "50000.00"),
        (100_000, 30_000, None, "30000"),
        (100_000, 80_000, 20_000, "20000"),
        (100_000, 80_000, 0, "0"),
        (900_000, 900_000, None, "100000"),
    ],
)
def test_the_fund_pays_the_least_of_what_bounds_it(cost, asked, left, amount):
    found = of_use(Decimal(cost), Decimal(asked), HALF, left=None if left is None else Decimal(left))
    assert found.amount == Decimal(amount)


SEATS = (
    Seat("gold", "金奖", 1, ("invention",), Decimal(85)),
    Seat("design", "外观金奖", 1, ("design",), Decimal(85)),
    Seat("fine", "优秀奖", 2, (), Decimal(60)),
)


@pytest.mark.parametrize(
    ("places", "grades"),
    [
        ([("invention", 95), ("invention", 90)], ["gold", "fine"]),
        ([("design", 95), ("invention", 90)], ["design", "gold"]),
        ([("invention", 80), ("design", 70)], ["fine", "fine"]),
        ([("utility", 99)], ["fine"]),
        ([("invention", 59)], [""]),
        ([("design", 95), ("design", 94), ("design", 93), ("design", 92)], ["design", "fine", "fine", ""]),
    ],
)
def test_grades_are_filled_from_the_top(places, grades):
    rows = [Place(at, at, Decimal(score), category) for at, (category, score) in enumerate(places, 1)]
    found = propose(rows, SEATS)
    assert [one.grade for one in found] == grades
    assert all(one.reason for one in found)


def test_no_quota_is_exceeded_whatever_the_order():
    rows = [Place(at, at, Decimal(100 - at), "invention") for at in range(1, 30)]
    found = propose(reversed(rows), SEATS)
    assert [one.grade for one in found].count("gold") == 1
    assert [one.grade for one in found].count("fine") == 2


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, ""),
        ({"status": "lapsed", "status_label": "未缴年费终止"}, "法律状态"),
        ({"registered_on": date(2018, 1, 2)}, "授权、注册日"),
        ({"registered_on": None}, "授权、注册日"),
        ({"expires_on": date(2018, 6, 30)}, "期限"),
        ({"holders": ()}, "权利人"),
        ({"awarded_before": "2016年已获金奖"}, "重复获奖"),
        ({"disputed": "权属争议"}, "权属争议"),
        ({"kind": "trademark"}, "权利种类"),
    ],
)
def test_every_line_of_the_register_check(change, fault):
    usual = {
        "kind": "patent", "type": "invention", "status": "in_force", "status_label": "有效", "registered_on": date(2017, 5, 2),
        "expires_on": date(2030, 1, 1), "holders": ("某公司",),
    }  # fmt: skip
    lines = check_right(
        RightFacts(**{**usual, **change}), Asked("patent", "专利", date(2018, 1, 1)), on=date(2018, 7, 1)
    )
    assert len(lines) == 7
    assert failing(lines).startswith(fault)
    assert bool(failing(lines)) == bool(fault)


@pytest.mark.parametrize(
    ("text", "units", "persons", "said"),
    [
        ("青海甲公司的装置", ["青海甲公司"], [], "某单位的装置"),
        ("甲公司与甲公司西宁分公司", ["甲公司", "甲公司西宁分公司"], [], "某单位与某单位"),
        ("由张三完成", [], ["张三"], "由某人完成"),
        ("甲为单字", ["甲"], [], "甲为单字"),
    ],
)
def test_names_are_covered(text, units, persons, said):
    assert covered(text, units, persons) == said


def test_points_are_bounded_and_told():
    found = collected([Reason(Decimal(3), "联盟成员：甲联盟"), Reason(Decimal(3), "专利池成员：乙池")], Decimal(5))
    assert (found.total, found.cut) == (5, 1)
    assert "甲联盟 加 3 分" in found.told and "超过上限" in found.told
    assert collected([], None).told == "没有优先加分"


def test_points_change_places_and_equal_totals_share_one():
    rows = [
        (1, Decimal(80), Decimal(0)),
        (2, Decimal(78), Decimal(3)),
        (3, Decimal(80), Decimal(0)),
        (4, Decimal(70), Decimal(5)),
    ]
    assert in_order(rows) == {2: 1, 1: 2, 3: 2, 4: 4}


@pytest.fixture
def tables(db):
    with clock.fixed(date(2018, 7, 2)):
        load_aid_tables()
        yield


@pytest.mark.parametrize(
    ("use", "on", "funded"),
    [
        ("official_fee", date(2017, 3, 31), True),
        ("official_fee", date(2017, 4, 1), False),
        ("dus", date(2018, 7, 2), True),
        ("licensing", date(2018, 7, 2), True),
    ],
)
def test_official_fees_are_refused_from_the_day_they_ceased(tables, use, on, funded):
    found = fund_standard(FundUse(use), on)
    assert bool(found.standard) == funded
    assert funded or "停征" in found.reason


@pytest.mark.parametrize(
    ("kind", "side", "paid", "ratio"),
    [
        ("transfer", "buyer", 50_000, 10), ("transfer", "buyer", 49_999, None), ("transfer", "seller", 90_000, None),
        ("licence", "buyer", 60_000, 10), ("pledge", "borrower", 5_000_000, 2), ("transfer", "operator", 100_000, 3),
        ("investment", "seller", 500_000, 5),
    ],
)  # fmt: skip
def test_rows_of_the_compensation_table(tables, kind, side, paid, ratio):
    verdict = decide("support.compensation", {"kind": kind, "side": side, "paid": paid}, date(2018, 7, 2))
    assert verdict.outcome.get("ratio") == ratio


@pytest.mark.parametrize(
    ("stage", "in_force", "pending", "points"),
    [
        ("establishment", 0, 0, 0),
        ("establishment", 1, 1, 4),
        ("acceptance", 2, 1, 3),
        ("award", 3, 0, 8),
        ("award", 1, 0, 5),
    ],
)
def test_rows_of_the_variety_table(tables, stage, in_force, pending, points):
    facts = {"stage": stage, "in_force": in_force, "pending": pending}
    assert decide("support.variety_points", facts, date(2018, 7, 2)).outcome["points"] == points
