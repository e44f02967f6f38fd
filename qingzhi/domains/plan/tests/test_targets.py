"""How targets stand, from real figures: way, light, forecast, pace, steps, plans at several levels."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.base.permits.actor import Actor
from qingzhi.domains.metrics.queries import usages_of_many
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic
from qingzhi.domains.plan.access.targets import visible_target_versions
from qingzhi.domains.plan.actions.light_thresholds import load_light_thresholds, set_threshold
from qingzhi.domains.plan.actions.targets import bind_indicator, set_steps
from qingzhi.domains.plan.models import LightThreshold, PlanVersion, TrackedTarget
from qingzhi.domains.plan.queries.targets import (
    contributions,
    light_counts,
    target_state,
    target_states,
    uses_of,
)
from qingzhi.domains.plan.refusals import StepNotSound, TargetUnknown, ValueNotValid
from qingzhi.domains.plan.rules.tracking.forecast import Method
from qingzhi.domains.plan.testing.targets import (
    TODAY,
    bind,
    make_marks,
    make_target,
    make_target_plan,
    make_thresholds,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(TODAY):
        make_thresholds()
        yield


def actor(*permits, scope=Scope.ALL, region="990000"):
    return Actor(kind="person", name="示例", user_id=9, region_code=region, grants=dict.fromkeys(permits, scope))


def test_the_marks_of_the_notice_on_the_first_of_july_2018():
    state = target_state(make_marks())
    assert (state.name, state.current, state.as_of) == ("有效注册商标量", Decimal(18537), date(2016, 12, 31))
    assert state.latest.source == "测试统计年鉴"
    assert state.trajectory.origin.value == Decimal(12918)
    assert state.progress == Decimal("79.3")
    assert state.light.share_expected == Decimal("20.0")
    assert state.elapsed == Decimal("50.0")
    assert (state.code, state.is_stale) == ("warn", True)
    assert "已完成 79.3%，应完成 20.0%" in state.reason
    assert "数据已 547 天未更新" in state.reason
    assert (state.forecast.method, state.forecast.low) == (Method.TWO_POINTS, None)
    assert state.pace.needed == Decimal("30.5")
    assert "此前每月增加 468.3 件" in state.pace.sentence


def test_steps_of_the_office_win_over_the_straight_line():
    target = make_marks()
    steps = {2017: Decimal(16500), 2018: Decimal(18000), 2019: Decimal(19000), 2020: Decimal(20000)}
    set_steps(actor=SYSTEM, tracked=TrackedTarget.objects.get(), steps=steps, reason="示例分解")
    state = target_state(target)
    assert state.trajectory.expected_on(date(2018, 12, 31)) == Decimal(18000)
    assert state.light.share_expected == Decimal("25.3")


def test_what_was_not_known_on_a_day_plays_no_part():
    target = make_marks()
    with clock.fixed(date(2019, 10, 31)):
        make_statistic(make_indicator(), "2019-09", 38777)
        assert target_state(target).code == "done"
    assert target_state(target).current == Decimal(18537)
    assert target_state(target, date(2016, 6, 30)).current == Decimal(12918)


def test_a_target_without_indicator_or_figure_says_so():
    version = make_target_plan()
    bare, empty = make_target(version, "企业", 1000), make_target(version, "联盟", 5, unit="家")
    bind(empty, make_indicator("alliances", "知识产权联盟数", unit="家").code)
    states = {state.target.pk: state for state in target_states(version)}
    assert (states[bare.pk].code, states[bare.pk].reason) == ("unknown", "尚未绑定指标。")
    assert states[empty.pk].reason == "缺少指标数值，尚无记录可查。"
    assert states[empty.pk].elapsed == Decimal("37.4")
    assert light_counts(list(states.values())) == {"late": 0, "warn": 0, "unknown": 2, "ok": 0, "done": 0}


def test_an_indicator_of_another_unit_does_not_speak_for_a_target():
    version = make_target_plan()
    target = make_target(version, "商标", 20)
    firms = make_indicator("firms", "优势企业数", unit="家")
    make_statistic(firms, "2017", 10)
    bind(target, "firms")
    assert target_state(target).reason == "指标的单位“家”与目标的单位“件”不一致。"


def test_money_is_compared_in_the_target_s_unit():
    version = make_target_plan()
    target = make_target(version, "质押融资额", 1200000000, unit="元")
    make_statistic(make_indicator("pledges", "质押融资额", unit="万元"), "2017", 60000)
    bind(target, "pledges")
    assert target_state(target).current == Decimal(600000000)


def test_without_a_baseline_in_the_text_the_figure_at_issue_is_the_beginning():
    version = make_target_plan()
    target = make_target(version, "地理标志商标", 40)
    gi = make_indicator("gi", "地理标志商标量")
    make_statistic(gi, "2017-06", 33, as_of=date(2017, 6, 23))
    make_statistic(gi, "2018-06", 36)
    bind(target, "gi")
    state = target_state(target)
    assert (state.trajectory.origin.value, state.trajectory.origin.on) == (Decimal(33), date(2017, 6, 23))
    assert (state.code, state.progress) == ("ok", Decimal("42.9"))


def test_a_repeated_target_takes_whole_years_alone():
    version = make_target_plan()
    target = make_target(version, "专利申请增长率", 30, unit="%", kind="growth", per="year")
    growth = make_indicator("growth", "专利申请增长率", unit="%", kind="growth")
    make_statistic(growth, "2017", "27.4")
    make_statistic(growth, "2018H1", 45)
    bind(target, "growth")
    state = target_state(target)
    assert (state.current, state.as_of) == (Decimal("27.4"), date(2017, 12, 31))
    assert state.code == "warn"
    assert "2017年为 27.4%" in state.reason


def test_what_shall_come_since_the_beginning_is_added_up():
    version = make_target_plan()
    target = make_target(version, "新增专利授权", 6000, kind="flow")
    grants = make_indicator("grants", "专利授权量", kind="flow")
    for period, value in (("2016", 1357), ("2017", 1500), ("2018-01..04", 600)):
        make_statistic(grants, period, value)
    bind(target, "grants")
    state = target_state(target)
    assert state.history == [Decimal(1500), Decimal(2100)]
    assert state.as_of == date(2018, 4, 30)


def test_of_a_level_what_was_there_at_the_beginning_is_taken_off():
    version = make_target_plan()
    target = make_target(version, "引进服务机构", 5, unit="家", kind="flow")
    agencies = make_indicator("agencies", "服务机构数", unit="家")
    for period, value in (("2016", 4), ("2017", 5), ("2018-06", 7)):
        make_statistic(agencies, period, value)
    bind(target, "agencies")
    assert target_state(target).history == [Decimal(1), Decimal(3)]


def test_thresholds_of_the_day_are_those_that_count():
    target = make_marks()
    set_threshold(
        actor=SYSTEM, warn_gap=Decimal(5), late_gap=Decimal(15), stale_days=600, approx_percent=Decimal(10),
        valid_from=date(2018, 6, 1), source="联席会议办公室通知",
    )  # fmt: skip
    first, second = LightThreshold.objects.all()
    assert (first.valid_to, second.valid_to) == (date(2018, 6, 1), None)
    assert target_state(target, date(2018, 5, 31)).code == "warn"
    assert target_state(target, date(2018, 6, 1)).code == "ok"
    assert target_state(target, date(2016, 12, 31)).reason == "尚未设定亮灯阈值。"


def test_threshold_rows_load_once_and_are_refused_when_unsound():
    row = {"warn_gap": "5", "late_gap": "15", "stale_days": "200", "approx_percent": "10", "source": "默认"}
    rows = [{**row, "valid_from": "2017-01-01", "valid_to": ""}, {**row, "valid_from": "2019-01-01", "valid_to": ""}]
    assert load_light_thresholds(actor=SYSTEM, rows=rows) == 1
    assert load_light_thresholds(actor=SYSTEM, rows=rows) == 0
    with pytest.raises(ValueNotValid, match="滞后线不应低于预警线"):
        make_thresholds(warn_gap=20)


def test_one_indicator_serves_plans_at_several_levels():
    make_marks()
    national = make_target_plan("national", level="national")
    city = make_region("990100", "甲市")
    local = make_target_plan("local", level="prefecture", region=city)
    make_statistic(make_indicator(), "2017", 9000, region=city)
    for version, value in ((national, 18000), (local, 12000)):
        bind(make_target(version, "有效注册商标量", value), "marks")
    uses = uses_of(make_indicator().pk, PlanVersion.objects.filter(state="published"))
    shown = [(use.version.plan.level, use.state.goal_text, use.state.current, use.state.code) for use in uses]
    assert shown == [
        ("national", "不少于 18,000 件", Decimal(18537), "done"),
        ("province", "不少于 20,000 件", Decimal(18537), "warn"),
        ("prefecture", "不少于 12,000 件", Decimal(9000), "ok"),
    ]
    here, key = make_region(), make_indicator().pk
    told = {one: usages_of_many(actor("plan.target.view"), [make_indicator()], one) for one in (here, city)}
    demands = {region: [(one.demand, one.region) for one in found[key]] for region, found in told.items()}
    assert sorted(demands[here]) == [("不少于 18,000 件", "甲省"), ("不少于 20,000 件", "甲省")]
    assert demands[city] == [("不少于 12,000 件", "甲市")]


def test_prefectures_contribute():
    target = make_marks()
    province = make_region()
    for code, name, value in (("990100", "甲市", 9000), ("990200", "乙州", 3000)):
        region = make_region(code, name, parent=province)
        make_statistic(make_indicator(), "2017", value, region=region)
    make_region("990300", "丙州", parent=province)
    share = bind_indicator(
        actor=SYSTEM, plan=target.version.plan, lineage=target.lineage, indicator="marks", region=make_region("990100")
    )
    set_steps(actor=SYSTEM, tracked=share, steps={2018: Decimal(9500)}, reason="分解到市州")
    rows = contributions(target_state(target))
    assert [(row.region.name, row.value and row.value.value, row.part) for row in rows] == [
        ("甲市", Decimal(9000), 75.0),
        ("乙州", Decimal(3000), 25.0),
        ("丙州", None, None),
    ]
    assert rows[0].step.value == Decimal(9500)
    assert target_state(target).current == Decimal(18537), "a prefecture's share does not speak for the target"


def test_binding_is_state_audit_event_and_twice_changes_nothing():
    version = make_target_plan()
    target = make_target(version)
    make_indicator()
    first = bind(target, "marks")
    assert (first.indicator.code, first.bound_by) == ("marks", "系统")
    assert AuditEntry.objects.filter(action="plan.bind_indicator").count() == 1
    assert EventRow.objects.filter(name="plan.indicator_bound").count() == 1
    bind(target, "marks")
    assert AuditEntry.objects.filter(action="plan.bind_indicator").count() == 1
    assert bind(target, "").indicator is None
    with pytest.raises(ValueNotValid, match="没有代码为"):
        bind(target, "nothing")
    with pytest.raises(TargetUnknown):
        bind_indicator(actor=SYSTEM, plan=version.plan, lineage=uuid4(), indicator="marks")


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ({2016: 1}, "2016年不在目标期内（2017—2020年）"),
        ({2017: 16000, 2018: 15000}, "2017年的年度目标不应高于下一年的"),
        ({2020: 19000}, "期限当年的年度目标应等于目标值 20,000 件"),
    ],
)
def test_unsound_steps_are_refused(steps, says):
    make_marks()
    values = {year: Decimal(value) for year, value in steps.items()}
    with pytest.raises(StepNotSound, match=says):
        set_steps(actor=SYSTEM, tracked=TrackedTarget.objects.get(), steps=values, reason="示例")


def test_steps_want_a_reason_and_may_be_cleared():
    make_marks()
    tracked = TrackedTarget.objects.get()
    with pytest.raises(StepNotSound, match="分解依据"):
        set_steps(actor=SYSTEM, tracked=tracked, steps={2018: Decimal(1)}, reason=" ")
    for _ in range(2):
        set_steps(actor=SYSTEM, tracked=tracked, steps={2018: Decimal(19000)}, reason="示例")
    assert AuditEntry.objects.get(action="plan.set_steps").changes == {"2018年": [None, "19,000"]}
    set_steps(actor=SYSTEM, tracked=tracked, steps={}, reason="")
    assert not tracked.steps.exists()


def test_only_who_may_binds_divides_and_judges():
    target = make_marks()
    plan, tracked = target.version.plan, TrackedTarget.objects.get()
    viewer = actor("plan.target.view")
    for act in (
        lambda who: bind_indicator(actor=who, plan=plan, lineage=target.lineage, indicator="marks"),
        lambda who: set_steps(actor=who, tracked=tracked, steps={}, reason=""),
    ):
        with pytest.raises(PermitRefused):
            act(viewer)
        elsewhere = actor("plan.target.bind", "plan.target.steps", scope=Scope.REGION, region="980000")
        with pytest.raises(PermitRefused):
            act(elsewhere)
        act(actor("plan.target.bind", "plan.target.steps"))


@pytest.mark.parametrize(
    ("scope", "region", "seen"),
    [
        (Scope.ALL, "990000", {"province", "city", "town"}),
        (Scope.REGION, "990100", {"province", "city"}),
        (Scope.REGION, "990000", {"province", "city", "town"}),
        (Scope.BODY, "990100", {"province", "city"}),
    ],
)
def test_who_sees_the_targets_of_which_plan(scope, region, seen):
    make_target_plan("province")
    make_target_plan("city", level="prefecture", region=make_region("990100", "甲市"))
    make_target_plan("town", level="prefecture", region=make_region("990200", "乙市"))
    found = visible_target_versions(actor("plan.target.view", scope=scope, region=region))
    assert {one.plan.code for one in found} == seen
    assert not visible_target_versions(actor()).exists()


def test_many_targets_cost_six_queries(django_assert_max_num_queries):
    version = make_target_plan()
    for number in range(30):
        indicator = make_indicator(f"i{number}", f"指标{number}")
        make_statistic(indicator, "2016", number)
        make_statistic(indicator, "2017", number + 1)
        bind(make_target(version, f"目标{number}", 100), indicator.code)
    with django_assert_max_num_queries(6):
        states = target_states(version)
        assert len([state.reason for state in states]) == 30
