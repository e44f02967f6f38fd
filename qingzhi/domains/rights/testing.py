"""Factories for tests: a registry clerk, the schedule, rights of every kind."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.cache import cache

from qingzhi.base.permits import Actor, Scope
from qingzhi.engine.limits.models import LimitRule

from .actions.registering import register_right
from .models import Code, CodeTable, FeeReduction, FeeRule, Holding, Industry, IndustryGroup, Right, RightIndustry
from .rules.numbers import check_digit
from .terms import RightKind

PERMITS = ("rights.view", "rights.register")
_serials = count(1)
SCHEDULE = (
    ("invention", "annual", 1, 3, 900, 6, 5), ("invention", "annual", 4, 6, 1200, 6, 5), ("invention", "annual", 7, 20, 2000, 6, 5),
    ("utility", "annual", 1, 10, 600, 6, 5), ("design", "annual", 1, 10, 600, 6, 5), ("trademark", "renewal", 0, 0, 1000, 6, 0),
    ("trademark", "renewal_late", 0, 0, 250, 0, 0),
)  # fmt: skip


def clerk(*permits: str) -> Actor:
    """A clerk of the registry."""
    return Actor(
        kind="person", name="德吉", user_id=1, role_title="登记服务处经办", body_name="示例局",
        grants=dict.fromkeys(permits or PERMITS, Scope.ALL),
    )  # fmt: skip


def make_schedule() -> None:
    """Fees, reductions and limits as a small province would have them; what was kept of others is forgotten."""
    cache.clear()
    for right_type, fee, first, last, amount, grace, surcharge in SCHEDULE:
        FeeRule.objects.create(
            right_type=right_type, fee=fee, year_from=first, year_to=last, amount=Decimal(amount), grace_months=grace,
            surcharge_percent=surcharge, valid_from=date(1993, 1, 1), source="测试",
        )  # fmt: skip
    FeeReduction.objects.create(
        fee="annual", percent=85, holders="one", years=6, valid_from=date(2016, 9, 1), source="测试"
    )
    for code, value, unit in (("rights.fee.remind", 90, "day"), ("rights.mark.renewal.opens", 12, "month")):
        LimitRule.objects.create(
            code=code, title=code, value=value, unit=unit, counting="calendar", source="测试", status="default"
        )


def patent_number(year: int = 2012, kind: int = 1, serial: int = 0) -> str:
    """An application number with its check digit, another one each time."""
    body = f"{year}{kind}{serial or next(_serials):07d}"
    return f"{body}.{check_digit(body)}"


def make_right(kind: str = "patent", **values: Any) -> Right:
    """A registered right; patents are inventions of 2012 granted in 2014 unless told otherwise."""
    known = RightKind(kind)
    usual: dict[str, Any] = {
        "number": patent_number() if known is RightKind.PATENT else str(1_000_000 + next(_serials)),
        "title": "一种高原青稞加工装置", "holders": ["青海示例青稞有限公司"], "status": "in_force",
        "applied_on": date(2012, 3, 15), "registered_on": date(2014, 5, 7), "basis": "证书",
    }  # fmt: skip
    if known is RightKind.PATENT:
        usual["details"] = {"type": "invention"}
    elif known is RightKind.TRADEMARK:
        usual["details"] = {"type": "ordinary"}
        usual["expires_on"] = date(2024, 5, 6)
    elif known is RightKind.GI:
        usual["details"] = {"type": "product"}
    elif known is RightKind.VARIETY:
        usual["details"] = {"field": "agriculture"}
    details = {**usual.get("details", {}), **values.pop("details", {})}
    return register_right(actor=clerk(), kind=kind, **{**usual, **values, "details": details})


def make_classes(scheme: str, titles: dict[str, str]) -> None:
    """A code table of the second level."""
    table = CodeTable.objects.create(code=f"{scheme}-test", scheme=scheme, title="分类表", source="测试")
    for symbol, title in titles.items():
        Code.objects.create(table=table, symbol=symbol, title=title, level=2, source="测试")


def make_plan_industry(code: str, name: str, group: str = "产业集群") -> Industry:
    """An industry of the plan in a list."""
    listed, _ = IndustryGroup.objects.get_or_create(code="four", defaults={"title": group})
    return Industry.objects.create(code=code, name=name, group=listed)


def give(right: Right, party: Any, *, region_code: str, industry: Industry | None = None) -> Right:
    """Let one party alone hold a right, at a place, of an industry of the plan where one is given."""
    Right.objects.filter(pk=right.pk).update(region_code=region_code)
    Holding.objects.filter(right=right).delete()
    Holding.objects.create(right=right, party=party, role="holder")
    if industry is not None:
        RightIndustry.objects.create(right=right, industry=industry, kind=right.kind)
    right.refresh_from_db()
    return right
