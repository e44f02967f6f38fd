"""Jurisdiction: raised, reported to the superior, designated."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.access import visible_cases

from ..access import visible_handovers
from ..actions.disputes import ask_designation, designate, raise_dispute
from ..forms.disputes import DesignationForm, DisputeForm, ReportForm
from ..models import JurisdictionDispute
from ..queries.receivers import receivers, superiors
from ..refusals import ValueNotValid
from .desk import filled, own_body


@desk("coordination.send")
def new(request: PageRequest) -> HttpResponse:
    """Begin to negotiate with another body."""
    return filled(
        request, template="coordination/form.html", title="提出管辖争议", submit="发出",
        form=DisputeForm(request.POST or None, receivers=receivers(request.actor)), do=lambda form: _raised(request, form.cleaned_data),
        to=lambda made: reverse("coordination:handover", args=[made.envelope_id]), success="已发出，等对方在协商期限内答复",
        cancel_url=reverse("coordination:handovers"),
        lead="先与对方协商；对方不同意或者逾期不答复的，报请共同的上一级机关指定管辖。",
    )  # fmt: skip


def _raised(request: PageRequest, given: dict[str, Any]) -> JurisdictionDispute:
    refuse_classified(f"{given['title']}\n{given['facts']}")
    own = own_body(request)
    case = None
    if given["case_number"]:
        case = visible_cases(request.actor).filter(number=given["case_number"].strip()).first()
        if case is None:
            raise ValueNotValid("没有找到这个编号的办件", "case_number")
    return raise_dispute(
        actor=request.actor, sender=own, receiver=given["receiver"], title=given["title"], facts=given["facts"], basis=given["basis"],
        proposed=own if given["proposed"] == "own" else given["receiver"], case=case,
    )  # fmt: skip


@desk("coordination.send")
def report(request: PageRequest, pk: int) -> HttpResponse:
    """Report to the common superior; `pk` is the envelope of the negotiation."""
    found = _dispute(request, envelope=pk)
    form = ReportForm(request.POST or None, superiors=superiors(found.envelope))
    back = reverse("coordination:handover", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"报请指定管辖：{found}", form=form, submit="报请指定", cancel_url=back,
        do=lambda form: ask_designation(actor=request.actor, dispute=found, **form.cleaned_data),
        to=lambda made: reverse("coordination:handover", args=[made.pk]), success="已报请指定管辖", handover=found.envelope,
    )  # fmt: skip


@desk("coordination.designate")
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Designate; `pk` is the envelope of the report."""
    found = _dispute(request, designation=pk)
    report = found.designation
    assert report is not None  # found by it
    sides = Body.objects.filter(pk__in=[found.envelope.sender_id, found.envelope.receiver_id])
    back = reverse("coordination:handover", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"指定管辖：{found}", form=DesignationForm(request.POST or None, sides=sides),
        do=lambda form: designate(actor=request.actor, handover=report, **form.cleaned_data), to=back, submit="指定",
        success="已指定管辖，双方都已收到", cancel_url=back, handover=report,
    )  # fmt: skip


def _dispute(request: PageRequest, **by: int) -> JurisdictionDispute:
    """A dispute, by an envelope of it that the actor sees."""
    seen = visible_handovers(request.actor).filter(pk__in=by.values())
    rows = JurisdictionDispute.objects.select_related(
        "envelope__sender__region", "envelope__receiver__region", "designation__receiver"
    )
    (name,) = by
    return get_object_or_404(rows, **{f"{name}__in": seen})
