"""The dated table, the calendar that the office keeps, and due dates counted by them."""

import csv
from datetime import date

import pytest
from django.conf import settings

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Scope
from qingzhi.engine.limits.actions import amend_limit, confirm_year, load_limits, remove_day, set_day, set_days
from qingzhi.engine.limits.models import DayOverride, LimitRule
from qingzhi.engine.limits.queries import (
    UnknownLimit,
    calendar_for,
    due,
    explain,
    limit,
    limits_under,
    year_days,
    years_missing,
)
from qingzhi.engine.limits.refusals import LimitRowWrong, LimitsOverlap, SourceMissing
from qingzhi.engine.limits.testing import make_limit

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def test_the_reference_table_loads_and_twice_changes_nothing():
    rows = list(csv.DictReader((settings.BASE_DIR / "config/reference/limits.csv").open(encoding="utf-8")))
    assert load_limits(actor=SYSTEM, rows=rows) == (len(rows), 0)
    assert load_limits(actor=SYSTEM, rows=rows) == (0, 0)
    assert str(limit("plan.dunning.answer").length) == "10 个工作日"
    assert limits_under("tasks.remind.before").count() == 2
    assert AuditEntry.objects.filter(action="limits.load_limits").count() == 1


def test_an_unknown_limit_raises_and_so_does_one_out_of_force():
    make_limit(valid_from="2018-01-01", valid_to="2019-01-01")
    assert limit("tests.answer", date(2018, 1, 1)).value == 10
    for day in (date(2017, 12, 31), date(2019, 1, 1)):
        with pytest.raises(UnknownLimit):
            limit("tests.answer", day)
    with pytest.raises(UnknownLimit):
        limit("nobody.knows")


def test_due_is_counted_by_the_row_of_the_first_day():
    make_limit()
    amended = amend_limit(
        actor=SYSTEM,
        code="tests.answer",
        value=5,
        unit="day",
        counting="working",
        valid_from=date(2018, 9, 1),
        source="某号文件",
    )
    assert amended.status == "confirmed"
    assert due("tests.answer", date(2018, 7, 2)).on == date(2018, 7, 16)
    assert due("tests.answer", date(2018, 9, 3)).on == date(2018, 9, 10)
    assert due("tests.answer", date(2018, 7, 2), on=date(2018, 9, 3)).on == date(2018, 7, 9)
    assert EventRow.objects.filter(name="limits.rule_amended").count() == 1


def test_what_the_office_amended_is_not_loaded_over():
    make_limit()
    values = {"code": "tests.answer", "unit": "day", "counting": "working", "source": "某号文件"}
    amend_limit(actor=SYSTEM, value=5, valid_from=date(2018, 9, 1), **values)
    make_limit(value=30)
    assert sorted(LimitRule.objects.values_list("value", flat=True)) == [5, 10]


def test_a_changed_default_is_loaded():
    make_limit()
    assert make_limit(value=30).value == 30


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"value": "0"}, LimitRowWrong),
        ({"value": "x"}, LimitRowWrong),
        ({"unit": "week"}, LimitRowWrong),
        ({"unit": "month"}, LimitRowWrong),
        ({"source": ""}, SourceMissing),
    ],
)
def test_a_wrong_row_is_refused_by_its_number(wrong, refusal):
    with pytest.raises(refusal, match="第 2 行"):
        make_limit(**wrong)


def test_rows_of_one_limit_do_not_overlap():
    make_limit(valid_from="2018-01-01")
    with pytest.raises(LimitsOverlap):
        make_limit(valid_from="2018-06-01")
    with pytest.raises(LimitsOverlap):
        amend_limit(
            actor=SYSTEM,
            code="tests.answer",
            value=5,
            unit="day",
            counting="working",
            valid_from=date(2018, 1, 1),
            source="某号文件",
        )


def test_the_explanation_names_rule_source_and_days():
    make_limit()
    found = due("tests.answer", date(2018, 9, 28))
    lines = explain("tests.answer", found)
    assert lines[0] == "期限规则：测试期限 10 个工作日，依据 测试规则（默认，待确认）。"
    assert "国庆节" in " ".join(lines)


def test_the_offices_days_win_and_narrower_regions_over_wider_ones():
    day = date(2018, 7, 3)
    set_day(actor=SYSTEM, day=day, kind="rest", name="自治州成立纪念日", source="州政府通知", region="990100")
    assert calendar_for("990000").is_working(day)
    assert calendar_for("").is_working(day)
    assert not calendar_for("990100").is_working(day)
    assert not calendar_for("990122").is_working(day)
    set_day(actor=SYSTEM, day=day, kind="work", name="照常上班", source="县政府通知", region="990122")
    assert calendar_for("990122").is_working(day)
    assert not calendar_for("990123").is_working(day)


def test_due_in_a_region_with_a_day_of_its_own():
    make_limit(value=1)
    set_day(actor=SYSTEM, day=date(2018, 7, 3), kind="rest", name="纪念日", source="通知", region="990100")
    assert due("tests.answer", TODAY).on == date(2018, 7, 3)
    assert due("tests.answer", TODAY, region="990100").on == date(2018, 7, 4)


def test_setting_the_same_day_twice_is_harmless_and_removing_is_audited():
    for _ in range(2):
        row = set_day(actor=SYSTEM, day=date(2019, 5, 2), kind="rest", name="劳动节", source="通知")
    assert AuditEntry.objects.filter(action="limits.set_day").count() == 1
    remove_day(actor=SYSTEM, override=row, reason="录错")
    remove_day(actor=SYSTEM, override=row, reason="录错")
    assert AuditEntry.objects.filter(action="limits.remove_day").count() == 1
    assert not DayOverride.objects.exists()


def test_a_year_without_arrangement_warns_until_it_is_confirmed():
    make_limit()
    year = 2090
    assert due("tests.answer", date(year, 1, 2)).warnings
    assert year in years_missing(year)
    rows = [{"day": f"{year}-01-03", "kind": "rest", "name": "元旦", "source": "国办通知"}]
    assert set_days(actor=SYSTEM, rows=rows) == 1
    confirm_year(actor=SYSTEM, year=year, source="国办通知")
    assert not due("tests.answer", date(year, 1, 2)).warnings
    assert year not in years_missing(year)
    assert [row.name for row in year_days(year)] == ["元旦"]


def test_a_wrong_arrangement_is_refused_as_a_whole():
    good = {"day": "2090-01-03", "kind": "rest", "name": "元旦", "source": "国办通知"}
    with pytest.raises(LimitRowWrong, match="第 2 行"):
        set_days(actor=SYSTEM, rows=[good, {**good, "day": "1月3日"}])
    with pytest.raises(SourceMissing):
        set_day(actor=SYSTEM, day=TODAY, kind="rest", name="休息", source=" ")
    assert not DayOverride.objects.exists()


def test_who_may_keep_the_calendar():
    reader = Actor(kind="person", name="张某某（示例）", body_id=1, grants={"limits.view": Scope.ALL})
    with pytest.raises(PermitRefused):
        set_day(actor=reader, day=TODAY, kind="rest", name="休息", source="通知")
    with pytest.raises(PermitRefused):
        load_limits(actor=reader, rows=[])
