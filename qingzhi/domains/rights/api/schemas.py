"""What goes in and out."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from qingzhi.base.api.paging import PageQuery
from qingzhi.base.api.schemas import Coded

from ..terms import RightKind, RightStatus, Scheme


class RightFilters(PageQuery):
    """By what a list is narrowed."""

    kind: RightKind | None = Field(None, description="权利种类")
    status: RightStatus | None = Field(None, description="法律状态；与 as_of 同用时为当日状态")
    region: str | None = Field(None, pattern=r"^\d{2,6}$", description="第一权利人所在行政区划代码，含所辖")
    holder: str | None = Field(None, min_length=2, max_length=200, description="权利人名称（登记的全称或曾用名）")
    registered_from: date | None = Field(None, description="授权、注册或登记日起")
    registered_to: date | None = Field(None, description="授权、注册或登记日止（含）")
    as_of: date | None = Field(None, description="截至这一天已有的权利，状态和权利人为当日的")
    updated_since: AwareDatetime | None = Field(None, description="此后有更改的权利")


class AsOf(Schema):
    """As of which day."""

    as_of: date | None = Field(None, description="状态和权利人截至哪一天；不填为现在")


class HolderOut(Schema):
    """Who holds it, from when to when (end exclusive)."""

    name: str | None = Field(description="原文名称；个人的姓名不公开")
    party: int | None = Field(None, description="主体编号")
    valid_from: date | None = None
    valid_to: date | None = None


class RightItem(Schema):
    """A right in a list. What the source does not allow to be republished is null, and named in `withheld`."""

    kind: Coded
    number: str = Field(description="规范形式的号码")
    number_shown: str
    title: str | None
    type: Coded | None = None
    status: Coded | None
    status_on: date | None
    applied_on: date | None
    registered_on: date | None
    expires_on: date | None
    holders: list[HolderOut]
    region: str | None = Field(description="第一权利人行政区划代码")
    data_as_of: date | None
    withheld: list[str]
    url: str


class RightPage(Schema):
    """A page of rights."""

    items: list[RightItem]
    next_cursor: str | None
    next: str | None


class SpanOut(Schema):
    """A legal status, from when to when (end exclusive)."""

    status: Coded
    valid_from: date | None
    valid_to: date | None
    basis: str | None


class ClassOut(Schema):
    scheme: Coded
    symbol: str


class LinkOut(Schema):
    kind: Coded
    number: str
    country: str
    on: date | None


class DueOut(Schema):
    """A fee or renewal that falls due."""

    fee: str
    label: str
    year: int | None
    opens_on: date | None
    due_on: date
    grace_until: date
    amount: Decimal | None = Field(description="元")
    paid_on: date | None
    source: str


class FeesOut(Schema):
    state: Coded | None
    reason: str
    dues: list[DueOut]


class RightOut(RightItem):
    """Everything about one right."""

    number_check: Coded
    as_of: date | None
    statuses: list[SpanOut] | None
    classes: list[ClassOut] | None
    links: list[LinkOut] | None
    fees: FeesOut | None = Field(description="应缴费用；指定 as_of 时不给出")
    details: dict[str, Any] = Field(description="这一种类特有的项目")


class ClassIn(Schema, extra="forbid"):
    scheme: Scheme
    symbol: str = Field(min_length=1, max_length=20)


class RightIn(Schema, extra="forbid"):
    """A right to be registered."""

    kind: RightKind
    number: str = Field(min_length=1, max_length=48)
    title: str = Field(min_length=1, max_length=500)
    holders: list[str] = Field(min_length=1, max_length=50)
    status: RightStatus
    status_on: date | None = None
    applied_on: date | None = None
    registered_on: date | None = None
    expires_on: date | None = None
    is_public: bool = True
    details: dict[str, str | int | bool | date | None] = Field(default_factory=dict)
    classes: list[ClassIn] = Field(default_factory=list, max_length=200)
    basis: str = Field("", max_length=200, description="依据")


class RightPatch(Schema, extra="forbid"):
    """A correction: what is given is changed, the rest stays."""

    title: str | None = Field(None, min_length=1, max_length=500)
    applied_on: date | None = None
    registered_on: date | None = None
    expires_on: date | None = None
    is_public: bool | None = None
    details: dict[str, str | int | bool | date | None] = Field(default_factory=dict)
    classes: list[ClassIn] | None = Field(None, max_length=200)
    reason: str = Field(min_length=1, max_length=300, description="更正理由")


class StatusIn(Schema, extra="forbid"):
    status: RightStatus
    on: date
    basis: str = Field(min_length=1, max_length=200, description="公告号、通知书或决定文号")


class HoldersIn(Schema, extra="forbid"):
    holders: list[str] = Field(min_length=1, max_length=50)
    on: date
    basis: str = Field(min_length=1, max_length=200, description="转让登记公告或合同号")


class PaymentIn(Schema, extra="forbid"):
    fee: Literal["annual", "renewal"]
    year: int | None = Field(None, ge=1, le=100)
    amount: Decimal = Field(gt=0, max_digits=10, decimal_places=2, description="元")
    paid_on: date
    source: str = Field("", max_length=200)


class PaymentOut(Schema):
    id: int
    fee: str
    year: int | None
    amount: Decimal
    paid_on: date
