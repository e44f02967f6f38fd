"""Factories for tests."""

from typing import Any

from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.base.regions.models import Level, Region

from .actions import register_party
from .models import Party, PartyIndustry

PERMITS = ("parties.view", "parties.register", "parties.merge", "parties.import", "parties.personal")


def clerk(*permits: str, name: str = "德吉") -> Actor:
    """A clerk of the registry with these permits (all of this domain's, if none are named)."""
    grants = dict.fromkeys(permits or PERMITS, Scope.ALL)
    return Actor(kind="person", name=name, user_id=1, role_title="登记服务处经办", grants=grants)


def make_region(code: str = "630102", name: str = "城东区") -> Region:
    """A county, made once."""
    found, _ = Region.objects.get_or_create(
        code=code, defaults={"name": name, "short_name": name, "level": Level.COUNTY, "source": "测试"}
    )
    return found


def make_party(name: str = "青海示例藏药有限公司", kind: str = "enterprise", **values: Any) -> Party:
    """A registered party."""
    values.setdefault("region", make_region())
    return register_party(actor=SYSTEM, name=name, kind=kind, despite_same_name=True, **values)


def give_trade(party: Party, code: str) -> None:
    """Let a code of GB/T 4754 be a party's main industry."""
    PartyIndustry.objects.create(party=party, code=code, is_main=True)
