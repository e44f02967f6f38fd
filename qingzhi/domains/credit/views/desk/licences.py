"""「双公示」 of licences: which are due, late, out; the platform's file, also when there was none."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ... import actions
from ...access import visible_licences
from ...forms import LicenceForm, LicenceStatusForm
from ...models import LicenceNotice
from ...queries.licence_platform import FIELDS
from ...terms.licences import LicenceStatus
from .acting import acted, party_by_code
from .files import platform_file

MOST = 5000


def licence_light(one: LicenceNotice) -> State:
    """Whether it is out, and in time."""
    if one.published_on:
        return State(
            "warn" if one.is_late(clock.today()) else "done", "已公示", "逾期公示" if one.is_late(clock.today()) else ""
        )
    return State("late", "逾期未公示") if one.is_late(clock.today()) else State("ok", "待公示")


def licences_by(rows: QuerySet[LicenceNotice], which: str) -> QuerySet[LicenceNotice]:
    """Those that are late (still waiting, or came out after the day), waiting, out."""
    late = Q(published_on=None, due_on__lt=clock.today()) | Q(published_on__gt=F("due_on"))
    return rows.filter({"late": late, "waiting": Q(published_on=None), "out": Q(published_on__isnull=False)}[which])


class LicenceListing(Listing):
    """Licences to publish, the late ones first."""

    name = "行政许可双公示"
    columns = [
        Column("light", "状态", kind="state", value=licence_light, sort=False),
        Column("due_on", "应公示", kind="deadline", value=lambda one: one.due_on, sort="due_on", state=lambda one: "done" if one.published_on else ""),
        Column("number", "许可决定文书号", kind="link", url=lambda one: reverse("credit:licence", args=[one.pk]), sub="document"),
        Column("party", "行政相对人", value=lambda one: f"{one.party_name[:1]}*（自然人）" if one.is_person else one.party_name, sort=False),
        Column("status", "许可状态", value=lambda one: one.get_status_display(), drop=True),
        Column("decided_on", "决定日期", kind="date", drop=True),
        Column("published_on", "公示日期", kind="date", sub="published_by", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按文书号查找", fields=["number", "document"]),
        Choice("which", "范围", options=[("late", "逾期"), ("waiting", "待公示"), ("out", "已公示")], narrowing=licences_by),
    ]  # fmt: skip
    default_order = ("published_on", "due_on", "pk")
    bulk = [("publish", "公示")]
    empty_title = "没有行政许可"
    empty_hint = "本单位作出许可决定后在此登记；本期没有的，导出零报告。"


def _rows(request: PageRequest) -> Any:
    return visible_licences(request.actor).select_related("body", "party")


@desk("credit.penalty.publish")
def licences(request: PageRequest) -> HttpResponse:
    """Every licence with its last day; those that are ticked are published."""
    rows = visible_licences(request.actor)
    listing = LicenceListing(request, _rows(request))
    listing.bulk_url = reverse("credit:publish_licences")
    late = licences_by(rows, "late").count()
    figures = [
        Figure("待公示", licences_by(rows, "waiting").count(), url="?which=waiting", unit="件"),
        Figure("逾期", late, url="?which=late", unit="件", state="late" if late else ""),
        Figure("已公示", licences_by(rows, "out").count(), url="?which=out", unit="件"),
    ]
    return listing.respond("credit/licences.html", {"figures": figures, "today": clock.today()})


@desk("credit.penalty.publish")
@require_POST
def publish(request: PageRequest) -> HttpResponse:
    """Publish the rows that were ticked, each for itself."""
    ids = [int(one) for one in request.POST.getlist("id") if one.isdigit()]
    done, refused = actions.publish_licences(actor=request.actor, notices=list(_rows(request).filter(pk__in=ids)[:500]))
    if done:
        messages.success(request, f"已公示{done}件")
    for reason in refused[:5]:
        messages.error(request, reason)
    if not ids:
        messages.error(request, "请先勾选要公示的许可")
    return redirect("credit:licences")


@desk("credit.penalty.publish")
def new(request: PageRequest) -> HttpResponse:
    """Enter one."""
    back = reverse("credit:licences")
    return acted(
        request, title="登记行政许可", form=LicenceForm(request.POST or None), submit="登记", cancel_url=back, success="已登记",
        do=lambda form: _entered(request, form.cleaned_data), to=lambda made: reverse("credit:licence", args=[made.pk]), licence=True,
    )  # fmt: skip


def _entered(request: PageRequest, given: dict[str, Any]) -> LicenceNotice:
    body = get_object_or_404(Body.objects.select_related("region"), pk=request.actor.body_id)
    code = given.pop("credit_code")
    return actions.enter_licence(
        actor=request.actor, body=body, party=party_by_code(code) if code.strip() else None, **given
    )


@desk("credit.penalty.publish")
def licence(request: PageRequest, licence_id: int) -> HttpResponse:
    """One: what it says, until when it had to be out; what became of it."""
    found = get_object_or_404(_rows(request), pk=licence_id)
    back = reverse("credit:licences")
    return acted(
        request, title=f"行政许可：{found.number}", form=LicenceStatusForm(request.POST or None), submit="变更状态", cancel_url=back,
        do=lambda form: actions.change_licence(
            actor=request.actor, notice=found, status=LicenceStatus(form.cleaned_data["status"]), why=form.cleaned_data["why"]
        ),
        to=reverse("credit:licence", args=[found.pk]), success="已变更", template="credit/licence.html", notice=found, light=licence_light(found),
        settled=found.status != LicenceStatus.VALID,
    )  # fmt: skip


@desk("credit.penalty.publish")
@require_POST
def export(request: PageRequest) -> HttpResponse | FileResponse:
    """The platform's file of the licences decided on in a period; none is a report of zero. The export is audited."""
    form = request.POST.get("form", "xlsx")
    if form not in ("xlsx", "csv"):
        raise Http404
    since, until = _day(request, "since"), _day(request, "until")
    rows = _rows(request).select_related("body__subject__party").prefetch_related("party__identifiers")
    if since:
        rows = rows.filter(decided_on__gte=since)
    if until:
        rows = rows.filter(decided_on__lte=until)
    lines = actions.export_licences(actor=request.actor, notices=list(rows[:MOST]), form=f"行政许可双公示 {form}")
    return platform_file("行政许可" if lines else "行政许可（零报告）", FIELDS, lines, form)


def _day(request: PageRequest, name: str) -> date | None:
    text = request.POST.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Http404 from None
