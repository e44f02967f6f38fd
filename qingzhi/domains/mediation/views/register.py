"""The register of mediators: open to everybody, kept by the office."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import desk, open_to_public
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ..actions import add_mediator, add_organisation, declare_tie, strike_off
from ..forms import MediatorForm, OrganisationForm, RetireForm, TieForm
from ..models import Mediator
from .listings import Mediators, standing_of

PERMIT = "mediation.register"


@open_to_public
def mediators(request: PageRequest) -> HttpResponse:
    """Everybody in the register."""
    rows = Mediator.objects.select_related("organisation")
    return Mediators(request, rows).respond("mediation/mediators.html", {"may_register": may_register(request)})


@open_to_public
def mediator(request: PageRequest, pk: int) -> HttpResponse:
    """One mediator; whom he stands near is read by the office alone."""
    found = get_object_or_404(Mediator.objects.select_related("organisation", "subject"), pk=pk)
    may = may_register(request)
    done = found.mediations.exclude(case__closed_at=None)
    settled = done.filter(case__state__in=("fulfilled", "enforced", "lapsed")).count()
    context = {
        "mediator": found, "state": standing_of(found), "may_register": may, "ties": list(found.subject.mediation_ties.all()) if may else [],
        "done": done.count(), "settled": settled,
    }  # fmt: skip
    return render(request, "mediation/mediator.html", context)


@desk(PERMIT)
def new_organisation(request: PageRequest) -> HttpResponse:
    """Enter an organisation."""
    form = OrganisationForm(request.POST or None)
    return entered(
        request, form, lambda form: add_organisation(actor=request.actor, **form.cleaned_data), "登记调解组织",
        reverse("mediation:mediators"), to=reverse("mediation:new_mediator"),
    )  # fmt: skip


@desk(PERMIT)
def new_mediator(request: PageRequest) -> HttpResponse:
    """Enter a mediator."""

    def do(form: Any) -> Mediator:
        given = dict(form.cleaned_data)
        return add_mediator(actor=request.actor, person=given.pop("account"), fields=given.pop("fields_known"), **given)

    return entered(request, MediatorForm(request.POST or None), do, "登记调解员", reverse("mediation:mediators"))


@desk(PERMIT)
def tie(request: PageRequest, pk: int) -> HttpResponse:
    """Note whom a mediator stands near."""
    return tied(request, get_object_or_404(Mediator, pk=pk), reverse("mediation:mediator", args=[pk]))


@desk(PERMIT)
def retire(request: PageRequest, pk: int) -> HttpResponse:
    """Take a mediator off the register."""
    return struck_off(request, get_object_or_404(Mediator, pk=pk), reverse("mediation:mediator", args=[pk]))


def tied(request: PageRequest, listed: Any, back: str, list_name: str = "调解员名册") -> HttpResponse:
    """The page on which is noted whom somebody in a register stands near."""
    return entered(
        request, TieForm(request.POST or None), lambda form: declare_tie(actor=request.actor, listed=listed, **form.cleaned_data),
        f"登记利害关系：{listed.name}", back, done="已登记利害关系", list_name=list_name,
    )  # fmt: skip


def struck_off(request: PageRequest, listed: Any, back: str, list_name: str = "调解员名册") -> HttpResponse:
    """The page on which somebody is taken off a register."""
    return entered(
        request, RetireForm(request.POST or None), lambda form: strike_off(actor=request.actor, listed=listed, **form.cleaned_data),
        f"注销：{listed.name}", back, submit="注销", done="已注销", danger=True, list_name=list_name,
    )  # fmt: skip


def may_register(request: PageRequest) -> bool:
    """Whether the actor keeps the registers."""
    return bool(check(request.actor, PERMIT, body_id=request.actor.body_id))


def entered(
    request: PageRequest, form: Any, do: Callable[[Any], object], title: str, back: str, *, to: str = "", submit: str = "登记",
    done: str = "", danger: bool = False, list_name: str = "调解员名册",
) -> HttpResponse:  # fmt: skip
    """The page of one entry in a register of mediation."""
    return acted(
        request, template="mediation/form.html", title=title, form=form, do=do, to=to or back, success=done or f"已{title}",
        cancel_url=back, submit=submit, danger=danger, list_name=list_name, refused_status=400,
    )  # fmt: skip
