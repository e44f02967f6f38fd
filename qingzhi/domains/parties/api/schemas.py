"""What goes in and out."""

from datetime import date

from ninja import Schema
from pydantic import Field

from qingzhi.base.api.paging import PageQuery
from qingzhi.base.api.schemas import Coded

from ..terms import NameKind, PartyKind


class PartyFilters(PageQuery):
    """By what a list is narrowed."""

    name: str | None = Field(None, min_length=2, max_length=200, description="名称，任何登记过的写法")
    credit_code: str | None = Field(None, max_length=30, description="统一社会信用代码")
    kind: PartyKind | None = None
    region: str | None = Field(None, pattern=r"^\d{2,6}$", description="行政区划代码，含所辖")


class PartyItem(Schema):
    """A party in a list. What the source does not allow to be republished is null, and named in `withheld`."""

    id: int
    name: str | None
    kind: Coded
    credit_code: str | None
    size: Coded | None
    region: str | None
    place: str | None = Field(description="省外、境外的所在地")
    merged_into: int | None = Field(description="已归并到的主体编号")
    provisional: bool = Field(description="由导入产生，尚未核实")
    withheld: list[str]
    url: str


class PartyPage(Schema):
    items: list[PartyItem]
    next_cursor: str | None
    next: str | None


class NameOut(Schema):
    name: str
    kind: Coded
    valid_from: date | None
    valid_to: date | None


class FlagOut(Schema):
    flag: Coded
    valid_from: date | None
    valid_to: date | None


class PartyOut(PartyItem):
    """Everything about one party; identity numbers, phones and addresses never leave by the API."""

    founded_on: date | None
    ended_on: date | None
    names: list[NameOut]
    flags: list[FlagOut]
    industries: list[str] = Field(description="GB/T 4754 代码，主行业在前")


class PartyIn(Schema, extra="forbid"):
    """A party to be registered."""

    kind: PartyKind
    name: str = Field(min_length=1, max_length=200)
    credit_code: str = Field("", max_length=18)
    region: str | None = Field(None, pattern=r"^\d{6}$")
    place: str = Field("", max_length=60)
    founded_on: date | None = None
    other_names: dict[str, NameKind] = Field(default_factory=dict, description="其他名称及其种类")
    source: str = Field("", max_length=200)
    despite_same_name: bool = Field(False, description="确为同名的另一主体")
