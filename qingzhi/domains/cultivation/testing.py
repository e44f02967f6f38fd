"""Factories: a list, its roll, enterprises with patents, whoever handles them."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.parties.actions import set_flag
from qingzhi.domains.parties.testing import make_party, make_region
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.limits.models import LimitRule

from .actions.cohorts import draw_roll, freeze_roll
from .models import Cohort, CohortRoll

XINING, HAIDONG = ("630102", "城东区"), ("630202", "乐都区")


def make_cohort(code: str = "growers", **values: Any) -> Cohort:
    """A list of high-tech enterprises that shall grow by 30 % a year."""
    usual = {
        "title": "高新技术企业", "flags": ["high_tech"], "measure": "growth", "goal": Decimal(30), "valid_from": date(2017, 1, 1),
        "source": "测试",
    }  # fmt: skip
    return Cohort.objects.get_or_create(code=code, defaults={**usual, **values})[0]


def make_enterprise(
    name: str, *filed: date, place: tuple[str, str] = XINING, flag: str = "high_tech", **values: Any
) -> Any:
    """An enterprise that bears a recognition since long ago, with a patent applied for on each of these days."""
    party = make_party(name, region=make_region(*place), **values)
    if flag:
        set_flag(actor=SYSTEM, party=party, flag=flag, valid_from=date(2010, 1, 1), basis="测试")
    for day in filed:
        make_right(
            holders=[name], applied_on=day, registered_on=None, status="pending", title=f"{name}{day}"
        )  # fmt: skip
    return party


def make_roll(year: int = 2018, cohort: Cohort | None = None, *, frozen: bool = True) -> CohortRoll:
    """The roll of a year of whoever bears the recognition."""
    roll = draw_roll(actor=SYSTEM, cohort=cohort or make_cohort(), year=year, basis="测试公告")
    return freeze_roll(actor=SYSTEM, roll=roll) if frozen else roll


def make_limit() -> None:
    """Thirty working days to call on enterprises."""
    values = {"title": "走访", "value": 30, "unit": "day", "counting": "working", "source": "测试", "status": "default"}
    LimitRule.objects.get_or_create(code="cultivation.outreach", defaults=values)
