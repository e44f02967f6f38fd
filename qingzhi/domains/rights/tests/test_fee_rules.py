"""Fees by tables: what is due when and why, how it stands, what is added; months that end early."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.fees import Facts, Paid, Rate, light, next_due, rate_for, schedule, surcharge
from ..rules.months import add_months, add_years, full_months, years_begun

D = date
BEGIN = D(2001, 3, 1)


def rate(type_, fee, first, last, amount, *, grace=6, surcharge=5, valid_from=BEGIN, valid_to=None):
    return Rate(type_, fee, first, last, Decimal(amount), grace, surcharge, valid_from, valid_to, "测试")


RATES = (
    rate("invention", "annual", 1, 3, 900), rate("invention", "annual", 4, 6, 1200), rate("invention", "annual", 7, 20, 2000),
    rate("design", "annual", 1, 10, 600), rate("design", "annual", 11, 15, 3000, valid_from=D(2021, 6, 1)),
    rate("trademark", "renewal", 0, 0, 2000, surcharge=0, valid_to=D(2017, 4, 1)),
    rate("trademark", "renewal", 0, 0, 1000, surcharge=0, valid_from=D(2017, 4, 1)),
    rate("trademark", "renewal_late", 0, 0, 250, grace=0, surcharge=0),
)  # fmt: skip
INVENTION = Facts("invention", True, D(2012, 3, 15), D(2014, 5, 7), D(2032, 3, 14), D(2018, 6, 30))


def mark(expires_on, in_force=True):
    return Facts("trademark", in_force, None, D(2008, 7, 1), expires_on)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (D(2016, 1, 31), 1, D(2016, 2, 29)), (D(2017, 1, 31), 1, D(2017, 2, 28)), (D(2016, 2, 29), 12, D(2017, 2, 28)),
        (D(2018, 12, 15), 1, D(2019, 1, 15)), (D(2018, 3, 31), -1, D(2018, 2, 28)), (D(2018, 7, 1), -12, D(2017, 7, 1)),
    ],
)  # fmt: skip
def test_months_end_with_their_last_day(day, months, found):
    assert add_months(day, months) == found


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [(D(2018, 1, 15), D(2018, 2, 14), 0), (D(2018, 1, 15), D(2018, 2, 15), 1), (D(2018, 1, 31), D(2018, 2, 28), 1),
     (D(2018, 1, 1), D(2017, 1, 1), 0)],
)  # fmt: skip
def test_only_full_months_count(first, last, months):
    assert full_months(first, last) == months


@given(st.dates(D(1985, 4, 1), D(2060, 1, 1)), st.integers(0, 9000))
def test_a_year_that_has_begun_holds_the_day(first, days):
    on = date.fromordinal(first.toordinal() + days)
    year = years_begun(first, on)
    assert add_years(first, year - 1) <= on < add_years(first, year)


def test_the_schedule_begins_after_the_year_of_the_grant_and_ends_with_the_term():
    dues = schedule(INVENTION, RATES)
    assert [(one.year, one.due_on, one.grace_until, one.amount) for one in dues[:2]] == [
        (4, D(2015, 3, 15), D(2015, 9, 15), 1200), (5, D(2016, 3, 15), D(2016, 9, 15), 1200),
    ]  # fmt: skip
    assert (dues[-1].year, dues[-1].due_on, dues[-1].amount) == (20, D(2031, 3, 15), 2000)
    told = "；".join(dues[0].explained)
    for part in (
        "申请日 2012-03-15",
        "在第 3 年",
        "第 4 年自 2015-03-15 开始",
        "1,200 元",
        "至 2015-09-15",
        "5%",
        "测试",
    ):
        assert part in told


@pytest.mark.parametrize(
    "facts",
    [
        Facts("invention", True, None, D(2014, 5, 7)), Facts("invention", True, D(2012, 3, 15), None), Facts("software", True, D(2012, 1, 1)),
        Facts("layout", True, D(2012, 1, 1), D(2013, 1, 1), D(2023, 1, 1)), mark(None),
    ],
)  # fmt: skip
def test_nothing_is_due_where_dates_or_rows_are_missing(facts):
    assert schedule(facts, RATES) == []
    assert light(facts, RATES, (), D(2018, 7, 1), remind_days=90, opens_months=12) is None


@pytest.mark.parametrize(("applied", "years"), [(D(2015, 1, 1), 10), (D(2021, 6, 1), 15)])
def test_without_a_term_the_rows_of_the_filing_day_decide_how_long(applied, years):
    """Designs applied for before 2021-06-01 last ten years, later ones fifteen (专利法 2020 年修正 第四十二条)."""
    dues = schedule(Facts("design", True, applied, applied), RATES)
    assert dues[-1].year == years


def test_the_amount_is_that_of_the_day_on_which_it_falls_due():
    assert rate_for(RATES, "trademark", "renewal", 0, D(2017, 3, 31)).amount == 2000
    assert rate_for(RATES, "trademark", "renewal", 0, D(2017, 4, 1)).amount == 1000
    assert rate_for(RATES, "trademark", "renewal", 0, D(2001, 2, 28)) is None


@pytest.mark.parametrize(
    ("paid", "data_as_of", "year"),
    [
        ([], D(2015, 9, 14), 4),  # the grace of year 4 still ran when the source was written
        ([], D(2015, 9, 15), 5),  # it had ended, and the source called the patent in force: year 4 was paid
        ([], None, 4), ([Paid("annual", 5, D(2016, 2, 1))], None, 6), ([Paid("annual", 5, D(2016, 2, 1))], D(2017, 9, 15), 7),
        ([Paid("annual", 20, D(2016, 2, 1))], None, None),
    ],
)  # fmt: skip
def test_what_was_paid_or_overtaken_is_not_due(paid, data_as_of, year):
    facts = Facts("invention", True, D(2012, 3, 15), D(2014, 5, 7), D(2032, 3, 14), data_as_of)
    due = next_due(facts, schedule(facts, RATES, paid))
    assert (due and due.year) == year


PAID_6 = (Paid("annual", 6, D(2017, 3, 1)),)
LIGHTS = [
    (INVENTION, PAID_6, D(2017, 12, 14), "ok", "正常"),
    (INVENTION, PAID_6, D(2017, 12, 15), "warn", "即将到期"),  # 90 days before 2018-03-15
    (INVENTION, PAID_6, D(2018, 3, 15), "warn", "即将到期"),
    (INVENTION, PAID_6, D(2018, 3, 16), "late", "滞纳期内"),
    (INVENTION, PAID_6, D(2018, 9, 15), "late", "滞纳期内"),
    (INVENTION, PAID_6, D(2018, 9, 16), "late", "逾期未办"),
    (INVENTION, (), D(2018, 7, 1), "unknown", "无缴费记录"),
    (INVENTION, (Paid("annual", 20, D(2017, 3, 1)),), D(2018, 7, 1), "done", "费用已缴清"),
    (INVENTION, (), D(2032, 3, 15), "late", "期满待核"),
    (mark(D(2019, 7, 2)), (), D(2018, 7, 1), "ok", "正常"),
    (mark(D(2019, 7, 1)), (), D(2018, 7, 1), "warn", "续展期内"),
    (mark(D(2018, 7, 1)), (), D(2018, 7, 1), "warn", "续展期内"),
    (mark(D(2018, 6, 30)), (), D(2018, 7, 1), "late", "宽展期内"),
    (mark(D(2018, 1, 1)), (), D(2018, 7, 1), "late", "宽展期内"),
    (mark(D(2017, 12, 31)), (), D(2018, 7, 1), "late", "逾期未办"),
]


@pytest.mark.parametrize(("facts", "paid", "today", "code", "label"), LIGHTS)
def test_each_edge_of_the_light(facts, paid, today, code, label):
    found = light(facts, RATES, paid, today, remind_days=90, opens_months=12)
    assert (found.code, found.label) == (code, label) and found.reason


def test_what_is_not_in_force_has_no_light():
    assert light(mark(D(2018, 7, 1), in_force=False), RATES, (), D(2018, 7, 1), remind_days=90, opens_months=12) is None


@pytest.mark.parametrize(
    ("on", "added"),
    [(D(2018, 3, 15), 0), (D(2018, 4, 14), 0), (D(2018, 4, 15), 100), (D(2018, 8, 20), 500), (D(2018, 9, 15), 600), (D(2019, 1, 1), 600)],
)  # fmt: skip
def test_the_surcharge_grows_with_each_full_month_of_the_grace(on, added):
    """Year 7 costs 2,000; 5 % of it a month, as the row says."""
    due = next(one for one in schedule(INVENTION, RATES) if one.year == 7)
    assert surcharge(due, on) == added
