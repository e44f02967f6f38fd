"""Personal values: entering them, and reading a full one with a reason."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ... import actions, forms
from ...terms import PartyKind
from .acting import acted, found_party

TITLES = {"identity": "公民身份号码", "phone": "电话", "contact": "联系人"}


@desk("parties.personal")
def identity(request: PageRequest, party_id: int) -> HttpResponse:
    """Enter a person's identity number."""
    party = found_party(request, party_id)
    if party.kind != PartyKind.INDIVIDUAL:
        raise Http404
    return acted(
        request, party, forms.IdentityForm(request.POST or None),
        lambda asked: actions.set_identity_number(actor=request.actor, party=party, **asked),
        title="登记公民身份号码", success="已加密登记",
        warning="号码以该主体自己的密钥加密保存，查看完整号码要写明理由并留下记录。",
    )  # fmt: skip


@desk("parties.personal")
def contact(request: PageRequest, party_id: int) -> HttpResponse:
    """Enter whom to reach."""
    party = found_party(request, party_id)
    return acted(
        request, party, forms.ContactForm(request.POST or None),
        lambda asked: actions.add_contact(actor=request.actor, party=party, **asked),
        title="登记联系方式", success="已加密登记，原联系方式停用",
    )  # fmt: skip


@desk("parties.personal")
def read(request: PageRequest, party_id: int, what: str) -> HttpResponse:
    """Show one full value once; why, who and when stand in the trail."""
    party = found_party(request, party_id)
    if what not in TITLES:
        raise Http404
    form, value = forms.ReasonForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            value = actions.read_personal(actor=request.actor, party=party, what=what, **form.cleaned_data)
        except Refusal as refused:
            form.add_error("reason", refused.reason)
    context = {
        "title": f"查看{TITLES[what]}", "what": TITLES[what], "party": party, "form": form, "value": value,
        "submit": "查看", "cancel_url": reverse("parties:party", args=[party.pk]),
    }  # fmt: skip
    response = render(request, "parties/personal.html", context)
    response["Cache-Control"] = "no-store"
    return response
