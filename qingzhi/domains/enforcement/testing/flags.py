"""Factories of flags, supervised handling and campaigns."""

from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.limits.actions import load_limits

from ..actions.campaigns import open_campaign
from ..actions.protection import list_right, load_poverty_counties
from ..models import Campaign, ListedRight
from ..terms.campaigns import CampaignKind
from ..terms.flags import ListedKind
from .cases import BASIC, REFERENCE, SYSTEM, _rows
from .decisions import someone

SIGHT = ("enforcement.flag.view", "enforcement.list.view", "enforcement.campaign.view")
OFFICE = (
    *BASIC,
    *SIGHT,
    "enforcement.case.handle",
    "enforcement.campaign.take_part",
    "enforcement.publicity.review",
    "enforcement.publicity.view",
)
HEAD = (*OFFICE, "enforcement.case.approve", "enforcement.list.manage", "enforcement.supervision.confirm", "enforcement.supervision.direct",
        "enforcement.campaign.manage", "enforcement.publicity.publish")  # fmt: skip
NAME = "柴达木枸杞"


def make_flag_rules() -> None:
    """The table and the limits as shipped; twice changes nothing."""
    rows = _rows(REFERENCE / "decisions" / "enforcement.supervise.csv")
    load_decisions(actor=SYSTEM, table="enforcement.supervise", rows=rows)
    load_limits(
        actor=SYSTEM, rows=[one for one in _rows(REFERENCE / "limits.csv") if one["code"].startswith("enforcement.")]
    )


def office(body: Body | None = None, user_id: int = 31) -> Actor:
    """Who handles cases and takes part in campaigns."""
    return someone(user_id, *OFFICE, body=body, name="尕藏")


def head(body: Body | None = None, user_id: int = 32) -> Actor:
    """Who confirms, directs, lists, leads."""
    return someone(user_id, *HEAD, body=body, name="宋负责")


def a_county(code: str = "630224", name: str = "化隆回族自治县", short: str = "化隆") -> Region:
    """A county in Haidong, a poverty county from 2012 until 2020."""
    parent = a_region(f"{code[:4]}00", "海东市", a_region())
    found = a_region(code, name, parent)
    Region.objects.filter(pk=found.pk).update(short_name=short)
    row = {"region": code, "valid_from": "2012-03-19", "valid_to": "2020-04-22", "source": "名单（测试）"}
    load_poverty_counties(actor=SYSTEM, rows=[row])
    return Region.objects.get(pk=found.pk)


def make_listed(register: str = "trademark", **values: Any) -> ListedRight:
    """A mark of the register on the list."""
    right = make_right(register, title=values.pop("title", NAME))
    usual: dict[str, Any] = {
        "right_id": right.pk, "kind": ListedKind.WELL_KNOWN, "reason": "省内驰名", "source": "认定文书（示例）",
        "valid_from": date(2017, 1, 1), "body": a_body(),
    }  # fmt: skip
    return list_right(actor=head(), **{**usual, **values})


def make_campaign(**values: Any) -> Campaign:
    """A campaign of the office that runs now."""
    today = clock.today()
    usual: dict[str, Any] = {
        "lead": a_body(), "kind": CampaignKind.IRON_FIST, "name": "铁拳专项行动（示例）", "aim": "查处假冒专利", "basis": "通知（示例）",
        "starts_on": today.replace(month=1, day=1), "ends_on": today.replace(month=12, day=31),
    }  # fmt: skip
    return open_campaign(actor=head(), **{**usual, **values})
