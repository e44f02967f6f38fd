"""Issued documents on the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Document
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from .. import queries
from ..access import visible_documents
from ..actions import make_pdf, withdraw_document
from ..convert import PdfUnavailable
from ..forms import WithdrawForm
from ..listings import DocumentListing, standing_state
from ..models import IssuedDocument
from ..terms import Standing


@desk("documents.view")
def documents(request: PageRequest) -> HttpResponse:
    rows = visible_documents(request.actor).select_related("body")
    return DocumentListing(request, rows).respond("documents/documents.html")


@desk("documents.view")
def document(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    context = {
        "found": found,
        "state": standing_state(found),
        "facts": _facts(found),
        "files": _files(found),
        "versions": [(one, standing_state(one)) for one in queries.versions_of(found)],
        "audit": [] if request.actor.is_mandated else entries_of(found),
        "may_withdraw": found.standing is Standing.VALID and _may_withdraw(request, found),
    }
    return render(request, "documents/document.html", context)


@desk("documents.view")
@require_POST
def pdf(request: PageRequest, pk: int) -> HttpResponse:
    """Make the PDF, or say in one line why not."""
    found = _visible(request, pk)
    try:
        make_pdf(actor=request.actor, document=found)
    except PdfUnavailable as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "PDF 已生成，可在下面下载")
    return redirect("documents:document", pk=found.pk)


@desk("documents.withdraw")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = WithdrawForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_document(actor=request.actor, document=found, reason=form.cleaned_data["reason"])
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已撤回{found.number}")
            return redirect("documents:document", pk=found.pk)
    context = {
        "title": f"撤回{found.number}",
        "warning": "撤回后不能恢复，字号不再使用，公众凭核验码会看到“已撤回”。",
        "facts": _facts(found),
        "form": form,
        "refusal": refusal,
        "submit": "确认撤回",
        "cancel_url": reverse("documents:document", args=[found.pk]),
    }
    return render(request, "pages/confirm.html", context, status=409 if refusal else 200)


def _visible(request: PageRequest, pk: int) -> IssuedDocument:
    rows = visible_documents(request.actor).select_related("body__region", "series", "file", "pdf", "addressee")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _may_withdraw(request: PageRequest, found: IssuedDocument) -> bool:
    body = found.body
    return bool(check(request.actor, "documents.withdraw", body_id=body.pk, region_code=body.region.code))


def _facts(found: IssuedDocument) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("发文字号", found.number),
        ("文种", found.kind_title),
        ("发文单位", found.body.name),
        ("主送", _addressees(found)),
        ("签发人", found.signed_by),
        ("成文日期", found.issued_on.isoformat()),
        ("核验码", found.verification_code),
    ]
    if found.withdrawn_on:
        rows.append(("撤回", f"{found.withdrawn_on}，{found.withdrawn_reason}"))
    return rows


def _addressees(found: IssuedDocument) -> str:
    bodies = list(found.recipients.values_list("name", flat=True))
    return "、".join([found.addressee.display_name, *bodies] if found.addressee else bodies)


def _files(found: IssuedDocument) -> list[Document]:
    return [
        Document(file.name, reverse("files:download", args=[file.pk]), file.size, "", file.sha256, file.stored_at)
        for file in (found.file, found.pdf)
        if file is not None
    ]
