"""Mediations at the desk, for those who take part, and for courts; everything after opening happens on the case page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.enforcement.queries.disputes import dispute_of
from qingzhi.engine.procedures.access import visible_cases

from ..access import CODE
from ..actions import ask_for_mediation, delegate_by_court, entrust_case
from ..forms import AskForm, DelegateForm, EntrustForm
from ..models import Mediation
from ..terms import Field
from .listings import Mediations

DISPUTE = ("respondent", "field", "dispute", "right", "sum_in_dispute", "facts")
LEAD = "委托、委派和申请的调解；委托期间原办件停止计时，调解不成自动恢复"
FIELDS = {"trademark": Field.MARK, "gi": Field.INDICATION, "layout": Field.OTHER}  # by what the register calls a right


@desk("mediation.view")
def cases(request: PageRequest) -> HttpResponse:
    """Every mediation that the desk sees."""
    may = bool(check(request.actor, "mediation.handle", body_id=request.actor.body_id))
    return Mediations(request, _rows(request)).respond("mediation/cases.html", {"may_entrust": may, "lead": LEAD})


@desk("mediation.own")
def mine(request: PageRequest) -> HttpResponse:
    """Those in which one takes part: as a side, as the mediator, as the court."""
    context = {
        "may_entrust": False, "lead": "您一方参加、主持或者审查确认的调解", "may_ask": "mediation.ask" in request.actor.grants,
        "may_delegate": "mediation.court" in request.actor.grants,
    }  # fmt: skip
    return Mediations(request, _rows(request)).respond("mediation/cases.html", context)


@desk("mediation.handle")
def entrust(request: PageRequest) -> HttpResponse:
    """Entrust a case; opened from its page, the form has what the case says."""

    def do(form: Any) -> Mediation:
        given = form.cleaned_data
        values = {name: given[name] for name in (*DISPUTE, "claimant")}
        other = _named(given["respondent_code"])
        return entrust_case(actor=request.actor, source=given["source"], other=other, values=values)

    form = EntrustForm(request.POST or None, initial=_told(request), actor=request.actor)
    lead = "委托调解须征得双方同意；委托期间这件办件停止计时，调解不成自动恢复。"
    return _page(request, form, do, "委托调解", lead, "委托", "已委托调解，原办件停止计时")


@desk("mediation.court")
def delegate(request: PageRequest) -> HttpResponse:
    """A court passes a dispute on."""

    def do(form: Any) -> Mediation:
        given = form.cleaned_data
        return delegate_by_court(
            actor=request.actor, court=get_object_or_404(Body, pk=request.actor.body_id), body=given["body"],
            court_number=given["court_number"], claimant=_named(given["claimant_code"]), other=_named(given["respondent_code"]),
            values={name: given[name] for name in (*DISPUTE, "claimant")},
        )  # fmt: skip

    lead = "立案前委派调解，自调解员签收材料之日起三十日。"
    return _page(request, DelegateForm(request.POST or None), do, "委派调解", lead, "委派", "已委派调解")


@desk("mediation.ask")
def ask(request: PageRequest) -> HttpResponse:
    """A party asks for mediation."""

    def do(form: Any) -> Mediation:
        given = form.cleaned_data
        values = {name: given[name] for name in DISPUTE}
        return ask_for_mediation(
            actor=request.actor, body=given["body"], other=_named(given["respondent_code"]), values=values
        )

    lead = "调解不收费；对方同意后，双方一起选定调解员。"
    done = "已建立申请，请确认同意调解后提交对方"
    return _page(request, AskForm(request.POST or None), do, "申请纠纷调解", lead, "保存并继续", done)


def _rows(request: PageRequest) -> Any:
    """The mediations whose cases the actor sees."""
    seen = visible_cases(request.actor).filter(procedure=CODE)
    return Mediation.objects.filter(case__in=seen).select_related("case__body", "mediator__organisation")


def _told(request: PageRequest) -> dict[str, Any]:
    """What the form begins with: the case's sides and dispute, where it was opened from a case."""
    number = request.GET.get("case", "")
    found = visible_cases(request.actor).filter(number=number).first() if number else None
    if found is None:
        return {"source": number}
    told = dispute_of(found)
    field = FIELDS.get(told.kind, told.kind if told.kind in set(Field) else Field.OTHER)
    return {
        "source": number, "claimant": told.claimant or (found.applicant.display_name if found.applicant else ""),
        "respondent": told.respondent, "respondent_code": told.respondent_code, "field": field, "right": told.right, "facts": told.facts,
    }  # fmt: skip


def _named(code: str) -> Subject | None:
    """The party of a credit code, where the register has it."""
    return Subject.objects.filter(party__credit_code=code.strip().upper()).first() if code.strip() else None


def _page(request: PageRequest, form: Any, do: Any, title: str, lead: str, submit: str, success: str) -> HttpResponse:
    """Whatever is opened here goes on on its case page."""
    here = "mediation:cases" if "mediation.view" in request.actor.grants else "mediation:mine"
    return acted(
        request, template="mediation/form.html", title=title, form=form, do=do, success=success, cancel_url=reverse(here),
        to=lambda made: reverse("procedures:case", args=[made.case_id]), lead=lead, submit=submit, list_name="纠纷调解",
        refused_status=400,
    )  # fmt: skip
