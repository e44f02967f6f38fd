"""Lists of flagged cases, of the protection list, of supervised handling."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.rights.queries.regions import region_names
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.queries.page import light_of
from qingzhi.engine.procedures.registry import all_procedures
from qingzhi.engine.tasks.queries import warn_days

from ...models import ListedRight, PovertyCounty
from ...queries.campaigns import standing_decisions
from ...queries.flag_notes import OPTIONS, narrowed, shown
from ...queries.flagging import holding
from ...terms.flags import LIVING, ListedKind, SupervisionState

LIGHTS = {"proposed": "warn", "refused": "none", "confirmed": "warn", "running": "ok", "ended": "done"}


class Standing(Choice):
    """Open cases unless others are asked for."""

    def narrow(self, rows: Any, listing: Listing) -> Any:
        value = self.value(listing)
        return rows if value == "all" else rows.filter(closed_at__isnull=value != "closed")


class FlaggedListing(Listing):
    """Flagged cases, the urgent first."""

    name = "重点案件"
    columns = [
        Column("light", "状态", kind="state", sort=False),
        Column("due_on", "期限", kind="deadline", state=lambda case: case.light),
        Column("title", "案件", kind="link", value=lambda case: case.title, url=lambda case: case.url, sub=lambda case: f"{case.number} {case.declared.title}"),
        Column("flags", "标记", value=lambda case: "、".join(case.flagged), sort=False),
        Column("state", "环节", value=lambda case: case.state_label, sort=False),
        Column("region", "地区", value=lambda case: case.region_name, sort="region_code"),
        Column("body", "承办单位", value=lambda case: case.body.short_name, sort="body__position", drop=True),
        Column("opened_at", "登记", kind="date", drop=True),
    ]  # fmt: skip
    default_order = ("precedence", "due_on")
    saved = [("在办", ""), *((label, f"flag={code}") for code, label in OPTIONS), ("已办结", "standing=closed")]
    count_limit = 2000
    export_limit = 10_000
    empty_title = "没有重点案件"
    empty_hint = "涉重点保护名录、涉贫困地区、符合挂牌督办条件的案件会自动标记，并列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Case]):
        super().__init__(request, rows)
        self.warn = warn_days()
        self.filters = [
            Search("q", "按编号或名称查找", fields=["number", "title"]),
            Choice("flag", "标记", options=OPTIONS, narrowing=lambda rows, code: rows.filter(narrowed(code))),
            Choice("region", "地区", options=self._regions, lookup="region_code"),
            Choice("procedure", "事项", options=[(one.code, one.title) for one in all_procedures() if one.code.startswith("enforcement.")], lookup="procedure"),
            Standing("standing", "办理情况", options=(("closed", "已办结"), ("all", "全部")), every="在办"),
        ]  # fmt: skip
        if self.given("county"):
            narrow = lambda rows, code: rows.filter(flags__counties__code=code, flags__ended_at=None).distinct()  # noqa: E731
            self.filters.append(Choice("county", "贫困县", options=self._counties, narrowing=narrow))
        if self.given("entry"):
            touch = lambda rows, pk: rows.filter(flags__entry=pk, flags__ended_at=None)  # noqa: E731
            self.filters.append(Choice("entry", "名录", options=self._entries, narrowing=touch))
        if self.given("year"):
            years = [str(clock.today().year - back) for back in range(20)]
            self.filters.append(Choice("year", "登记年度", options=years, lookup="opened_at__year"))
        if self.given("decided"):
            made = lambda rows, code: rows.filter(pk__in=standing_decisions().values("case"))  # noqa: E731
            self.filters.append(Choice("decided", "决定", options=[("yes", "已作出决定")], narrowing=made))

    def prepare(self, rows: list[Any]) -> list[Any]:
        keys = [case.pk for case in rows]
        flags, names = shown(keys), region_names()
        own = set(visible_cases(self.request.actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        for case in rows:
            case.light, case.flagged = light_of(case, self.warn), flags.get(case.pk, [])
            case.region_name = names.get(case.region_code, case.region_code)
            case.url = reverse("procedures:case", args=[case.pk]) if case.pk in own else ""
        return rows

    def _regions(self, listing: Listing) -> list[tuple[str, str]]:
        codes = self.all_rows.order_by("region_code").values_list("region_code", flat=True).distinct()
        names = region_names()
        return [(code, names.get(code, code)) for code in codes if code]

    def _entries(self, listing: Listing) -> list[tuple[str, str]]:
        return [(str(one.pk), one.right.title) for one in ListedRight.objects.select_related("right")]

    def _counties(self, listing: Listing) -> list[tuple[str, str]]:
        return list(
            PovertyCounty.objects.order_by("region__code").values_list("region__code", "region__name").distinct()
        )


def listed_light(one: Any) -> State:
    """Whether an entry holds today."""
    today = clock.today()
    if one.holds_on(today):
        return State("ok", "有效")
    return State("unknown", "未到列入日期") if one.valid_from > today else State("none", "已移出", one.ended_why)


class ProtectionListing(Listing):
    """The protection list."""

    name = "重点保护名录"
    columns = [
        Column("light", "状态", kind="state", value=listed_light, sort=False),
        Column("title", "权利", kind="link", value=lambda one: one.right.title, sort="right__title", sub=lambda one: one.right.number_shown,
               url=lambda one: reverse("rights:right", args=[one.right_id])),
        Column("kind", "类别", value=lambda one: one.get_kind_display()),
        Column("reason", "列入理由", sub="source", sort=False),
        Column("valid_from", "列入", kind="date"),
        Column("valid_to", "移出", kind="date", drop=True),
        Column("cases", "在办案件", kind="number", value=lambda one: one.open_cases, sort="open_cases",
               url=lambda one: f"{reverse('enforcement:flagged')}?flag=listed&entry={one.pk}" if one.open_cases else ""),
        Column("more", "操作", kind="html", template="enforcement/listed_more.html", sort=False),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称或号码查找", fields=["right__title", "right__number"]),
        Choice("kind", "类别", options=ListedKind.choices()),
        Choice("held", "状态", options=(("now", "有效"), ("gone", "已移出")),
               narrowing=lambda rows, code: rows.filter(holding(clock.today())) if code == "now" else rows.filter(valid_to__lte=clock.today())),
    ]  # fmt: skip
    saved = [("全部", ""), ("有效", "held=now"), *((label, f"kind={code}") for code, label in ListedKind.choices())]
    default_order = "-valid_from"
    empty_title = "名录还是空的"
    empty_hint = "列入驰名商标、地理标志、涉外商标后，涉及它们的举报投诉和案件会自动标记并优先办理。"

    @property
    def may_manage(self) -> bool:
        return "enforcement.list.manage" in self.request.actor.grants

    def prepare(self, rows: list[Any]) -> list[Any]:
        for one in rows:
            one.may_end = self.may_manage and one.valid_to is None and one.body_id == self.request.actor.body_id
        return rows


def supervision_light(one: Any) -> State:
    """Where supervised handling stands; past its day it is late."""
    word = SupervisionState(one.state).label
    if one.state == SupervisionState.RUNNING and one.due_on and one.due_on < clock.today() and one.case.is_open:
        return State("late", word, f"应于 {one.due_on} 前办结")
    return State(LIGHTS[one.state], word)


class SupervisionListing(Listing):
    """Supervised cases."""

    name = "挂牌督办"
    columns = [
        Column("light", "状态", kind="state", value=supervision_light, sort="state"),
        Column("due_on", "办结日期", kind="deadline", state=lambda one: State("done") if one.ended_at or not one.case.is_open else None),
        Column("title", "案件", kind="link", value=lambda one: one.case.title, sort="case__title", sub=lambda one: one.case.number,
               url=lambda one: reverse("enforcement:supervision", args=[one.pk])),
        Column("grounds", "符合的条款", value=lambda one: "、".join(row["ground"] for row in one.grounds), sort=False),
        Column("body", "督办单位", value=lambda one: one.body.short_name if one.body else "", sort="body__position", drop=True),
        Column("handling", "承办单位", value=lambda one: one.case.body.short_name, sort="case__body__position", drop=True),
        Column("proposed_at", "提请", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按编号或名称查找", fields=["case__number", "case__title"]),
        Choice("state", "状态", options=SupervisionState.choices()),
        Choice("living", "范围", options=(("yes", "未结束"),), narrowing=lambda rows, code: rows.filter(state__in=[one.value for one in LIVING])),
    ]  # fmt: skip
    saved = [("全部", ""), *((label, f"state={code}") for code, label in SupervisionState.choices())]
    default_order = ("due_on", "-pk")
    empty_title = "没有挂牌督办的案件"
    empty_hint = "案件符合决策表“挂牌督办”的条款时自动提请确认；确认后由督办单位定办结日期。"
