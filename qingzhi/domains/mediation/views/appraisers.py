"""The register of appraisal bodies and their experts: open to everybody, kept by the office."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk, open_to_public
from qingzhi.base.pages.request import PageRequest

from ..actions import add_appraisal_body, add_appraiser
from ..forms.appraisals import AppraiserForm, BodyForm
from ..models import AppraisalBody, Appraiser
from .appraisal_listings import AppraisalBodies
from .listings import standing_of
from .register import PERMIT, entered, may_register, struck_off, tied

LIST = "鉴定机构名册"


@open_to_public
def bodies(request: PageRequest) -> HttpResponse:
    """Every body in the register."""
    rows = AppraisalBody.objects.prefetch_related("appraisers")
    return AppraisalBodies(request, rows).respond(
        "mediation/appraisal_bodies.html", {"may_register": may_register(request)}
    )


@open_to_public
def body(request: PageRequest, pk: int) -> HttpResponse:
    """One body with its licence and experts; whom they stand near is read by the office alone."""
    found, may = get_object_or_404(AppraisalBody.objects.select_related("subject"), pk=pk), may_register(request)
    experts = list(found.appraisers.select_related("subject").prefetch_related("subject__mediation_ties"))
    done = found.appraisals.exclude(case__closed_at=None)
    context = {
        "body": found, "state": standing_of(found), "may_register": may, "ties": list(found.subject.mediation_ties.all()) if may else [],
        "experts": [(one, standing_of(one)) for one in experts], "done": done.count(),
        "adopted": done.filter(case__state="adopted").count(), "today": clock.today(),
    }  # fmt: skip
    return render(request, "mediation/appraisal_body.html", context)


@desk(PERMIT)
def new_body(request: PageRequest) -> HttpResponse:
    """Enter a body."""

    def do(form: Any) -> AppraisalBody:
        given = dict(form.cleaned_data)
        return add_appraisal_body(actor=request.actor, fields=given.pop("fields_known"), **given)

    back = reverse("mediation:appraisal_bodies")
    return entered(request, BodyForm(request.POST or None), do, "登记鉴定机构", back, list_name=LIST)


@desk(PERMIT)
def new_appraiser(request: PageRequest) -> HttpResponse:
    """Enter an expert."""

    def do(form: Any) -> Appraiser:
        given = dict(form.cleaned_data)
        return add_appraiser(
            actor=request.actor, person=given.pop("account"), fields=given.pop("fields_known"), **given
        )

    form = AppraiserForm(request.POST or None, initial={"body": request.GET.get("body", "")})
    return entered(request, form, do, "登记鉴定人", reverse("mediation:appraisal_bodies"), list_name=LIST)


@desk(PERMIT)
def body_tie(request: PageRequest, pk: int) -> HttpResponse:
    """Note whom a body stands near."""
    return tied(request, get_object_or_404(AppraisalBody, pk=pk), _page_of(pk), LIST)


@desk(PERMIT)
def retire_body(request: PageRequest, pk: int) -> HttpResponse:
    """Take a body off the register."""
    return struck_off(request, get_object_or_404(AppraisalBody, pk=pk), _page_of(pk), LIST)


@desk(PERMIT)
def appraiser_tie(request: PageRequest, pk: int) -> HttpResponse:
    """Note whom an expert stands near."""
    found = get_object_or_404(Appraiser, pk=pk)
    return tied(request, found, _page_of(found.body_id), LIST)


@desk(PERMIT)
def retire_appraiser(request: PageRequest, pk: int) -> HttpResponse:
    """Take an expert off the register."""
    found = get_object_or_404(Appraiser, pk=pk)
    return struck_off(request, found, _page_of(found.body_id), LIST)


def _page_of(pk: int) -> str:
    return reverse("mediation:appraisal_body", args=[pk])
