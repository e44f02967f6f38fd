"""Mediations at the desk, for those who take part, and for courts; everything after opening happens on the case page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.engine.procedures.access import visible_cases

from ..access import CODE
from ..actions import ask_for_mediation, delegate_by_court, entrust_case
from ..forms import AskForm, DelegateForm, EntrustForm
from ..models import Mediation
from .listings import Mediations

DISPUTE = ("respondent", "field", "dispute", "right", "sum_in_dispute", "facts")
REFUSED = (Refusal, ClassifiedText)


@desk("mediation.view")
def cases(request: PageRequest) -> HttpResponse:
    """Every mediation that the desk sees."""
    may = bool(check(request.actor, "mediation.handle", body_id=request.actor.body_id))
    return Mediations(request, _rows(request)).respond("mediation/cases.html", {"may_entrust": may, "lead": LEAD})


LEAD = "委托、委派和申请的调解；委托期间原办件停止计时，调解不成自动恢复"


@desk("mediation.own")
def mine(request: PageRequest) -> HttpResponse:
    """Those in which one takes part: as a side, as the mediator, as the court."""
    lead = "您一方参加、主持或者审查确认的调解"
    return Mediations(request, _rows(request)).respond("mediation/cases.html", {"may_entrust": False, "lead": lead})


@desk("mediation.handle")
def entrust(request: PageRequest) -> HttpResponse:
    """Entrust a case."""
    form = EntrustForm(request.POST or None, initial={"source": request.GET.get("case", "")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        source = visible_cases(request.actor).filter(number=given["source"].strip()).first()
        if source is None:
            form.add_error("source", "没有找到这件办件")
        else:
            values = {name: given[name] for name in (*DISPUTE, "claimant")}
            made = _tried(form, lambda: entrust_case(actor=request.actor, source=source, other=_named(given["respondent_code"]), values=values))  # fmt: skip
            if made is not None:
                messages.success(request, f"已委托调解，办件{source.number}停止计时")
                return redirect("procedures:case", pk=made.case_id)
    return _page(
        request, form, "委托调解", "委托调解须征得双方同意；委托期间这件办件停止计时，调解不成自动恢复。", "委托"
    )


@desk("mediation.court")
def delegate(request: PageRequest) -> HttpResponse:
    """A court passes a dispute on."""
    form = DelegateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        court = get_object_or_404(Body, pk=request.actor.body_id)
        made = _tried(form, lambda: delegate_by_court(
            actor=request.actor, court=court, body=given["body"], court_number=given["court_number"],
            claimant=_named(given["claimant_code"]), other=_named(given["respondent_code"]),
            values={name: given[name] for name in (*DISPUTE, "claimant")},
        ))  # fmt: skip
        if made is not None:
            messages.success(request, "已委派调解")
            return redirect("procedures:case", pk=made.case_id)
    return _page(request, form, "委派调解", "立案前委派调解，自调解员签收材料之日起三十日。", "委派")


@desk("mediation.ask")
def ask(request: PageRequest) -> HttpResponse:
    """A party asks for mediation."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = _tried(form, lambda: ask_for_mediation(
            actor=request.actor, body=given["body"], other=_named(given["respondent_code"]), values={name: given[name] for name in DISPUTE}
        ))  # fmt: skip
        if made is not None:
            messages.success(request, "已建立申请，请确认同意调解后提交对方")
            return redirect("procedures:case", pk=made.case_id)
    return _page(request, form, "申请纠纷调解", "调解不收费；对方同意后，双方一起选定调解员。", "保存并继续")


def _rows(request: PageRequest) -> Any:
    """The mediations whose cases the actor sees."""
    seen = visible_cases(request.actor).filter(procedure=CODE)
    return Mediation.objects.filter(case__in=seen).select_related("case__body", "mediator__organisation")


def _named(code: str) -> Subject | None:
    """The party of a credit code, where the register has it."""
    return Subject.objects.filter(party__credit_code=code.strip().upper()).first() if code.strip() else None


def _tried(form: Any, act: Any) -> Mediation | None:
    """What the action made; its refusal stands in the form."""
    try:
        made: Mediation = act()
    except REFUSED as refused:
        field = getattr(refused, "field", "")
        form.add_error(field if field in form.fields else None, refused.reason)
        return None
    return made


def _page(request: PageRequest, form: Any, title: str, lead: str, submit: str) -> HttpResponse:
    back = reverse("mediation:cases") if "mediation.view" in request.actor.grants else "/"
    context = {"form": form, "title": title, "lead": lead, "submit": submit, "cancel_url": back}
    return render(request, "mediation/form.html", context, status=400 if form.errors else 200)
