"""The station's page on a phone: it works without script; with it, what is entered without network is kept and sent later."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.pages.access import desk, open_to_public
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.access import visible_cases

from ...actions.complaint_pieces import Piece, receive_piece
from ...actions.fair_handling import read_fair_contact
from ...actions.fair_receiving import TOLERANCE, receive_fair_complaint
from ...forms.fairs import StationComplaintForm
from ...models import Fair, FairComplaint
from ...queries.fair_alike import alike_to
from ...queries.fair_page import stands_of
from ...refusals import ValueNotValid
from .fairs import found_fair

HANDLE = "enforcement.case.handle"
WORKER = Path(__file__).resolve().parents[2] / "static" / "enforcement" / "fair-worker.js"


@desk(HANDLE)
@never_cache
def station(request: PageRequest, fair: int) -> HttpResponse:
    """Enter a complaint."""
    found = found_fair(request, fair)
    form = StationComplaintForm(request.POST or None, request.FILES or None, fair=found)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _received(request, found, form))
        if made is not None:
            messages.success(request, f"已收到，编号 {made.case.number}")
            return redirect("procedures:case", pk=made.case_id)
    context = {
        "fair": found, "form": form, "stands": stands_of(found), "has_station": form.fields["station"].queryset.exists(),  # type: ignore[attr-defined]
        "longest": limit(TOLERANCE).length,
    }  # fmt: skip
    return render(request, "enforcement/fairs/station.html", context, status=422 if form.errors else 200)


@desk(HANDLE)
@never_cache
@require_safe
def ready(request: PageRequest, fair: int) -> JsonResponse:
    """Who is signed in here, and the mark that a sending needs: what a phone asks before it sends what it kept."""
    found_fair(request, fair)
    return JsonResponse({"owner": str(request.actor.user_id), "token": get_token(request)})


@desk(HANDLE)
@never_cache
@require_POST
def send(request: PageRequest, fair: int) -> JsonResponse:
    """Take what a phone kept; it forgets its copy when it has this answer."""
    found = found_fair(request, fair)
    form = StationComplaintForm(request.POST, request.FILES, fair=found)
    made = tried(form, lambda: _received(request, found, form)) if form.is_valid() else None
    if made is None:
        wrong = [f"{_label(form, name)}{one}" for name, errors in form.errors.items() for one in errors]
        return JsonResponse({"reason": "；".join(wrong)}, status=422)
    told: dict[str, Any] = {
        "key": made.request_key, "number": made.case.number, "url": reverse("procedures:case", args=[made.case_id]),
        "alike": [one.case.number for one in alike_to(made)], "counted": made.counted_why,
    }  # fmt: skip
    return JsonResponse(told)


def _label(form: StationComplaintForm, name: str) -> str:
    return f"{form.fields[name].label}：" if name in form.fields and form.fields[name].label else ""


def _received(request: PageRequest, found: Fair, form: StationComplaintForm) -> FairComplaint:
    data = form.cleaned_data
    known = FairComplaint.objects.filter(fair=found, request_key=data["request_key"]).exists()
    pieces = [] if known else _pieces(form)
    return receive_fair_complaint(
        actor=request.actor, fair=found, told=form.told(), request_key=data["request_key"], station=data["station"], pieces=pieces,
        held=form.held_for,
    )  # fmt: skip


def _pieces(form: StationComplaintForm) -> list[Piece]:
    try:
        return [receive_piece(one.name or "", one) for one in form.cleaned_data["photos"]]
    except FileRefused as refused:
        raise ValueNotValid(refused.reason, "photos") from refused


@desk(HANDLE)
@never_cache
@require_POST
def contact(request: PageRequest, complaint: int) -> HttpResponse:
    """How to reach the complainant, shown once; the look is an entry of the trail."""
    rows = FairComplaint.objects.select_related("case").filter(case__in=visible_cases(request.actor))
    found = get_object_or_404(rows, pk=complaint)
    try:
        told = read_fair_contact(actor=request.actor, complaint=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
        return redirect("procedures:case", pk=found.case_id)
    return render(request, "enforcement/fairs/contact.html", {"complaint": found, "told": told})


@open_to_public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the station's page on the phone; it must be served from above the pages it serves."""
    response = HttpResponse(WORKER.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
