"""Pages of penalty and adjudication beside the case page: clues, requests, evidence, exclusions, certificates, the volume."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.domains.parties.queries import parties_named
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Layer

from ...access.cases import visible_proceedings
from ...actions import hand_evidence_on, take_evidence
from ...actions.archiving import archive_case
from ...actions.opening import open_on_the_spot, open_penalty
from ...actions.requests import ask_for_adjudication
from ...actions.staffing import enter_certificate, exclude_person
from ...forms.cases import (
    CertificateForm,
    ClueForm,
    EvidenceForm,
    ExcludeForm,
    HandOnForm,
    OnTheSpotBeginForm,
    RequestForm,
)
from ...models import EvidenceItem
from ...queries.staff import certificates_of
from ...terms import EvidenceKind
from ...terms.penalty import Offence, Source
from ..listings.cases import CertificateListing


def found_case(request: PageRequest, pk: int) -> Case:
    """A case of penalty or adjudication that the actor sees."""
    return get_object_or_404(visible_proceedings(request.actor).select_related("body__region"), pk=pk)


def page(request: PageRequest, form: PageForm, title: str, back: str, submit: str, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    values = {"form": form, "title": title, "cancel_url": back, "submit": submit, **context}
    return render(request, "enforcement/form.html", values, status=status)


@desk("enforcement.case.handle")
def new_clue(request: PageRequest) -> HttpResponse:
    """Enter a clue."""
    form = ClueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        body, data = get_object_or_404(Body, pk=request.actor.body_id), dict(form.cleaned_data)
        named = list(parties_named(data["party_name"], persons=data["is_person"])[:2])
        data["party"] = named[0] if len(named) == 1 and not data["is_person"] else None
        data["offence"], data["source"] = Offence(data["offence"]), Source(data["source"])
        made = tried(form, lambda: open_penalty(actor=request.actor, body=body, **data))
        if made is not None:
            messages.success(request, f"已登记，案件编号 {made.case.number}")
            return redirect("procedures:case", pk=made.case_id)
    return page(request, form, "登记案件线索", reverse("procedures:inbox"), "登记")


@desk("enforcement.case.handle")
def on_the_spot(request: PageRequest) -> HttpResponse:
    """Begin a penalty on the spot; the decision is the first step on its case page."""
    body = get_object_or_404(Body.objects.select_related("region"), pk=request.actor.body_id)
    form = OnTheSpotBeginForm(request.POST or None, body=body)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data["offence"] = Offence(data["offence"])
        made = tried(form, lambda: open_on_the_spot(actor=request.actor, body=body, **data))
        if made is not None:
            return redirect("procedures:step", pk=made.case_id, code="punish")
    return page(request, form, "当场处罚（简易程序）", reverse("procedures:inbox"), "下一步：作出决定")


@desk("enforcement.adjudication.file")
def ask_adjudication(request: PageRequest) -> HttpResponse:
    """The claimant's request."""
    return _request(request, by_applicant=True)


@desk("enforcement.case.handle")
def enter_request(request: PageRequest) -> HttpResponse:
    """A request that came on paper."""
    return _request(request, by_applicant=False)


def _request(request: PageRequest, *, by_applicant: bool) -> HttpResponse:
    form = RequestForm(request.POST or None, by_applicant=by_applicant)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        body, fast = data.pop("body"), data.pop("track") == "fast"
        made = tried(form, lambda: ask_for_adjudication(actor=request.actor, body=body, fast=fast, **data))
        if made is not None:
            messages.success(request, "已建立请求，请附材料后提交" if by_applicant else "已建立请求，请登记收到日期")
            return redirect("procedures:case", pk=made.case_id)
    back = reverse("procedures:own" if by_applicant else "procedures:inbox")
    return page(request, form, "请求处理专利侵权纠纷", back, "保存并继续")


@desk("enforcement.case.handle")
def add_evidence(request: PageRequest, pk: int) -> HttpResponse:
    """Take a piece of evidence in."""
    case = found_case(request, pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    back = f"/cases/{case.pk}/"
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: _taken(request, case, dict(form.cleaned_data))) is not None
    ):
        messages.success(request, "已收取证据，已计算并保存其 SHA-256")
        return redirect(back)
    return page(request, form, f"收取证据：{case.number}", back, "收取")


def _taken(request: PageRequest, case: Case, data: dict[str, Any]) -> EvidenceItem:
    files, kind, layer = data.pop("file"), EvidenceKind(data.pop("kind")), Layer(data.pop("layer"))
    stored = None
    if files:
        received = receive_file(actor=request.actor, name=files[0].name, stream=files[0])
        stored = store_file(actor=request.actor, received=received)
    return take_evidence(actor=request.actor, case=case, kind=kind, layer=layer, file=stored, **data)


@desk("enforcement.case.handle")
def hand_on(request: PageRequest, pk: int, item: int) -> HttpResponse:
    """Hand a piece of evidence on."""
    case = found_case(request, pk)
    found = get_object_or_404(case.evidence, pk=item)
    form, back = HandOnForm(request.POST or None), f"/cases/{case.pk}/"
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: hand_evidence_on(actor=request.actor, item=found, **form.cleaned_data)) is not None
    ):
        messages.success(request, "已登记交接")
        return redirect(back)
    return page(request, form, f"移交证据：{found.title}", back, "登记交接", chain=list(found.custody.all()))


@desk("enforcement.case.approve")
def exclude(request: PageRequest, pk: int) -> HttpResponse:
    """Decide that somebody may not take part."""
    case = found_case(request, pk)
    form, back = ExcludeForm(request.POST or None, body=case.body), f"/cases/{case.pk}/"
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: exclude_person(actor=request.actor, case=case, **form.cleaned_data)) is not None
    ):
        messages.success(request, "已决定回避")
        return redirect(back)
    return page(request, form, f"决定回避：{case.number}", back, "决定回避")


@desk("enforcement.case.view")
def certificates(request: PageRequest) -> HttpResponse:
    """The certificates of the body."""
    listing = CertificateListing(request, certificates_of(request.actor))
    return listing.respond("enforcement/certificates.html", {})


@desk("enforcement.officer.manage")
def new_certificate(request: PageRequest) -> HttpResponse:
    """Enter a certificate."""
    body = get_object_or_404(Body, pk=request.actor.body_id)
    form, back = CertificateForm(request.POST or None, body=body), reverse("enforcement:certificates")
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: enter_certificate(actor=request.actor, body=body, **form.cleaned_data)) is not None
    ):
        messages.success(request, "已登记执法证")
        return redirect(back)
    return page(request, form, "登记执法证", back, "登记")


@desk("enforcement.case.handle")
@require_POST
def archive(request: PageRequest, pk: int) -> HttpResponse:
    """Bind the volume."""
    case = found_case(request, pk)
    try:
        archive_case(actor=request.actor, case=case)
        messages.success(request, "已生成案卷，可以下载")
    except (Refusal, FileRefused) as refused:
        messages.error(request, refused.reason)
    return redirect("procedures:case", pk=case.pk)
