"""A plan with the targets of the real notice that have figures, and their indicators."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.permits import SYSTEM
from qingzhi.base.regions.models import Region
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic

from ..actions.light_thresholds import set_threshold
from ..actions.targets import bind_indicator
from ..models import Baseline, Plan, PlanVersion, Section, Target, TrackedTarget
from ..terms import VersionState

TODAY = date(2018, 7, 1)
AT = "2017-07-01T00:00:00+08:00"
MARKS_BASELINE = {"value": 12918, "as_of": "2015-12-31", "unit": "件"}


def make_target_plan(
    code: str = "sample", *, level: str = "province", region: Region | None = None, **more: Any
) -> PlanVersion:
    """A published version from 2017 to 2020, issued on 2017-06-23."""
    years = {"period_from": 2017, "period_to": 2020}
    plan = Plan.objects.create(
        code=code, title=f"{code} 推进计划", level=level, region=region or make_region(), **{**years, **more}
    )
    return PlanVersion.objects.create(
        plan=plan, number=1, state=VersionState.PUBLISHED, title=plan.title, text="正文", compiled_sha256=code,
        issued_on=date(2017, 6, 23), made_at=AT, made_by="测试", **years,
    )  # fmt: skip


def make_target(version: PlanVersion, indicator: str = "国内注册商标总量", value: Any = 20000, **more: Any) -> Target:
    """A target of the version: at least so much by the end of 2020."""
    section = Section.objects.get_or_create(
        version=version, code="4", defaults={"level": 1, "heading": "主要措施", "start": 0, "end": 2}
    )[0]
    values = {
        "comparator": ">=",
        "unit": "件",
        "kind": "stock",
        "deadline": date(2020, 12, 31),
        "quote": "原文",
        **more,
    }
    number = version.targets.count() + 1
    return Target.objects.create(
        version=version, section=section, code=f"T{number}", indicator=indicator, value=Decimal(str(value)),
        start=0, end=2, position=number, **values,
    )  # fmt: skip


def bind(target: Target, indicator: str, **more: Any) -> TrackedTarget:
    return bind_indicator(actor=SYSTEM, plan=target.version.plan, lineage=target.lineage, indicator=indicator, **more)


def make_thresholds(**more: Any) -> None:
    """The office's rows: 5 and 15 percentage points, 200 days, 10 %."""
    values = {"warn_gap": 5, "late_gap": 15, "stale_days": 200, "approx_percent": 10, "valid_from": date(2017, 1, 1)}
    numbers: dict[str, Any] = {
        name: Decimal(value) if name != "stale_days" and isinstance(value, int) else value
        for name, value in {**values, **more}.items()
    }
    set_threshold(actor=SYSTEM, source="测试", **numbers)


def make_marks(version: PlanVersion | None = None) -> Target:
    """The notice's marks: 12,918 at the end of 2015, 18,537 at the end of 2016, 20,000 demanded by the end of 2020."""
    version = version or make_target_plan()
    indicator = make_indicator()
    make_statistic(indicator, "2015", 12918)
    make_statistic(indicator, "2016", 18537)
    target = make_target(version, baseline=MARKS_BASELINE)
    bind(target, indicator.code)
    return target


def make_baseline(version: PlanVersion, indicator: str, value: Any, **more: Any) -> Baseline:
    """A figure that the text of the version reports as reached."""
    section = Section.objects.get_or_create(
        version=version, code="1", defaults={"level": 1, "heading": "形势", "start": 0, "end": 2}
    )[0]
    number = version.baselines.count() + 1
    values = {"comparator": "=", "unit": "件", "kind": "stock", "quote": f"{indicator}{value}件", **more}
    return Baseline.objects.create(
        version=version, section=section, code=f"B{number}", indicator=indicator, value=Decimal(str(value)),
        start=0, end=2, position=number, **values,
    )  # fmt: skip
