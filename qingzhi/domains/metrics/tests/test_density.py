"""Density per industry and cluster: rights of the registers over imported staff or output, ranked, each leading to its records."""

from datetime import date, datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics.actions import draft_formula
from qingzhi.domains.metrics.actions.density import import_industry_statistics, load_density
from qingzhi.domains.metrics.models import DensityKind, IndustryStatistic
from qingzhi.domains.metrics.queries.density import densities
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.rules.industry_rows import HEADS, RowsNotUnderstood, industry_rows
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region
from qingzhi.domains.parties.testing import give_trade, make_party
from qingzhi.domains.rights.testing import give, make_classes, make_plan_industry, make_right
from qingzhi.engine.lake.actions import refresh_lake

pytestmark = pytest.mark.django_db
KIND = {"code": "granted-staff", "title": "每万名从业人员授权量", "indicator": "granted", "years": "2", "measure": "staff", "times": "10000", "unit": "件/万人", "source": "测试"}  # fmt: skip
GROUP = {"code": "medicine", "name": "医药医疗产业", "national_value": "9974.3", "value_year": "2019", "valid_from": "2019-04-01", "source": "测试"}  # fmt: skip
CODES = [{"group": "medicine", "prefix": "27", "confirmed": "1", "note": ""}, {"group": "medicine", "prefix": "358", "confirmed": "0", "note": ""}]  # fmt: skip
OWNER = {"owner": {"table": "right_holdings", "here": "id", "there": "right_id"}, "trade": {"table": "party_industries", "here": "owner.party_id", "there": "party_id"}}  # fmt: skip
SECTOR = {"classified": {"table": "right_industries", "here": "id", "there": "right_id"}, "sector": {"table": "industries", "here": "classified.industry_id", "there": "id"}}  # fmt: skip
SPEC = {"table": "rights", "day": "registered_on", "region": "region_code", "by": {
    "industry": {"column": "trade.code", "first": 2, "labels": "gbt4754", "joins": OWNER, "where": [["trade.is_main", "is", True]]},
    "plan_industry": {"column": "sector.code", "labels": "plan_industries", "joins": SECTOR},
}}  # fmt: skip


def table(*rows):
    return "\n".join([",".join(HEADS), *rows]).encode()


STAFF = table(
    "从业人员,industry,27,甲省,2016,1000,人,年鉴", "从业人员,industry,27,甲省,2017,0.3万,人,年鉴",
    "从业人员,industry,35,甲省,2017,500,人,年鉴", "从业人员,plan_industry,lithium,甲省,2017,200,人,年鉴",
)  # fmt: skip


@pytest.fixture
def industries():
    """Three grants of medicine, one of machines, one of nobody knows which; two of them of the lithium cluster."""
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region()
        make_classes("gbt4754", {"27": "医药制造业", "35": "专用设备制造业", "26": "化学原料"})
        lithium = make_plan_industry("lithium", "锂电")
        make_plan_industry("solar", "光伏")
        for number, code in enumerate(("C2740", "2710", "27", "3562", "")):
            party = make_party(f"示例企业{number}")
            right = make_right(registered_on=date(2016 + number % 2, 5, 9))
            give(right, party, region_code="990100", industry=lithium if number < 2 else None)
            if code:
                give_trade(party, code)
        indicator = make_indicator("granted", "授权量", kind="flow", meaning="一年内授权的件数")
        draft_formula(actor=SYSTEM, indicator=indicator, spec=SPEC, source="测试")
        load_density(actor=SYSTEM, kinds=[KIND], groups=[GROUP], codes=CODES)
        refresh_lake()
        yield DensityKind.objects.get()


def test_industries_are_ranked_by_rights_over_staff_and_the_rest_says_why_not(industries):
    import_industry_statistics(actor=SYSTEM, content=STAFF)
    found = densities(industries, "industry", "990000", 2017)
    told = [(one.code, one.rights, one.base, one.density, one.rank) for one in found.rows]
    assert told == [("35", 1, 500, 20, 1), ("27", 3, 2000, 15, 2)] and found.untold.count == 1
    assert found.period.code == "2016-2017" and found.rows[1].label == "27 医药制造业"
    assert "dimension=industry&slice=27" in found.rows[1].records_url
    marks = {one.code: [(each.group, each.whole, each.confirmed) for each in one.intensive] for one in found.rows}
    assert marks == {"27": [("医药医疗产业", True, True)], "35": [("医药医疗产业", False, False)]}


def test_clusters_of_the_plan_are_ranked_and_those_without_figures_say_so(industries):
    import_industry_statistics(actor=SYSTEM, content=STAFF)
    found = densities(industries, "plan_industry", "990000", 2017, group="four")
    assert [(one.label, one.rights, one.density) for one in found.rows] == [("锂电", 2, 100), ("光伏", 0, None)]
    assert [(one.label, one.reason) for one in found.missing] == [("光伏", "没有从业人员统计数据")]
    assert found.untold.count == 3 and densities(industries, "plan_industry", "990000", 2017, group="none").rows == []


def test_statistics_by_industry_are_taken_in_whole_and_corrected_with_a_reason(industries):
    with pytest.raises(PermitRefused):
        import_industry_statistics(actor=make_actor(permits=("metrics.statistic.view",)), content=STAFF)
    assert import_industry_statistics(actor=SYSTEM, content=STAFF) == (4, 0)
    assert import_industry_statistics(actor=SYSTEM, content=STAFF) == (0, 0), "the same again changes nothing"
    changed = STAFF.replace(b"500", b"800")
    with pytest.raises(ValueNotValid, match="“99”不是"):
        import_industry_statistics(actor=SYSTEM, content=STAFF.replace(b",35,", b",99,"))
    with pytest.raises(ValueNotValid, match="请填写更正理由"):
        import_industry_statistics(actor=SYSTEM, content=changed)
    assert import_industry_statistics(actor=SYSTEM, content=changed, reason="年鉴勘误") == (0, 1)
    assert import_industry_statistics(actor=SYSTEM, content=STAFF, reason="仍以原表为准") == (0, 1)
    chain = IndustryStatistic.objects.filter(industry="35").order_by("pk")
    assert [(int(one.value), one.revision_reason) for one in chain] == [
        (500, ""),
        (800, "年鉴勘误"),
        (500, "仍以原表为准"),
    ]
    assert AuditEntry.objects.filter(action="metrics.import_industry_statistics").count() == 3
    assert EventRow.objects.filter(name="metrics.industry_statistics_imported").count() == 3


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("从业人员,industry,99,甲省,2017,500,人,年鉴", "第 2 行：“99”不是"),
        ("从业人员,industry,27,乙省,2017,500,人,年鉴", "没有名为“乙省”的地区"),
        ("工资,industry,27,甲省,2017,500,人,年鉴", "口径“工资”应为 从业人员、产值"),
        ("产值,industry,27,甲省,2017,500,人,年鉴", "单位“人”"),
        ("产值,industry,27,甲省,17,500,万元,年鉴", "“17”不是年度"),
        ("产值,industry,27,甲省,2017,0,万元,年鉴", "数值应大于零"),
        ("产值,industry,27,甲省,2017,5,万元,", "没有写明来源"),
    ],
)
def test_each_fault_of_a_row_is_one_sentence(row, sentence):
    lines = table(row, "产值,industry,35,甲省,2017,5,亿元,年鉴").decode().splitlines()
    rows = [(number, line.split(",")) for number, line in enumerate(lines, 1)]
    with pytest.raises(RowsNotUnderstood) as fault:
        industry_rows(rows, {"industry": {"27", "35"}, "plan_industry": set()}, {"甲省": "990000"})
    assert sentence in str(fault.value) and len(fault.value.faults) == 1
