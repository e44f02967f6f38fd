"""The officer's acts on a complaint beside its steps: what was seen, and reading who complained."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.engine.procedures.access import visible_cases

from ...actions.complaint_following import note_seen
from ...actions.identities import ask_for_identity, decide_on_identity, read_identity
from ...forms.identities import IdentityAnswerForm, IdentityForm
from ...models import Complaint, IdentityRequest
from ...queries.complaint_figures import overview_of
from ...refusals import ValueNotValid


def _complaint(request: PageRequest, pk: int) -> Complaint:
    rows = Complaint.objects.select_related("case__body").filter(case__in=visible_cases(request.actor))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _request(request: PageRequest, pk: int) -> IdentityRequest:
    rows = IdentityRequest.objects.select_related("complaint__case__body")
    found = rows.filter(pk=pk, complaint__case__in=visible_cases(request.actor)).first()
    if found is None:
        raise Http404
    return found


@desk("enforcement.case.view")
def overview(request: PageRequest) -> HttpResponse:
    """The complaints of a year in numbers: on time, and what both sides think of it."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if len(asked) == 4 and asked.isdecimal() else today.year
    context = {"overview": overview_of(request.actor, year), "year": year, "today": today}
    return render(request, "enforcement/complaint_overview.html", context)


@desk("enforcement.case.handle")
@require_POST
def seen(request: PageRequest, pk: int) -> HttpResponse:
    """What the complainant said was read."""
    complaint = _complaint(request, pk)
    note_seen(actor=request.actor, complaint=complaint)
    messages.success(request, "已记为看过")
    return redirect("procedures:case", pk=complaint.case_id)


@desk("enforcement.identity.ask")
@never_cache
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask to read who complained."""
    complaint = _complaint(request, pk)
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_for_identity(actor=request.actor, complaint=complaint, **form.cleaned_data)
        except ValueNotValid as refused:
            form.add_error(refused.field or None, refused.reason)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "已提出申请，须由另一名负责人批准")
            return redirect("enforcement:identity", pk=made.pk)
    context = {"complaint": complaint, "form": form, "cancel_url": reverse("procedures:case", args=[complaint.case_id])}
    return render(request, "enforcement/identity_ask.html", context, status=409 if form.errors else 200)


@desk("enforcement.case.view")
@never_cache
def identity(request: PageRequest, pk: int) -> HttpResponse:
    """A request: who asked what for, and what was answered; never the identity itself."""
    found = _request(request, pk)
    mine = found.asked_by_id == request.actor.user_id
    context = {
        "asked": found, "complaint": found.complaint, "mine": mine, "form": IdentityAnswerForm() if not mine and found.decided_at is None else None,
    }  # fmt: skip
    return render(request, "enforcement/identity.html", context)


@desk("enforcement.identity.allow")
@require_POST
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Allow or refuse it, as a second person."""
    found = _request(request, pk)
    form = IdentityAnswerForm(request.POST)
    if form.is_valid():
        try:
            decide_on_identity(actor=request.actor, asked=found, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(
                request, "已办理，申请人可以在期限内查看" if form.cleaned_data["allow"] else "已答复不同意"
            )
            return redirect("enforcement:identity", pk=found.pk)
    context = {"asked": found, "complaint": found.complaint, "mine": False, "form": form}
    return render(request, "enforcement/identity.html", context, status=409)


@desk("enforcement.identity.ask")
@never_cache
@require_POST
def read(request: PageRequest, pk: int) -> HttpResponse:
    """Show who complained, once; every look is an entry of the trail."""
    found = _request(request, pk)
    try:
        name, contact = read_identity(actor=request.actor, asked=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
        return redirect("enforcement:identity", pk=found.pk)
    found.refresh_from_db(fields=["times_read"])
    context = {"asked": found, "complaint": found.complaint, "mine": True, "shown": (name, contact)}
    return render(request, "enforcement/identity.html", context)
