"""Reporting rounds: opened, watched, locked."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.pages.listing import Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.documents.queries import documents_about

from ...access.tasks import visible_bodies, visible_rounds
from ...access.versions import visible_plans
from ...actions.rounds import complete_round, lock_period, open_round
from ...forms.tracking import NothingForm, RoundForm
from ...models import ReportingRound
from ...queries.bulletin import MISSING
from ...queries.reports import body_rows, counts_of
from ...terms import ReportState
from .acting import confirm, drawer, found_round


def round_state(round_: ReportingRound) -> State:
    """Open, past its day, or locked."""
    if round_.is_locked:
        return State("done", "已锁定", f"{round_.locked_by}锁定")
    if round_.due_on < clock.today():
        return State("late", "已到期", "到期后应当催报并锁定")
    return State("ok", "填报中")


def body_light(row: object) -> State:
    missing = row.owed_count + row.draft_count + row.missed_count  # type: ignore[attr-defined]
    if missing:
        return State("late" if row.is_past else "warn", f"缺 {missing} 份")  # type: ignore[attr-defined]
    if row.returned_count:  # type: ignore[attr-defined]
        return State("warn", "待补正")
    return State("ok", "已报齐")


class RoundListing(Listing):
    name = "填报期"
    columns = [
        Column("state", "状态", kind="state", value=round_state, sort=False),
        Column("due_on", "填报期限", kind="deadline", state=round_state),
        Column("label", "填报期", kind="link", url=lambda row: reverse("plan:round", args=[row.pk])),
        Column("plan", "规划", value=lambda row: row.plan.title, sort=False, drop=True),
        Column("period_from", "起", kind="date", drop=True),
        Column("period_to", "止", kind="date", drop=True),
    ]
    filters = [Search("q", "按名称查找", fields=["label"])]
    default_order = ("-period_from", "-id")
    empty_title = "还没有填报期"
    empty_hint = "开启一个填报期后，每项在办任务都会产生一份填报待办。"


class MatrixListing(Listing):
    name = "各单位填报情况"
    columns = [
        Column("state", "状态", kind="state", value=body_light, sort=False),
        Column("short_name", "单位", kind="link", url=lambda row: f"{reverse('plan:reports')}?body={row.code}&round={row.round_id}"),
        Column("all_count", "应报", kind="number"),
        *(Column(f"{one.value}_count", one.label, kind="number", drop=one in (ReportState.WAIVED, ReportState.MISSED))
          for one in ReportState),
        Column("in_time_count", "按时", kind="number"),
    ]  # fmt: skip
    filters = [Search("q", "按单位查找", fields=["name", "short_name"])]
    default_order = ("-owed_count", "-returned_count")
    page_size = 50
    compact = True

    def __init__(self, *args: object, is_past: bool, round_id: int, **more: object):
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.is_past, self.round_id = is_past, round_id

    def prepare(self, rows: list) -> list:  # type: ignore[type-arg]
        for row in rows:
            row.is_past, row.round_id = self.is_past, self.round_id
        return rows


@desk("plan.round.view")
def rounds(request: PageRequest) -> HttpResponse:
    listing = RoundListing(request, visible_rounds(request.actor).select_related("plan"))
    return listing.respond("plan/rounds.html", {"may_open": bool(check(request.actor, "plan.round.open"))})


@desk("plan.round.view")
def round_page(request: PageRequest, round_id: int) -> HttpResponse:
    """Who has reported and who has not: bodies by state."""
    found = found_round(request, round_id)
    counts = counts_of(found)
    here = f"{reverse('plan:reports')}?round={found.pk}"
    missing = sum(counts[state] for state in MISSING)
    figures = [
        Figure("应报", sum(counts.values()) - counts["waived"], here, unit="份"),
        Figure("未报", missing, f"{here}&missing=1", state="late" if missing else "", unit="份"),
        Figure("待审核", counts["submitted"], f"{here}&state=submitted", state="warn" if counts["submitted"] else ""),
        Figure("已退回", counts["returned"], f"{here}&state=returned", state="warn" if counts["returned"] else ""),
        Figure("已认可", counts["accepted"], f"{here}&state=accepted", state="done"),
    ]
    bodies = visible_bodies(request.actor, "plan.round.view")
    listing = MatrixListing(request, body_rows(found, bodies), is_past=found.due_on < clock.today(), round_id=found.pk)
    context = {
        "round": found,
        "state": round_state(found),
        "figures": figures,
        "documents": documents_about(found),
        "entries": drawer(found),
        "may_lock": not found.is_locked and bool(check(request.actor, "plan.round.lock")),
        "may_open": not found.is_locked and bool(check(request.actor, "plan.round.open")),
        "may_tell": bool(check(request.actor, "plan.bulletin.draw")),
    }
    return listing.respond("plan/round.html", context)


@desk("plan.round.open")
def open_page(request: PageRequest) -> HttpResponse:
    """Open a round; the quarter that has just ended is proposed."""
    plans = list(visible_plans(request.actor).filter(tasks__isnull=False).distinct().order_by("pk"))
    form = RoundForm(request.POST or None, initial=_last_quarter(), plans=plans)
    if not plans:
        messages.error(request, "还没有下达过任务的规划，不能开启填报期")
        return redirect("plan:rounds")
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: open_round(actor=request.actor, **form.cleaned_data))
        if made is not None:
            messages.success(request, f"“{made.label}”已开启，已向各责任单位发出填报待办")
            return redirect("plan:round", made.pk)
    return render(request, "plan/round_form.html", {"form": form})


@desk("plan.round.open")
def complete_page(request: PageRequest, round_id: int) -> HttpResponse:
    found = found_round(request, round_id)
    to = reverse("plan:round", args=[found.pk])
    return confirm(
        request, title="补充填报任务", form=NothingForm(request.POST or None), to=to, cancel_url=to, crumb=(found.label, to),
        success="新下达的任务已列入填报", submit="补充",
        consequences=["填报期开启以后新下达的任务，将列入本期填报"],
        do=lambda done: complete_round(actor=request.actor, round=found),
    )  # fmt: skip


@desk("plan.round.lock")
def lock_page(request: PageRequest, round_id: int) -> HttpResponse:
    found = found_round(request, round_id)
    to = reverse("plan:round", args=[found.pk])
    counts = counts_of(found)
    missing = counts["owed"] + counts["draft"] + counts["returned"]
    return confirm(
        request, title=f"锁定“{found.label}”", form=NothingForm(request.POST or None), to=to, cancel_url=to,
        success="填报期已锁定", submit="锁定", danger=True, crumb=(found.label, to),
        consequences=[f"未完成的 {missing} 份将记为“未完成填报”，列入单位履职记录", "锁定后只能以注明日期和理由的更正修改，不能解锁"],
        do=lambda done: lock_period(actor=request.actor, round=found),
    )  # fmt: skip


def _last_quarter() -> dict[str, object]:
    today = clock.today()
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    last = first - timedelta(days=1)
    begin = last.replace(month=last.month - 2, day=1)
    label = f"{last.year}年第{'一二三四'[(last.month - 1) // 3]}季度"
    return {"label": label, "period_from": begin, "period_to": last}
