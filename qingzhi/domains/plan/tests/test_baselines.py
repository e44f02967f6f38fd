"""What the text reports as reached is recomputed from the registers; the prefectures' figures are added up."""

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics.actions import draft_formula
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic
from qingzhi.domains.plan.actions.baselines import bind_baseline
from qingzhi.domains.plan.models import BaselineCheck
from qingzhi.domains.plan.queries.baselines import checked_baselines
from qingzhi.domains.plan.queries.targets import contributions, sum_of, target_state
from qingzhi.domains.plan.refusals import TargetUnknown, ValueNotValid
from qingzhi.domains.plan.rules.adding_up import summed
from qingzhi.domains.plan.rules.baselines import Verdict, compared
from qingzhi.domains.plan.testing.targets import make_baseline, make_marks, make_target_plan, make_thresholds
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import refresh_lake

pytestmark = pytest.mark.django_db
GRANTED = {"table": "rights", "where": [["kind", "is", "patent"]], "day": "registered_on", "region": "region_code"}
MANY = [Decimal(7), Decimal(3)]


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region()
        yield


@pytest.fixture
def granted():
    """Two grants from 2011 to 2015, one after, and an indicator that counts them by a formula in preparation."""
    for day in (date(2011, 1, 1), date(2015, 12, 31), date(2016, 1, 1)):
        right = make_right(applied_on=date(2010, 5, 4), registered_on=day)
        right.region_code = "990100"
        right.save(update_fields=["region_code"])
    refresh_lake(tables=("rights",))
    indicator = make_indicator("granted", "专利授权量", kind="flow")
    draft_formula(actor=SYSTEM, indicator=indicator, spec=GRANTED, source="统计制度")
    return indicator


@pytest.mark.parametrize(
    ("stated", "found", "whole", "verdict", "gap"),
    [
        (3403, 3403, True, Verdict.EQUAL, 0),
        (3403, 3403, False, Verdict.EQUAL, 0),
        (3403, 3400, True, Verdict.DIFFERS, -3),
        (3403, 141, False, Verdict.PARTIAL, -3262),
        (3403, None, True, Verdict.UNKNOWN, None),
        ("0.733", "0.7334", True, Verdict.EQUAL, 0),
    ],
)
def test_a_stated_figure_beside_the_recomputed_one(stated, found, whole, verdict, gap):
    told = None if found is None else Decimal(str(found))
    outcome = compared(Decimal(str(stated)), told, "件", is_whole=whole)
    assert (outcome.verdict, outcome.gap) == (verdict, gap)


def test_what_the_text_reports_is_recomputed_and_opens_to_its_records(granted):
    version = make_target_plan()
    told = make_baseline(version, "专利授权", 2, kind="flow")
    make_baseline(version, "中国驰名商标", 44)
    bind_baseline(actor=SYSTEM, plan=version.plan, lineage=told.lineage, indicator="granted", period="2011-2015")
    first, second = checked_baselines(version)
    assert (first.code, first.value, first.found.count) == ("ok", Decimal(2), 2)
    assert first.url == "/metrics/indicators/granted/records/?region=990000&period=2011-2015"
    assert (second.code, second.value) == ("unknown", None)
    bind_baseline(actor=SYSTEM, plan=version.plan, lineage=told.lineage, indicator="granted", period="2016")
    assert checked_baselines(version)[0].code == "warn", "nobody has said that the register is whole"
    granted.counted_from = date(2016, 1, 1)
    granted.save()
    assert checked_baselines(version)[0].code == "late"


def test_binding_a_baseline_is_told_once_and_taken_back(granted):
    version = make_target_plan()
    told = make_baseline(version, "专利授权", 2)
    asked = {
        "plan": version.plan,
        "lineage": told.lineage,
        "indicator": "granted",
        "period": "2011—2015年",
        "note": "五年",
    }
    row = bind_baseline(actor=SYSTEM, **asked)
    assert bind_baseline(actor=SYSTEM, **asked).pk == row.pk and row.period == "2011-2015"
    assert AuditEntry.objects.filter(action="plan.bind_baseline").count() == 1
    assert EventRow.objects.filter(name="plan.baseline_bound").count() == 1
    bind_baseline(actor=SYSTEM, **{**asked, "indicator": ""})
    assert not BaselineCheck.objects.exists()
    assert AuditEntry.objects.filter(action="plan.bind_baseline").count() == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"indicator": "nothing"}, ValueNotValid),
        ({"period": "不知道"}, ValueNotValid),
        ({"period": "2020"}, ValueNotValid),
        ({"lineage": uuid4()}, TargetUnknown),
        ({"actor": make_actor(permits=("plan.target.view",))}, PermitRefused),
    ],
)
def test_what_cannot_be_bound_is_refused(granted, change, refusal):
    version = make_target_plan()
    told = make_baseline(version, "专利授权", 2)
    asked = {"actor": SYSTEM, "plan": version.plan, "lineage": told.lineage, "indicator": "granted", "period": "2015"}
    with pytest.raises(refusal):
        bind_baseline(**{**asked, **change})
    assert not BaselineCheck.objects.exists()


@pytest.mark.parametrize(
    ("whole", "more", "adds_up", "said"),
    [
        (10, {}, True, "合计等于全省"),
        (12, {"counted": True}, False, "少 2 件：地址只到省一级"),
        (12, {"missing": 1}, False, "少 2 件：有 1 个市州没有数据；统计来源"),
        (9, {"counted": True}, False, "多 1 件：同一主体"),
        (12, {"same_time": False}, False, "不是同一时期"),
        (None, {}, False, "没有可比的数"),
        (50, {"kind": "coverage"}, False, "覆盖率不能由各市州相加"),
    ],
)
def test_prefectures_add_up_or_it_is_said_why_not(whole, more, adds_up, said):
    given = {"kind": "stock", "same_time": True, "missing": 0, "counted": False, **more}
    found = summed(MANY, None if whole is None else Decimal(whole), "件", **given)
    assert found.adds_up is adds_up and said in found.sentence


def test_the_prefectures_of_a_target_beside_the_province():
    make_thresholds()
    target = make_marks()
    indicator = target_state(target).indicator
    for code, value in (("990100", 9000), ("990200", 9000)):
        make_statistic(indicator, "2016", value, region=make_region(code, code, parent=make_region()))
    state = target_state(target)
    found = sum_of(state, contributions(state))
    assert (found.total_text, found.gap, found.adds_up) == ("18,000", Decimal(537), False)
    make_statistic(indicator, "2017", 9100, region=make_region("990200"))
    state = target_state(target)
    assert "不是同一时期" in sum_of(state, contributions(state)).sentence
