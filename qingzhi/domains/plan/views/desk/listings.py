"""The listings of tracking; each exports itself to Excel."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.listing import Choice, Column, DateRange, Filter, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.regions.queries import prefectures, within

from ...models import PlanTask, ReportingRound
from ...queries.boards import unanswered
from ...queries.bulletin import MISSING
from ...queries.dunning import overdue_reports
from ...queries.reports import deadline_light, report_light
from ...queries.tasks import in_state, judged
from ...queries.thresholds import task_thresholds
from ...rules.tracking.task_state import TaskThresholds
from ...rules.tracking.terms import TaskCode
from ...terms import ReportState


def task_url(task: PlanTask) -> str:
    return reverse("plan:task", args=[task.pk])


def lead_options(listing: Listing) -> list[tuple[str, str]]:
    bodies = Body.objects.filter(led_tasks__isnull=False).distinct().order_by("position", "code")
    return list(bodies.values_list("code", "short_name"))


def region_options(listing: Listing) -> list[tuple[str, str]]:
    return list(prefectures().values_list("code", "short_name"))


def round_options(listing: Listing) -> list[tuple[str, str]]:
    return [(str(pk), label) for pk, label in ReportingRound.objects.values_list("pk", "label")]


def in_region(path: str) -> Any:
    """Rows of a division and all below it; `path` leads to the region."""

    def narrow(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
        prefix = within(code).children[0][1]  # type: ignore[index]
        return rows.filter(**{f"{path}__code__startswith": prefix})

    return narrow


class TaskListing(Listing):
    name = "任务清单"
    places: Sequence[Filter] = (
        Choice("lead", "责任单位", options=lead_options, lookup="lead__code"),
        Choice("region", "地区", options=region_options, narrowing=in_region("region")),
    )
    columns = [
        Column("state", "状态", kind="state", value=lambda task: task.state, sort=False),
        Column("due_on", "期限", kind="deadline"),
        Column("title", "任务", kind="link", url=task_url, sub="code"),
        Column("lead", "责任单位", value=lambda task: task.lead.short_name, sort="lead__short_name"),
        Column("region", "地区", value=lambda task: task.region and task.region.short_name, sort="region__position",
               drop=True),
        Column("percent", "进度", kind="meter", elapsed=lambda task: task.elapsed),
        Column("reported_on", "最近填报", kind="date", drop=True),
    ]  # fmt: skip
    default_order = ("ended", "due_on", "code")
    saved = [("全部", ""), ("逾期", "state=overdue"), ("预警", "state=due_soon"), ("已完成", "state=done")]
    empty_title = "还没有任务"
    empty_hint = "在规划的措施旁点“分解任务”，或从联席会议的议定事项下达。"

    def __init__(self, request: PageRequest, rows: QuerySet[PlanTask], *, thresholds: TaskThresholds | None = None):
        super().__init__(request, rows)
        self.thresholds = thresholds or task_thresholds()
        self.filters = [
            Search("q", "按任务、编号或单位查找", fields=["title", "code", "lead__name"]),
            Choice("state", "状态", options=lambda listing: [(code.value, code.label) for code in TaskCode],
                   narrowing=self.in_state),
            *self.places,
            DateRange("due", "期限", lookup="due_on"),
        ]  # fmt: skip

    def in_state(self, rows: Any, code: str) -> Any:
        return rows.filter(in_state(code, thresholds=self.thresholds))

    def prepare(self, rows: list[PlanTask]) -> list[PlanTask]:
        return judged(rows, self.thresholds)


class MyTaskListing(TaskListing):
    """The tasks of one body, which needs no choice of bodies and regions."""

    name = "我的任务"
    places = ()


def overdue(rows: Any) -> Any:
    return rows.filter(pk__in=overdue_reports().values("pk"))


def silent(rows: Any) -> Any:
    return unanswered(rows)


def escalated(rows: Any) -> Any:
    return rows.filter(escalations__isnull=False).distinct()


class ReportListing(Listing):
    name = "进展填报"
    by_keys = True
    columns = [
        Column("state", "状态", kind="state", value=lambda report: report_light(report), sort="state"),
        Column("due_on", "期限", kind="deadline", state=lambda report: deadline_light(report)),
        Column("task__title", "任务", kind="link", url=lambda report: reverse("plan:report", args=[report.pk]),
               sub=lambda report: report.task.code, sort=False),
        Column("body", "填报单位", value=lambda report: report.body.short_name, sort="body__short_name"),
        Column("round", "填报期", value=lambda report: report.round.label, sort="round__period_from", drop=True),
        Column("percent", "进度", kind="percent"),
        Column("submitted_at", "提交时间", kind="datetime", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按任务或单位查找", fields=["task__title", "task__code", "body__name"]),
        Choice("round", "填报期", options=round_options, lookup="round"),
        Choice("state", "状态", options=ReportState.choices()),
        Choice("body", "填报单位", lookup="body__code",
               options=lambda listing: list(Body.objects.filter(led_tasks__isnull=False).distinct()
                                            .order_by("position", "code").values_list("code", "short_name"))),
        Choice("region", "地区", options=region_options, narrowing=in_region("task__region")),
        Flag("missing", "只看未报送", condition=Q(state__in=MISSING)),
        Flag("late", "只看逾期未报", narrowing=overdue),
        DateRange("due", "填报期限", lookup="due_on"),
    ]  # fmt: skip
    default_order = ("due_on", "id")
    empty_title = "还没有填报"
    empty_hint = "开启填报期后，每项在办任务都会产生一份填报。"


class NoticeListing(Listing):
    name = "督办单"
    columns = [
        Column("state", "状态", kind="state", value=lambda notice: notice.state, sort=False),
        Column("answer_due_on", "答复期限", kind="deadline", state=lambda notice: notice.deadline_state),
        Column("number", "文号", kind="link", url=lambda notice: reverse("plan:dunning_notice", args=[notice.pk])),
        Column("body", "被督办单位", value=lambda notice: notice.body.short_name, sort="body__short_name"),
        Column("matter_count", "事项", kind="number"),
        Column("level", "升级", value=lambda notice: f"第{notice.level}级" if notice.level else "—", sort="level"),
        Column("issued_on", "发出日期", kind="date", drop=True),
    ]
    filters: Sequence[Filter] = [
        Search("q", "按文号或单位查找", fields=["number", "body__name", "addressed_name"]),
        Choice("body", "被督办单位", lookup="body__code",
               options=lambda listing: list(Body.objects.filter(dunning_notices__isnull=False).distinct()
                                            .values_list("code", "short_name"))),
        Choice("region", "地区", options=region_options, narrowing=in_region("body__region")),
        Flag("open", "只看未答复", condition=Q(answered_at=None, closed_on=None)),
        Flag("escalated", "只看已升级", narrowing=escalated),
        Flag("silent", "只看逾期未答复", narrowing=silent),
        DateRange("issued", "发出日期", lookup="issued_on"),
        DateRange("due", "答复期限", lookup="answer_due_on"),
    ]  # fmt: skip
    default_order = ("-issued_on", "-id")
    empty_title = "还没有督办单"
    empty_hint = "有单位逾期未办时，可在“谁没有行动”中逐个制发。"
