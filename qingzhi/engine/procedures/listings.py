"""The inbox of cases and the applicant's own, as listings."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.filters import Rows
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.regions.models import Region
from qingzhi.engine.tasks.queries import state_filter, warn_days

from .marks import mark_options, marked, marks_of
from .models import Case
from .queries.lists import TABS, batch_steps, drafts, state_labels, states_in_stage, states_named, states_with, tab_of
from .queries.page import light_of, waiting_for_applicant, waiting_on
from .registry import all_procedures

LIGHTS = (("late", "已超期"), ("today", "今天到期"), ("warn", "即将到期"), ("ok", "正常"), ("none", "未定期限"))
YEARS = 20  # that may be asked for
PAGED = 2000  # cases that are paged through; the filters find the rest


def case_address(case: Case) -> str:
    return reverse("procedures:case", args=[case.pk])


def _since(case: Case, waiting: tuple[str, Any]) -> str:
    whom, at = waiting
    if not whom:
        return case.outcome_label or "—"
    return f"{whom}，自 {at.astimezone(clock.now().tzinfo):%Y-%m-%d} 起"


class Standing(Choice):
    """Open cases unless closed ones are asked for."""

    def narrow(self, rows: Rows, listing: Listing) -> Rows:
        value = self.value(listing)
        if value == "all" or not isinstance(rows, QuerySet):
            return rows
        return rows.filter(closed_at__isnull=value != "closed")


class InboxCases(Listing):
    """The desk's cases, the urgent first, then by due date; ticked ones may take a step together."""

    name = "办件"
    columns = [
        Column("light", "状态", kind="state", sort=False),
        Column("due_on", "期限", kind="deadline", state=lambda case: case.light),
        Column("title", "办件", kind="link", url=case_address, sub=lambda case: case.told),
        Column("state", "环节", value=lambda case: case.state_label, sub=lambda case: case.waits_shown),
        Column("applicant", "申请人", value=lambda case: case.applicant.display_name if case.applicant else "",
               sort="applicant__display_name", drop=True),
        Column("owner", "承办", value=lambda case: case.owner.name if case.owner else "待认领",
               sub=lambda case: case.body.short_name, sort="owner__name", drop=True),
        Column("submitted_at", "提交", kind="date", drop=True),
    ]  # fmt: skip
    default_order = ("precedence", "due_on")
    count_limit = PAGED
    export_limit = 10_000
    empty_title = "没有办件"
    empty_hint = "受理的申请会按期限列在这里；没有看到，可能是您的岗位还没有这一事项的权限。"

    def __init__(self, request: PageRequest, rows: QuerySet[Case]):
        super().__init__(request, rows)
        self.warn = warn_days()
        self.procedures = [(one.code, one.title) for one in all_procedures()]
        self.filters = [
            Search("q", "按编号、名称、申请人查找", fields=["number", "title", "applicant__display_name"]),
            Choice("tab", "范围", options=TABS, narrowing=self._tab, every="能看到的"),
            Choice("procedure", "事项", options=self.procedures, lookup="procedure"),
            Choice("state", "环节", options=self._states, narrowing=lambda rows, label: rows.filter(states_named(label))),
            Choice("light", "期限", options=LIGHTS, narrowing=self._light),
            Choice("region", "地区", options=self._regions, lookup="region_code"),
            Standing("standing", "办理情况", options=(("closed", "已办结"), ("all", "全部")), every="在办"),
        ]  # fmt: skip
        if mark_options():
            self.filters.append(
                Choice("mark", "标记", options=mark_options(), narrowing=lambda rows, code: rows.filter(marked(code)))
            )
        if self.given("stage"):  # as the overview asks
            narrow = lambda rows, stage: rows.filter(states_in_stage(stage))  # noqa: E731
            self.filters.append(Choice("stage", "阶段", options=self._stages, narrowing=narrow))
        if self.given("closed"):
            years = [str(clock.today().year - back) for back in range(YEARS)]
            self.filters.append(Choice("closed", "办结年度", options=years, lookup="closed_at__year"))
        self.saved = [
            ("在办", ""), *((label, f"tab={code}") for code, label in TABS if code != "body"),
            ("今天到期", "light=today"), ("已超期", "light=late"),
        ]  # fmt: skip
        chosen = [self.given("procedure")] if self.given("procedure") else [code for code, _ in self.procedures]
        labels = {step.code: step.label for _, step in batch_steps(chosen)}
        self.bulk = [("take", "认领"), *labels.items()]
        self.bulk_url = reverse("procedures:batch")

    def prepare(self, rows: list[Any]) -> list[Any]:
        marks = marks_of([case.pk for case in rows])
        for case in rows:
            case.light = light_of(case, self.warn)
            urgency = (case.priority.label,) if case.priority.weight else ()
            case.told = " · ".join((f"{case.number} {case.declared.title}", *urgency, *marks.get(case.pk, ())))
            case.waits_shown = _since(case, waiting_on(case)) if case.is_open else ""
        return rows

    def _tab(self, rows: QuerySet[Case], tab: str) -> QuerySet[Case]:
        return rows.filter(tab_of(self.request.actor, tab))

    def _light(self, rows: QuerySet[Case], code: str) -> QuerySet[Case]:
        if code == "today":
            return rows.filter(due_on=clock.today(), closed_at=None)
        return rows.filter(state_filter(code, clock.today(), self.warn), closed_at=None)

    def _states(self, listing: Listing) -> Sequence[tuple[str, str]]:
        return [(label, label) for label in state_labels(self.given("procedure"))]

    def _stages(self, listing: Listing) -> Sequence[str]:
        chosen = [one for one in all_procedures() if self.given("procedure") in ("", one.code)]
        return list(dict.fromkeys(stage for one in chosen for stage in one.stages))

    def _regions(self, listing: Listing) -> Sequence[tuple[str, str]]:
        known = Region.objects.filter(valid_to=None).exclude(level="county").order_by("code")
        return list(known.values_list("code", "short_name"))


class OwnCases(Listing):
    """An applicant's cases: with whom each is stuck, and since when."""

    name = "我的办件"
    columns = [
        Column("light", "状态", kind="state", sort=False),
        Column("due_on", "期限", kind="deadline", state=lambda case: case.closed_light),
        Column("title", "办件", kind="link", url=case_address, sub=lambda case: f"{case.number} {case.declared.title}"),
        Column("waits", "现在等谁", value=lambda case: case.waits_shown, sort=False),
        Column("next", "您可以", kind="html", template="procedures/next.html", sort=False),
        Column("opened_at", "建立", kind="date", drop=True),
    ]
    default_order = "-opened_at"
    empty_title = "还没有办件"
    empty_hint = "提交的申请会列在这里，随时可以看到进展到哪一步、由谁办理。"
    empty_action = ("看看能办什么", "/guides/")

    def __init__(self, request: PageRequest, rows: QuerySet[Case]):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按编号或名称查找", fields=["number", "title"]),
            Choice("show", "范围", options=OWN, narrowing=_own),
        ]
        self.saved = [("全部", ""), *((label, f"show={code}") for code, label in OWN)]

    def prepare(self, rows: list[Any]) -> list[Any]:
        for case in rows:
            state = case.state_declared
            mine = case.is_open and state.waits.value == "applicant"
            code = "done" if not case.is_open else "warn" if mine else "ok"
            case.light = State(code, case.outcome_label if not case.is_open else state.shown_to_applicant, "")
            case.closed_light = case.light if not case.is_open else None
            case.waits_shown = _since(case, waiting_for_applicant(case))
            case.mine, case.may_rate = mine, not case.is_open and case.rating is None
        return rows


OWN = (("todo", "待我办理"), ("draft", "草稿"), ("open", "在办"), ("closed", "已办结"), ("unrated", "待评价"))


def _own(rows: QuerySet[Case], code: str) -> QuerySet[Case]:
    return rows.filter(
        {
            "todo": states_with("applicant") & Q(closed_at=None),
            "draft": drafts(),
            "open": Q(closed_at=None),
            "closed": Q(closed_at__isnull=False),
            "unrated": Q(closed_at__isnull=False, rating=None),
        }[code]
    )
