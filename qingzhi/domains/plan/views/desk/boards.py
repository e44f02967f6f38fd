"""The board of inaction 「谁没有行动」, and the record of one body."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.identity.queries import inherited_by, successions_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure, Tile
from qingzhi.base.pages.listing import Column, Filter, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check, region_prefix

from ...access.tasks import visible_bodies, visible_notices, visible_reports, visible_tasks
from ...models import PlanTask
from ...queries.boards import Inaction, inaction_board
from ...queries.dunning import notice_rows
from ...queries.records import record_entries, standings
from .listings import NoticeListing

STEPS = ((0, 0), (1, 2), (4, 3), (9, 4), (20, 5))


def record_url(row: Inaction) -> str:
    return reverse("plan:body_record", args=[row.key]) if row.body else ""


class InactionListing(Listing):
    name = "谁没有行动"
    columns = [
        Column("state", "状态", kind="state"),
        Column("name", "单位", kind="link", url=record_url, sub=lambda row: row.told),
        Column("days", "最久逾期（天）", kind="number"),
        Column("tasks", "逾期任务", kind="number",
               url=lambda row: f"{reverse('plan:tasks')}?lead={row.key}&state=overdue"),
        Column("reports", "逾期未报", kind="number", url=lambda row: f"{reverse('plan:reports')}?body={row.key}&late=1"),
        Column("notices", "督办未答复", kind="number",
               url=lambda row: f"{reverse('plan:dunning')}?body={row.key}&silent=1"),
        Column("act", "督办", kind="html", template="plan/cells/dun.html", value=lambda row: "", sort=False),
    ]  # fmt: skip
    filters = [Search("q", "按单位查找", fields=["name"])]
    empty_title = "没有逾期事项"
    empty_hint = "所有任务、填报和督办答复都在期限之内。"
    compact = True


@desk("plan.board.view")
def inaction(request: PageRequest) -> HttpResponse:
    """Who has not acted: by body, by prefecture, by days; each number opens its list."""
    actor = request.actor
    whole = inaction_board(visible_tasks(actor), visible_reports(actor), visible_notices(actor))
    region = next((row for row in whole.regions if row.key == request.GET.get("region")), None)
    board = whole
    if region is not None:
        prefix = region_prefix(region.key)
        board = inaction_board(
            visible_tasks(actor).filter(region__code__startswith=prefix),
            visible_reports(actor).filter(task__region__code__startswith=prefix),
            visible_notices(actor).filter(body__region__code__startswith=prefix),
        )
    may_dun = bool(check(actor, "plan.dunning.draw"))
    for row in board.bodies:
        row.may_dun = may_dun  # type: ignore[attr-defined]
    place = f"&region={region.key}" if region else ""
    tasks, reports, notices = reverse("plan:tasks"), reverse("plan:reports"), reverse("plan:dunning")
    lists = (f"{tasks}?state=overdue{place}", f"{reports}?late=1{place}", f"{notices}?silent=1{place}")
    figures = [
        Figure("没有行动的单位", len(board.bodies), "#main-listing", unit="个"),
        Figure("逾期任务", board.tasks, lists[0], state="late" if board.tasks else "", unit="项"),
        Figure("逾期未报", board.reports, lists[1], state="late" if board.reports else "", unit="份"),
        Figure("督办未答复", board.notices, lists[2], state="late" if board.notices else "", unit="份"),
    ]
    context = {
        "figures": figures,
        "region": region,
        "tiles": [tile(row) for row in whole.regions],
        "legend": [(0, "没有逾期"), (2, "1–3"), (3, "4–8"), (4, "9–19"), (5, "20 以上")],
        "ages": board.ages,
        "lists": lists,
    }
    return InactionListing(request, board.bodies).respond("plan/inaction.html", context)


def tile(row: Inaction) -> Tile:
    step = max((step for least, step in STEPS if row.total >= least), default=0)
    said = f"逾期任务 {row.tasks}，逾期未报 {row.reports}，督办未答复 {row.notices}"
    return Tile(row.name, row.total, f"{reverse('plan:inaction')}?region={row.key}", step, label=said)


class BodyNotices(NoticeListing):
    """The notices to one body."""

    filters: Sequence[Filter] = ()
    compact = True


class StandingListing(Listing):
    name = "单位履职记录"
    columns = [
        Column("state", "状态", kind="state", value=lambda body: body.standing, sort=False),
        Column("short_name", "单位", kind="link", url=lambda body: reverse("plan:body_record", args=[body.code])),
        Column("rate", "按时填报率", kind="percent", value=lambda body: body.standing.on_time_rate, sort=False),
        Column("late", "逾期任务", kind="number", value=lambda body: body.standing.tasks_late, sort=False,
               url=lambda body: f"{reverse('plan:tasks')}?lead={body.code}&state=overdue"),
        Column("returned", "被退回", kind="number", value=lambda body: body.standing.reports_returned, sort=False),
        Column("dunned", "被督办", kind="number", value=lambda body: body.standing.dunned, sort=False,
               url=lambda body: f"{reverse('plan:dunning')}?body={body.code}"),
        Column("escalated", "升级", kind="number", value=lambda body: body.standing.escalated, sort=False),
        Column("done", "已完成任务", kind="number", value=lambda body: body.standing.tasks_done, sort=False, drop=True,
               url=lambda body: f"{reverse('plan:tasks')}?lead={body.code}&state=done"),
    ]  # fmt: skip
    filters = [Search("q", "按单位查找", fields=["name", "short_name"])]
    default_order = ("position", "code")

    def prepare(self, rows: list) -> list:  # type: ignore[type-arg]
        found = standings([row.pk for row in rows])
        for row in rows:
            row.standing = found[row.pk]
        return rows


@desk("plan.record.view")
def records(request: PageRequest) -> HttpResponse:
    """The record of every body that has or had a task."""
    bodies = visible_bodies(request.actor).filter(pk__in=PlanTask.objects.values("lead"))
    return StandingListing(request, bodies).respond("plan/records.html")


@desk("plan.record.view")
def body_record(request: PageRequest, code: str) -> HttpResponse:
    """Everything about one body: how it has reported, been returned, dunned, brought before others."""
    bodies = visible_bodies(request.actor).select_related("region").prefetch_related("former_names")
    body = get_object_or_404(bodies, code=code)
    standing = standings([body.pk])[body.pk]
    tasks, reports = reverse("plan:tasks"), reverse("plan:reports")
    rate = standing.on_time_rate
    figures = [
        Figure("按时填报率", "—" if rate is None else f"{rate}%", f"{reports}?body={body.code}",
               note=f"{standing.reports_on_time}/{standing.reports_due} 份"),
        Figure("在办任务", standing.tasks_open, f"{tasks}?lead={body.code}", unit="项"),
        Figure("逾期任务", standing.tasks_late, f"{tasks}?lead={body.code}&state=overdue",
               state="late" if standing.tasks_late else "", unit="项"),
        Figure("已完成", standing.tasks_done, f"{tasks}?lead={body.code}&state=done", state="done", unit="项"),
        Figure("被退回", standing.reports_returned, unit="次"),
        Figure("被督办", standing.dunned, f"{reverse('plan:dunning')}?body={body.code}", unit="次",
               note=f"升级 {standing.escalated} 次"),
    ]  # fmt: skip
    notices = visible_notices(request.actor).filter(body=body)
    context = {
        "body": body,
        "standing": standing,
        "figures": figures,
        "entries": record_entries(body),
        "notice_count": standing.dunned,
        "former": [one.name for one in body.former_names.all() if one.valid_to],
        "spellings": [one.name for one in body.former_names.all() if not one.valid_to],
        "lineage": [row.told_of_successor for row in inherited_by(body)] + [row.told for row in successions_of(body)],
        "may_dun": bool(check(request.actor, "plan.dunning.draw")) and bool(standing.tasks_late),
    }
    return BodyNotices(request, notice_rows(notices)).respond("plan/body_record.html", context)
