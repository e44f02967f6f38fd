"""Factories."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.base.regions.models import Level, Region

from .actions import declare_indicator, enter_statistic
from .models import Indicator, Statistic

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
