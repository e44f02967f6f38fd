"""Factories."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps

from qingzhi.base.identity.testing import a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.scoring.actions import load_thresholds

from .actions import declare_indicator, draft_formula, enter_statistic, publish_formula, try_formula
from .actions.evaluation_lists import list_judged
from .actions.evaluation_methods import load_methods, publish_method
from .actions.evaluation_scores import compute_scores
from .models import Evaluation, EvaluationMethod, Indicator, Statistic

PERMITS = (
    "metrics.statistic.view",
    "metrics.statistic.enter",
    "metrics.statistic.revise",
    "metrics.statistic.import",
    "metrics.indicator.manage",
)


def make_region(code: str = "990000", name: str = "甲省", **values: Any) -> Region:
    level = Level.PROVINCE if code.endswith("0000") else Level.PREFECTURE
    defaults = {"name": name, "short_name": name, "level": level, "source": "测试"}
    return Region.objects.get_or_create(code=code, defaults={**defaults, **values})[0]


def make_indicator(code: str = "marks", name: str = "有效注册商标量", **values: Any) -> Indicator:
    defaults = {"meaning": "期末有效的注册商标件数", "unit": "件", "kind": "stock"}
    return declare_indicator(actor=SYSTEM, code=code, name=name, **{**defaults, **values})


def make_statistic(
    indicator: Indicator, period: str, value: Any, *, region: Region | None = None, **values: Any
) -> Statistic:
    given = {"source": "测试统计年鉴", **values}
    return enter_statistic(
        actor=SYSTEM,
        indicator=indicator,
        region=region or make_region(),
        period=period,
        value=Decimal(str(value)),
        **given,
    )


def make_actor(region: str = "990000", scope: Scope | str = Scope.ALL, *, permits: tuple[str, ...] = PERMITS) -> Actor:
    return Actor(
        kind="person",
        name="王某某（示例）",
        user_id=7,
        role_title="联席会议办公室",
        region_code=region,
        grants=dict.fromkeys(permits, Scope(scope)),
    )


MARKS = (("2015", "12918", date(2015, 12, 31)), ("2016", "18537", date(2016, 12, 31)))


CITIES = {
    "code": "cities", "title": "市州评价", "kind": "prefectures", "valid_from": "2017-01-01", "source": "测试（默认，待确认）",
    "confidence": "1.96", "least_held": "60",
    "parts": [
        {"code": "create", "title": "创造", "weight": 60, "parts": [
            {"code": "granted", "title": "授权", "weight": 50, "indicator": "granted", "scaling": "spread"},
            {"code": "filed", "title": "申请", "weight": 50, "indicator": "filed", "scaling": "demand", "demand": "100"},
        ]},
        {"code": "protect", "title": "保护", "weight": 40, "parts": [
            {"code": "days", "title": "天数", "weight": 100, "indicator": "days", "scaling": "spread"},
        ]},
    ],
}  # fmt: skip
ENTERPRISES = {
    "code": "state", "title": "国企考评", "kind": "state", "valid_from": "2017-01-01", "source": "测试",
    "confidence": "1.96", "least_held": "60",
    "parts": [{"code": "granted", "title": "授权", "weight": 100, "indicator": "granted", "scaling": "spread"}],
}  # fmt: skip
HELD = ("rights", "right_holdings", "parties")
GRANTED = {"table": "rights", "where": [["kind", "is", "patent"]], "day": "registered_on", "region": "region_code"}


def make_patents(*rows: tuple[str, date, int]) -> None:
    """So many patents of a county and a day, as rows of the register alone."""
    model = apps.get_model("rights.Right")
    days = [(region, day) for region, day, count in rows for _ in range(count)]
    model.objects.bulk_create(
        model(
            kind="patent", number=f"2017{at:08d}", number_shown=f"2017{at:08d}", title=f"装置{at}", registered_on=day, status="in_force",
            region_code=region,
        )
        for at, (region, day) in enumerate(days, model.objects.count() + 1)
    )  # fmt: skip


def make_evaluation_figures() -> None:
    """What `CITIES` is scored by: ten, three and one grant of 2017 in three prefectures, their filings and days; the lake has them."""
    home = a_region()
    for code, name in (("630100", "西宁市"), ("630200", "海东市"), ("632600", "果洛州")):
        a_region(code, name, home)
    for code, days in (("evaluation.dispute.file", 30), ("evaluation.dispute.answer", 15)):
        LimitRule.objects.create(
            code=code, title=code, value=days, unit="day", counting="calendar", source="测试", status="default"
        )
    rules = (("evaluation.consistency", "0.1"), ("evaluation.swing", "20"))
    dated = {"valid_from": "2010-01-01", "source": "测试"}
    load_thresholds(
        actor=SYSTEM, rows=[{"code": code, "title": code, "value": value, **dated} for code, value in rules]
    )
    make_patents(("630103", date(2017, 3, 1), 10), ("630202", date(2017, 4, 1), 3), ("632601", date(2017, 5, 1), 1))
    refresh_lake(tables=("rights", "right_holdings", "parties"))
    granted = make_indicator("granted", "专利授权量", kind="flow", meaning="一年内授权的专利件数")
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec=GRANTED, source="统计制度")
    try_formula(actor=SYSTEM, formula=formula)
    publish_formula(actor=SYSTEM, formula=formula, valid_from=date(2010, 1, 1))
    filed = make_indicator("filed", "申请量", kind="flow")
    lasted = make_indicator("days", "办理天数", unit="天", kind="duration", direction="down")
    for region, told in (("630100", (200, 30)), ("630200", (40, 60)), ("632600", (10, 90)), ("630000", (250, 60))):
        make_statistic(filed, "2017", told[0], region=a_region(region))
        make_statistic(lasted, "2017", told[1], region=a_region(region))


def make_judged_enterprises() -> None:
    """What `ENTERPRISES` is scored by: two grants of 2017 of one enterprise, one of them shared with another; the lake has them."""
    make_grant(date(2017, 6, 1), "青海甲控股有限公司", "青海乙控股有限公司")
    make_grant(date(2017, 6, 2), "青海甲控股有限公司")
    make_grant(date(2016, 6, 2), "青海乙控股有限公司")
    refresh_lake(full=True, tables=HELD)


def make_scored_enterprises(actor: Actor) -> Evaluation:
    """The method of `ENTERPRISES` made public, both of them listed and scored for 2017."""
    make_judged_enterprises()
    load_methods(actor=SYSTEM, rows=[ENTERPRISES])
    method = publish_method(actor=SYSTEM, method=EvaluationMethod.objects.get(kind="state"))
    for party in apps.get_model("parties.Party").objects.filter(name__endswith="控股有限公司"):
        list_judged(actor=SYSTEM, kind="state", party=party, valid_from=date(2017, 1, 1), source="国资委名单")
    return compute_scores(actor=actor, method=method, period="2017")


def make_grant(day: date, *holders: str) -> None:
    """A patent granted that day, in a district of the province."""
    right = make_right(registered_on=day, holders=list(holders))
    apps.get_model("rights.Right").objects.filter(pk=right.pk).update(region_code="630105")
