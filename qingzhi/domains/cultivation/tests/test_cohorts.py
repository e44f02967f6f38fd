"""Rolls of enterprises: drawn up, frozen, compared with themselves; who has not applied is called on."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body, a_region, an_actor
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.domains.cultivation.access.cohorts import visible_calls, visible_members
from qingzhi.domains.cultivation.actions.cohort_counting import count_frozen, count_roll
from qingzhi.domains.cultivation.actions.cohorts import add_member, draw_roll, freeze_roll, load_cohorts, remove_member
from qingzhi.domains.cultivation.actions.importing_cohorts import FIELDS
from qingzhi.domains.cultivation.actions.outreach import WORK, answer_outreach, ask_outreach
from qingzhi.domains.cultivation.models import Cohort, CohortMember, OutreachCall
from qingzhi.domains.cultivation.queries.cohorts import (
    applications_of,
    by_prefecture,
    growth_figures,
    naive_growth,
    standing_of,
)
from qingzhi.domains.cultivation.refusals.cohorts import (
    AnsweredAlready,
    NoSuchEnterprise,
    NotValid,
    RollFrozenAlready,
    RollNotFrozen,
)
from qingzhi.domains.cultivation.rules.cohorts import coverage, growth, into_year, is_comparable
from qingzhi.domains.cultivation.testing import HAIDONG, make_cohort, make_enterprise, make_limit, make_roll
from qingzhi.domains.parties.actions import set_flag
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch
from qingzhi.engine.tasks.queries import open_items_about

pytestmark = pytest.mark.django_db
MANAGE, ASK, ANSWER, VIEW = (
    f"cultivation.{one}" for one in ("cohort.manage", "outreach.ask", "outreach.answer", "cohort.view")
)
CODE = "916301020000001134"


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(datetime(2018, 7, 2, 9, 0)):
        make_limit()
        yield


@pytest.fixture
def three():
    """One that grew from 2 to 3, one that fell from 1 to 0 and was founded too late to compare, one that never applied."""
    make_enterprise(
        "青海示例锂业有限公司",
        date(2017, 3, 1),
        date(2017, 6, 30),
        date(2018, 1, 5),
        date(2018, 3, 1),
        date(2018, 7, 1),
    )
    make_enterprise("青海示例枸杞有限公司", date(2017, 5, 1), place=HAIDONG, founded_on=date(2017, 1, 2))
    make_enterprise("青海示例藏毯有限公司", place=HAIDONG)


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("this", "before", "percent", "code", "said"),
    [
        (13, 10, "30.0", "ok", "增长 30.0%；达到年增 30%"),
        (129, 100, "29.0", "late", "比要求低 1.0 个百分点"),
        (4, 7, "-42.9", "late", "下降 42.9%；比要求低 72.9"),
        (5, 5, "0.0", "late", "持平；比要求低"),
        (3, 0, None, "unknown", "上年同期没有申请"),
        (0, 0, None, "unknown", "两年都没有申请"),
    ],
)
def test_growth_is_said_in_words(this, before, percent, code, said):
    found = growth(this, before, Decimal(30))
    assert (found.percent, found.code) == (percent and Decimal(percent), code) and said in found.reason


@pytest.mark.parametrize(
    ("applied", "members", "percent", "code"),
    [(16, 16, "100.0", "ok"), (15, 16, "93.8", "late"), (0, 0, None, "unknown")],
)
def test_coverage_is_of_the_roll(applied, members, percent, code):
    found = coverage(applied, members, Decimal(100))
    assert (found.percent, found.code) == (percent and Decimal(percent), code)


def test_days_and_foundings_that_can_be_compared():
    assert into_year(date(2016, 2, 29), 2017) == date(2017, 2, 28)
    assert (
        is_comparable(None, 2018)
        and is_comparable(date(2017, 1, 1), 2018)
        and not is_comparable(date(2017, 1, 2), 2018)
    )


# ── rolls ───────────────────────────────────────────────────────────────────────────────────────


def test_a_roll_is_compared_with_itself_and_joining_enterprises_do_not_grow_it(three):
    roll = make_roll()
    found = standing_of(roll)
    assert (found.members, found.comparable, found.applied, found.zero) == (3, 2, 2, 1)
    assert (found.this, found.before) == (3, 2), "the same days of both years; who was founded later is left out"
    make_enterprise("青海示例新锐有限公司", date(2018, 2, 1), date(2018, 2, 2))
    count_roll(actor=SYSTEM, roll=roll)
    assert standing_of(roll) == found
    assert {code: (one.members, one.this) for code, one in by_prefecture(roll)[1].items()} == {
        "6301": (1, 3),
        "6302": (2, 0),
    }
    assert (
        applications_of(roll).filter(side="this").count() == 3
        and applications_of(roll).filter(side="before").count() == 2
    )
    assert growth_figures("growers", ["", "9999"]) == {
        "": [(2018, date(2018, 7, 2), 3, 2)],
        "9999": [(2018, date(2018, 7, 2), 0, 0)],
    }


def test_what_two_rolls_would_say_is_told_apart(three):
    cohort = make_cohort()
    make_roll(2017, cohort)
    late = make_enterprise("青海示例新锐有限公司", date(2017, 2, 1), date(2018, 2, 1), date(2018, 2, 2), flag="")
    set_flag(actor=SYSTEM, party=late, flag="high_tech", valid_from=date(2017, 9, 1), basis="测试")
    roll = make_roll(2018, cohort)
    assert naive_growth(roll) == (5, 3), "5 of 4 enterprises beside 3 of 3"
    assert (standing_of(roll).this, standing_of(roll).before) == (5, 3)
    assert standing_of(roll).members == 4


def test_an_application_of_two_members_counts_once(three):
    make_right(
        holders=["青海示例锂业有限公司", "青海示例藏毯有限公司"], applied_on=date(2018, 4, 1), registered_on=None, status="pending",
    )  # fmt: skip
    roll = make_roll()
    assert standing_of(roll).this == 4 and applications_of(roll).filter(side="this").count() == 4
    assert sorted(roll.members.values_list("filings", flat=True)) == [0, 1, 4]


def test_freezing_stands_and_is_told_once(three):
    clerk = an_actor("clerk", MANAGE, VIEW)
    roll = draw_roll(actor=clerk, cohort=make_cohort(), year=2018, basis="公告")
    freeze_roll(actor=clerk, roll=roll)
    freeze_roll(actor=clerk, roll=roll)
    assert AuditEntry.objects.filter(action="cultivation.freeze_roll").count() == 1
    assert EventRow.objects.filter(name="cultivation.roll_frozen").count() == 1
    member = roll.members.first()
    assert (member.valid_from, member.valid_to) == (date(2018, 1, 1), date(2019, 1, 1))
    with pytest.raises(RollFrozenAlready, match="clerk冻结"):
        add_member(actor=clerk, roll=roll, enterprise="青海示例锂业有限公司", basis="补录")
    with pytest.raises(RollFrozenAlready):
        remove_member(actor=clerk, member=member, reason="撤销认定")


def test_an_open_roll_takes_and_loses_enterprises(three):
    clerk = an_actor("clerk", MANAGE, VIEW, "parties.view")
    make_enterprise("青海示例新锐有限公司", flag="", credit_code=CODE)
    roll = make_roll(frozen=False)
    member = add_member(actor=clerk, roll=roll, enterprise=CODE, basis="认定公告")
    assert add_member(actor=clerk, roll=roll, enterprise="青海示例新锐有限公司", basis="又一次").pk == member.pk
    assert member.source == "form" and roll.members.count() == 4
    remove_member(actor=clerk, member=member, reason="认定已撤销")
    assert roll.members.count() == 3
    assert AuditEntry.objects.filter(action__in=["cultivation.add_member", "cultivation.remove_member"]).count() == 2
    with pytest.raises(NoSuchEnterprise):
        add_member(actor=clerk, roll=roll, enterprise="没有这个企业", basis="公告")
    with pytest.raises(RollNotFrozen):
        count_roll(actor=SYSTEM, roll=roll)


@pytest.mark.parametrize(
    ("change", "refusal"), [({"year": 2019}, NotValid), ({"basis": " "}, NotValid), ({}, NotValid)]
)
def test_a_roll_that_cannot_be(three, change, refusal):
    cohort = make_cohort()
    make_roll(2018, cohort)
    with pytest.raises(refusal):
        draw_roll(**{"actor": SYSTEM, "cohort": cohort, "year": 2018, "basis": "公告", **change})


def test_without_the_permit_nothing_is_done(three):
    viewer, roll = an_actor("viewer", VIEW), make_roll(frozen=False)
    for do in (
        lambda: draw_roll(actor=viewer, cohort=roll.cohort, year=2017, basis="公告"),
        lambda: add_member(actor=viewer, roll=roll, enterprise="青海示例锂业有限公司", basis="公告"),
        lambda: freeze_roll(actor=viewer, roll=roll),
        lambda: count_roll(actor=viewer, roll=roll),
        lambda: ask_outreach(actor=viewer, roll=roll),
        lambda: remove_member(actor=viewer, member=roll.members.first(), reason="不符"),
    ):
        with pytest.raises(PermitRefused):
            do()


def test_rolls_are_counted_once_a_day(three):
    roll = make_roll()
    make_enterprise("青海示例锂业有限公司分厂", flag="")
    assert count_frozen() == 0
    with clock.fixed(datetime(2018, 7, 3, 1, 0)):
        assert count_frozen() == 1 and count_frozen() == 0
    roll.refresh_from_db()
    assert roll.counted_on == date(2018, 7, 3)


def test_reference_rows_are_loaded_once():
    row = {"code": "tech", "title": "科技型企业", "flags": "tech_sme;high_tech", "measure": "coverage", "goal": "100",
           "valid_from": "2017-01-01", "source": "计划"}  # fmt: skip
    assert (load_cohorts(actor=SYSTEM, rows=[row]), load_cohorts(actor=SYSTEM, rows=[row])) == (1, 0)
    assert Cohort.objects.get().flags == ["tech_sme", "high_tech"]


# ── import ──────────────────────────────────────────────────────────────────────────────────────


def test_a_list_is_matched_by_code_and_by_name(three, tmp_path):
    make_enterprise("青海示例新锐科技有限公司", flag="", credit_code=CODE)
    roll = make_roll(frozen=False)
    file = tmp_path / "名单.csv"
    heads = ",".join(one.title for one in FIELDS)
    rows = [
        f"高新技术企业,2018年,新锐公司,{CODE},青科发1号", "growers,2018,青海示例锂业有限公司,,青科发1号",
        "高新技术企业,2018,没有登记的公司,,", "高新技术企业,2017,青海示例锂业有限公司,,",
    ]  # fmt: skip
    file.write_text("\n".join([heads, *rows]), encoding="utf-8")
    batch = prepare_batch(
        actor=SYSTEM, kind="cohort-members", source=file, file_name=file.name, data_as_of=date(2018, 7, 1)
    )
    run_batch(batch=confirm_batch(actor=SYSTEM, batch=batch))
    batch.refresh_from_db()
    assert (batch.created_count, batch.unchanged_count, batch.rejected_count) == (1, 1, 2)
    member = CohortMember.objects.get(batch_id=batch.pk)
    assert (member.name, member.source, member.basis, member.roll_id) == (
        "青海示例新锐科技有限公司",
        "list",
        "青科发1号",
        roll.pk,
    )


# ── outreach ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def haidong():
    body = a_body("ip-630200", "海东市局", a_region("630200", "海东市", a_region()))
    return an_actor("haidong", VIEW, ANSWER, scope=Scope.REGION, body=body)


def test_who_has_not_applied_is_called_on_by_its_prefecture(three, haidong):
    roll = make_roll()
    office = an_actor("office", ASK)
    assert ask_outreach(actor=office, roll=roll) == 1 and ask_outreach(actor=office, roll=roll) == 0
    call = OutreachCall.objects.get()
    assert (call.member.name, call.body.code, call.due_on) == ("青海示例藏毯有限公司", "ip-630200", date(2018, 8, 13))
    item = open_items_about(roll, WORK).get()
    assert item.body_id == call.body_id and "1 家" in item.title and item.due_on == call.due_on
    with pytest.raises(NotValid, match="走访情况"):
        answer_outreach(actor=haidong, call=call, outcome="preparing", note=" ")
    answer_outreach(actor=haidong, call=call, outcome="preparing", note="准备申请两件实用新型")
    assert not open_items_about(roll, WORK).exists()
    with pytest.raises(AnsweredAlready, match="haidong已答复"):
        answer_outreach(actor=haidong, call=call, outcome="nothing", note="没有")
    assert (
        EventRow.objects.filter(name__in=["cultivation.outreach_asked", "cultivation.outreach_answered"]).count() == 2
    )


def test_another_prefecture_neither_sees_nor_answers(three, haidong):
    ask_outreach(actor=SYSTEM, roll=make_roll())
    other = an_actor(
        "xining", VIEW, ANSWER, scope=Scope.REGION, body=a_body("ip-630100", "西宁市局", a_region("630100", "西宁市"))
    )
    assert visible_calls(haidong).count() == 1 and visible_calls(other).count() == 0
    assert visible_members(haidong).count() == 2 and visible_members(other).count() == 1
    with pytest.raises(PermitRefused):
        answer_outreach(actor=other, call=OutreachCall.objects.get(), outcome="nothing", note="没有")


def test_an_open_roll_calls_on_nobody(three):
    with pytest.raises(RollNotFrozen):
        ask_outreach(actor=SYSTEM, roll=make_roll(frozen=False))
