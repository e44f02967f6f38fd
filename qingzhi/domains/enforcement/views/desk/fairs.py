"""Pages of fairs: before, and after."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.queries import path_of
from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from ...access.fairs import visible_fairs
from ...actions.fair_exhibitors import load_exhibitors
from ...actions.fair_screening import answer_risk, screen_fair
from ...actions.fairs import end_duty, enter_fair, enter_station, set_duty
from ...forms.fairs import DutyForm, FairForm, ListForm, RiskForm, StationForm
from ...models import Exhibit, Fair, FairRisk, FairStation
from ...queries.fair_figures import report_of
from ...queries.fair_lists import lines_in
from ...queries.fair_page import complaints_of, counts_of, fair_light, stations_of, with_hours
from ...refusals.fairs import ListNotTaken
from ...terms.fairs import RiskAnswer
from ..listings.fairs import ExhibitListing, ExhibitorListing, FairComplaintListing, FairListing, RiskListing

MANAGE, VIEW = "enforcement.fair.manage", "enforcement.case.view"


def found_fair(request: PageRequest, pk: int) -> Fair:
    """A fair that the actor sees."""
    return get_object_or_404(visible_fairs(request.actor), pk=pk)


def fair_url(fair: Any) -> str:
    return reverse("enforcement:fair", args=[fair.pk])


def _about(request: PageRequest, found: Fair) -> dict[str, Any]:
    return {
        "fair": found, "light": fair_light(found), "may_manage": bool(check(request.actor, MANAGE, body_id=found.body_id)),
        "may_handle": bool(check(request.actor, "enforcement.case.handle", body_id=found.body_id)),
    }  # fmt: skip


@desk(VIEW)
def fairs(request: PageRequest) -> HttpResponse:
    """All fairs."""
    return FairListing(request, visible_fairs(request.actor)).respond("enforcement/fairs/list.html", {})


@desk(MANAGE)
def new_fair(request: PageRequest) -> HttpResponse:
    """Enter a fair."""
    body = get_object_or_404(Body, pk=request.actor.body_id)
    form = FairForm(request.POST or None, initial={"region": body.region_id})
    return acted(
        request, template="enforcement/fairs/form.html", title="登记展会", form=form, cancel_url=reverse("enforcement:fairs"), success="已登记展会",
        do=lambda one: enter_fair(actor=request.actor, body=body, **one.cleaned_data), to=fair_url,
    )  # fmt: skip


@desk(MANAGE)
def edit_fair(request: PageRequest, fair: int) -> HttpResponse:
    """Correct what was entered of a fair."""
    found = found_fair(request, fair)
    names = ("name", "organiser", "place", "region", "begins_on", "ends_on")
    form = FairForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return acted(
        request, template="enforcement/fairs/form.html", title="更正展会", form=form, cancel_url=fair_url(found), success="已更正",
        do=lambda one: enter_fair(actor=request.actor, body=found.body, fair=found, **one.cleaned_data), to=fair_url,
    )  # fmt: skip


@desk(VIEW)
def fair(request: PageRequest, fair: int) -> HttpResponse:
    """One fair: what is to be done before, on its days, and after."""
    found = found_fair(request, fair)
    context = {
        **_about(request, found), "counts": counts_of(found), "stations": stations_of(found), "today": clock.today(),
        "open_complaints": complaints_of(request.actor, found).filter(case__closed_at=None).count(),
    }  # fmt: skip
    return render(request, "enforcement/fairs/fair.html", context)


@desk(MANAGE)
def new_station(request: PageRequest, fair: int) -> HttpResponse:
    """Enter a station."""
    found = found_fair(request, fair)
    return acted(
        request, template="enforcement/fairs/form.html", title="登记工作站", form=StationForm(request.POST or None), cancel_url=fair_url(found),
        success="已登记工作站", do=lambda one: enter_station(actor=request.actor, fair=found, **one.cleaned_data), to=fair_url(found),
    )  # fmt: skip


@desk(MANAGE)
def duty(request: PageRequest, station: int) -> HttpResponse:
    """Put somebody on duty at a station."""
    rows = FairStation.objects.select_related("fair__body").filter(fair__in=visible_fairs(request.actor))
    found = get_object_or_404(rows, pk=station)
    form = DutyForm(request.POST or None, station=found)
    return acted(
        request, template="enforcement/fairs/form.html", title=f"{found.name}：安排驻会人员", form=form, cancel_url=fair_url(found.fair),
        success="已安排", do=lambda one: set_duty(actor=request.actor, station=found, **one.cleaned_data), to=fair_url(found.fair),
    )  # fmt: skip


@desk(MANAGE)
@require_POST
def leave_duty(request: PageRequest, station: int, duty: int) -> HttpResponse:
    """Take somebody off again."""
    rows = FairStation.objects.select_related("fair").filter(fair__in=visible_fairs(request.actor))
    found = get_object_or_404(rows, pk=station)
    end_duty(actor=request.actor, station=found, duty_id=duty)
    messages.success(request, "已取消安排")
    return redirect("enforcement:fair", fair=found.fair_id)


@desk(VIEW)
def exhibitors(request: PageRequest, fair: int) -> HttpResponse:
    """Who exhibits."""
    found = found_fair(request, fair)
    rows = found.exhibitors.annotate(
        exhibit_count=Count("exhibits", distinct=True), all_risks=Count("risks", distinct=True),
        open_risks=Count("risks", filter=Q(risks__answer=""), distinct=True),
    )  # fmt: skip
    return ExhibitorListing(request, rows).respond("enforcement/fairs/exhibitors.html", _about(request, found))


@desk(VIEW)
def exhibits(request: PageRequest, fair: int) -> HttpResponse:
    """What is exhibited, by which rights."""
    found = found_fair(request, fair)
    rows = Exhibit.objects.select_related("exhibitor").filter(exhibitor__fair=found)
    return ExhibitListing(request, rows).respond("enforcement/fairs/exhibits.html", _about(request, found))


@desk(MANAGE)
def load_list(request: PageRequest, fair: int) -> HttpResponse:
    """Load the organiser's list."""
    found = found_fair(request, fair)
    form = ListForm(request.POST or None, request.FILES or None)
    return acted(
        request, template="enforcement/fairs/form.html", title="载入参展商名单", form=form, cancel_url=fair_url(found), success="名单已载入",
        do=lambda one: _load(request, found, one), to=reverse("enforcement:fair_exhibitors", args=[found.pk]), refused_status=422,
    )  # fmt: skip


def _load(request: PageRequest, found: Fair, form: ListForm) -> object:
    file = form.cleaned_data["file"][0]
    try:
        received = receive_file(actor=request.actor, name=file.name or "", stream=file, kinds=("xlsx", "xls", "csv"))
    except FileRefused as refused:
        raise ListNotTaken(refused.reason, "file") from refused
    return load_exhibitors(actor=request.actor, fair=found, lines=lines_in(path_of(received.sha256)), received=received)


@desk(VIEW)
def risks(request: PageRequest, fair: int) -> HttpResponse:
    """What the screening found."""
    found = found_fair(request, fair)
    rows = FairRisk.objects.select_related("exhibitor", "exhibit").filter(exhibitor__fair=found)
    return RiskListing(request, rows).respond("enforcement/fairs/risks.html", _about(request, found))


@desk(MANAGE)
@require_POST
def screen(request: PageRequest, fair: int) -> HttpResponse:
    """Screen the list."""
    found = found_fair(request, fair)
    try:
        number = screen_fair(actor=request.actor, fair=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"排查完毕，共 {number} 项风险")
    return redirect("enforcement:fair_risks", fair=found.pk)


@desk(VIEW)
def risk(request: PageRequest, risk: int) -> HttpResponse:
    """One finding, and what was done about it."""
    rows = FairRisk.objects.select_related("exhibitor__fair__body", "exhibit__right", "exhibitor__party")
    found = get_object_or_404(rows, pk=risk, exhibitor__fair__in=visible_fairs(request.actor))
    back = reverse("enforcement:fair_risks", args=[found.exhibitor.fair_id])
    may = bool(check(request.actor, MANAGE, body_id=found.exhibitor.fair.body_id)) and not found.answer
    form = RiskForm(request.POST or None) if may else None
    if form is None:
        if request.method == "POST":
            messages.error(request, f"{found.answered_by}已经处理" if found.answer else "您没有处理展前风险的权限")
            return redirect("enforcement:fair_risk", risk=found.pk)
        return render(
            request, "enforcement/fairs/risk.html", {"risk": found, "fair": found.exhibitor.fair, "title": "展前风险"}
        )
    return acted(
        request, template="enforcement/fairs/risk.html", title="展前风险", form=form, cancel_url=back, success="已处理", to=back,
        do=lambda one: answer_risk(
            actor=request.actor, risk=found, answer=RiskAnswer(one.cleaned_data["answer"]), note=one.cleaned_data["note"]
        ),
        risk=found, fair=found.exhibitor.fair,
    )  # fmt: skip


@desk(VIEW)
def complaints(request: PageRequest, fair: int) -> HttpResponse:
    """The complaints of a fair."""
    found = found_fair(request, fair)
    rows = with_hours(complaints_of(request.actor, found))
    return FairComplaintListing(request, rows).respond("enforcement/fairs/complaints.html", _about(request, found))


@desk(VIEW)
def report(request: PageRequest, fair: int) -> HttpResponse:
    """The fair in numbers, afterwards or as it goes."""
    found = found_fair(request, fair)
    context = {
        **_about(request, found),
        "report": report_of(request.actor, found),
        "counts": counts_of(found),
        "today": clock.today(),
    }
    return render(request, "enforcement/fairs/report.html", context)
