"""The register of mediators: open to everybody, kept by the office."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.identity.models import Person
from qingzhi.base.pages.access import desk, open_to_public
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from ..actions import add_mediator, add_organisation, declare_tie, retire_mediator
from ..forms import MediatorForm, OrganisationForm, RetireForm, TieForm
from ..models import Mediator
from .listings import Mediators, standing_of

PERMIT = "mediation.register"


@open_to_public
def mediators(request: PageRequest) -> HttpResponse:
    """Everybody in the register."""
    rows = Mediator.objects.select_related("organisation")
    return Mediators(request, rows).respond("mediation/mediators.html", {"may_register": _may(request)})


@open_to_public
def mediator(request: PageRequest, pk: int) -> HttpResponse:
    """One mediator; whom he stands near is read by the office alone."""
    found = get_object_or_404(Mediator.objects.select_related("organisation"), pk=pk)
    may = _may(request)
    done = found.mediations.exclude(case__closed_at=None)
    settled = done.filter(case__state__in=("fulfilled", "enforced", "lapsed")).count()
    context = {
        "mediator": found, "state": standing_of(found), "may_register": may, "ties": list(found.ties.all()) if may else [],
        "done": done.count(), "settled": settled,
    }  # fmt: skip
    return render(request, "mediation/mediator.html", context)


@desk(PERMIT)
def new_organisation(request: PageRequest) -> HttpResponse:
    """Enter an organisation."""
    form = OrganisationForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: add_organisation(actor=request.actor, **form.cleaned_data))
    ):
        messages.success(request, "已登记调解组织")
        return redirect("mediation:new_mediator")
    return _page(request, form, "登记调解组织", "登记", reverse("mediation:mediators"))


@desk(PERMIT)
def new_mediator(request: PageRequest) -> HttpResponse:
    """Enter a mediator."""
    form = MediatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        account = given.pop("account").strip()
        person = Person.objects.filter(account__username=account).first() if account else None
        if account and person is None:
            form.add_error("account", "没有这个账号")
        elif _done(
            form, lambda: add_mediator(actor=request.actor, person=person, fields=given.pop("fields_known"), **given)
        ):
            messages.success(request, "已登记调解员")
            return redirect("mediation:mediators")
    return _page(request, form, "登记调解员", "登记", reverse("mediation:mediators"))


@desk(PERMIT)
def tie(request: PageRequest, pk: int) -> HttpResponse:
    """Note whom a mediator stands near."""
    found, form = get_object_or_404(Mediator, pk=pk), TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: declare_tie(actor=request.actor, mediator=found, **form.cleaned_data)):  # fmt: skip
        messages.success(request, "已登记利害关系")
        return redirect("mediation:mediator", pk=pk)
    return _page(request, form, f"登记利害关系：{found.name}", "登记", reverse("mediation:mediator", args=[pk]))


@desk(PERMIT)
def retire(request: PageRequest, pk: int) -> HttpResponse:
    """Take a mediator off the register."""
    found, form = get_object_or_404(Mediator, pk=pk), RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: retire_mediator(actor=request.actor, mediator=found, **form.cleaned_data)):  # fmt: skip
        messages.success(request, "已注销")
        return redirect("mediation:mediator", pk=pk)
    return _page(request, form, f"注销：{found.name}", "注销", reverse("mediation:mediator", args=[pk]))


def _may(request: PageRequest) -> bool:
    return bool(check(request.actor, PERMIT, body_id=request.actor.body_id))


def _done(form: Any, act: Any) -> bool:
    """Whether the action went through; its refusal stands in the form."""
    try:
        act()
    except Refusal as refused:
        field = getattr(refused, "field", "")
        form.add_error(field if field in form.fields else None, refused.reason)
        return False
    return True


def _page(request: PageRequest, form: Any, title: str, submit: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "lead": "", "submit": submit, "cancel_url": back}
    return render(request, "mediation/form.html", context, status=400 if form.errors else 200)
