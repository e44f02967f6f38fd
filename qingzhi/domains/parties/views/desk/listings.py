"""The lists of parties and of questions."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.filters import Filter
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import region_prefix
from qingzhi.base.regions.models import Level
from qingzhi.base.regions.queries import valid_on

from ...models import NameQuestion, Party, PartyFlagSpan
from ...queries.history import holds_on
from ...queries.listing import flags_of, named_like
from ...terms import EnterpriseSize, PartyFlag, PartyKind, QuestionState

OUTSIDE = "outside"
COUNTED = 20_000


def state_of(party: Party) -> State:
    """Where a record stands: ended, its code doubtful, not verified, registered."""
    if party.merged_into_id:
        return State("none", "已归并")
    if party.ended_on:
        return State("none", "已注销", f"{party.ended_on} 注销")
    if party.code_check:
        return State("late", "代码存疑", party.code_check)
    if party.provisional:
        return State("warn", "未核实", "由导入产生，尚未与登记信息核对")
    return State("ok", "已登记")


class NameSearch(Search):
    """Any name that a party bears or bore, in any spelling; from two characters on."""

    def narrow(self, rows: Any, listing: Listing) -> Any:
        return named_like(rows, self.value(listing))


class InBatch(Filter):
    """The parties that a batch brought."""

    def value(self, listing: Listing) -> str:
        asked = listing.given(self.name)
        return asked if asked.isdecimal() and len(asked) < 15 else ""

    def narrow(self, rows: Any, listing: Listing) -> Any:
        value = self.value(listing)
        return rows.filter(batch_id=int(value)) if value else rows


class PartyListing(Listing):
    """Holders, one row each; records that were merged into another stand under it."""

    name = "主体"
    columns = [
        Column("state", "状态", kind="state", sort=False),
        Column("name", "名称", kind="link", url=lambda row: reverse("parties:party", args=[row.pk]), sub="credit_code"),
        Column("kind", "类型", value=lambda row: row.get_kind_display()),
        Column("region", "地区", value=lambda row: str(row.region or row.place or ""), sort="region__code"),
        Column("size", "规模", value=lambda row: row.get_size_display(), drop=True),
        Column("flags", "资质", value=lambda row: "、".join(row.flag_words), sort=False, drop=True),
        Column("founded_on", "成立日期", kind="date", drop=True),
    ]
    default_order = "id"
    count_limit = COUNTED
    export_limit = 5_000
    saved = [("全部", ""), ("未核实", "provisional=1"), ("高新技术企业", "flag=high_tech"), ("代码存疑", "doubtful=1")]
    empty_title = "没有这样的主体"
    empty_hint = "主体由登记或导入产生；换一个写法、少几个条件再找。"

    def __init__(self, request: PageRequest, rows: QuerySet[Party]):
        super().__init__(request, rows.filter(merged_into=None).select_related("region"))
        self.filters = [
            NameSearch("q", "按名称或代码查找", placeholder="任何写法、曾用名，至少2个字"),
            Choice("kind", "类型", options=PartyKind.choices()),
            Choice("region", "地区", options=self._regions, narrowing=self._in_region),
            Choice("size", "规模", options=EnterpriseSize.choices()),
            Choice("flag", "资质", options=PartyFlag.choices(), narrowing=self._flagged),
            Flag("provisional", "只看未核实", condition="provisional"),
            Flag("doubtful", "只看代码存疑", narrowing=self._doubtful),
            InBatch("batch", "导入批次"),
        ]

    def prepare(self, rows: list[Any]) -> list[Any]:
        flags = flags_of(rows, clock.today())
        for row in rows:
            row.state = state_of(row)
            row.flag_words = flags.get(row.pk, [])
        return rows

    def _regions(self, listing: Listing) -> Sequence[tuple[str, str]]:
        rows = valid_on().filter(level__in=(Level.PREFECTURE, Level.COUNTY)).order_by("code")
        named = [(row.code, row.name if row.level == Level.PREFECTURE else f"　{row.name}") for row in rows]
        return [*named, (OUTSIDE, "省外、境外或不详")]

    def _in_region(self, rows: Any, code: str) -> Any:
        if code == OUTSIDE:
            return rows.filter(region=None)
        return rows.filter(region__code__startswith=region_prefix(code))

    def _doubtful(self, rows: Any) -> Any:
        return rows.exclude(code_check="")

    def _flagged(self, rows: Any, flag: str) -> Any:

        spans = PartyFlagSpan.objects.filter(holds_on(clock.today()), flag=flag)
        return rows.filter(pk__in=spans.values("party_id"))


class QuestionListing(Listing):
    """Names that a person must look at."""

    name = "归并待核"
    columns = [
        Column("state_tag", "状态", kind="state", sort=False),
        Column("score", "相似度", kind="number"),
        Column("party__name", "后登记的记录", kind="link", url=lambda row: reverse("parties:question", args=[row.pk])),
        Column("candidate__name", "先登记的记录"),
        Column("reasons", "理由", value=lambda row: "；".join(row.reasons), sort=False, drop=True),
        Column("asked_at", "提出时间", kind="date", drop=True),
    ]
    default_order = ("-score", "id")
    count_limit = COUNTED
    export_limit = 5_000
    empty_title = "没有待核的名称"
    empty_hint = "导入时名称相近、不能确定是否同一主体的，会列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[NameQuestion]):
        super().__init__(request, rows.select_related("party", "candidate"))
        self.filters = [
            Search("q", "按名称查找", fields=["party__name", "candidate__name"]),
            Choice(
                "state", "状态", options=QuestionState.choices(), narrowing=lambda rows, value: rows.filter(state=value)
            ),
            InBatch("batch", "导入批次"),
        ]
        if not self.given("state"):
            self.all_rows = self.all_rows.filter(state=QuestionState.OPEN)

    def prepare(self, rows: list[Any]) -> list[Any]:
        lights = {QuestionState.OPEN: "warn", QuestionState.MERGED: "done", QuestionState.DISTINCT: "ok"}
        for row in rows:
            row.state_tag = State(lights.get(row.state, "none"), row.get_state_display(), row.reason)
        return rows
