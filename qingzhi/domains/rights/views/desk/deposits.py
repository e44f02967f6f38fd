"""Deposits on the desk: the list, a deposit with its chain of versions, making one, adding to it, taking the evidence away."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk, signed_in, without_files
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Document, State
from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.documents.convert import PdfUnavailable

from ...access import visible_deposits
from ...actions.depositing import Fingerprint, add_supplement, make_certificate_pdf, make_deposit
from ...forms.deposits import DepositForm, SupplementForm
from ...models import Deposit
from ...queries.deposits import chain_of, deposit_checks, evidence_pack
from ...terms import DepositKind

MAKE = "rights.deposit.make"


def deposit_state(found: Deposit) -> State:
    if found.certificate and found.certificate.withdrawn_on:
        return State("late", "证书已撤回", found.certificate.withdrawn_reason)
    if found.authority_is_local:
        return State("warn", "示例时间戳", "由本机示例机构签发，无法律效力")
    return State("ok", "已存证")


class DepositListing(Listing):
    name = "存证登记"
    columns = [
        Column("state", "状态", kind="state", value=deposit_state, sort=False),
        Column("title", "名称", kind="link", url=lambda row: reverse("rights:deposit", args=[row.pk]),
               sub=lambda row: row.number),
        Column("kind", "类别", value=lambda row: row.get_kind_display(), sort="kind"),
        Column("holder_name", "权利人"),
        Column("version", "版本", kind="number", drop=True),
        Column("token_at", "时间戳时间", kind="datetime"),
        Column("sha256", "SHA-256", value=lambda row: f"{row.sha256[:16]}…", export=lambda row: row.sha256,
               sort=False, drop=True),
    ]  # fmt: skip
    filters = [
        Search(
            "q",
            "按名称、权利人、编号或摘要查找",
            fields=["title", "holder_name", "certificate__number", "sha256", "sm3"],
        ),
        Choice("kind", "类别", options=DepositKind.choices()),
        DateRange("on", "存证日期", lookup="deposited_at__date"),
    ]
    default_order = ("-deposited_at",)
    empty_title = "还没有存证"
    empty_hint = "办理存证时文件不离开本机，只登记它的摘要。"


@signed_in
def deposits(request: PageRequest) -> HttpResponse:
    """The deposits of one's own body; staff with the grant see all, without notes."""
    rows = visible_deposits(request.actor).select_related("certificate")
    return DepositListing(request, rows).respond("rights/deposits.html", {"may_make": check(request.actor, MAKE)})


@signed_in
def deposit(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    own = _is_own(request, found)
    form = SupplementForm(request.POST or None) if own and check(request.actor, MAKE) else None
    if request.method == "POST" and form is not None and form.is_valid():
        text = form.cleaned_data["text"]
        if tried(form, lambda: add_supplement(actor=request.actor, deposit=found, text=text)) is not None:
            messages.success(request, "补充说明已记入，原存证不变")
            return redirect("rights:deposit", pk=found.pk)
    chain = chain_of(found)
    context = {
        "deposit": found,
        "state": deposit_state(found),
        "facts": _facts(found),
        "checks": deposit_checks(found),
        "chain": chain,
        "files": _files(found),
        "own": own,
        "supplements": found.supplements.all() if own else [],
        "form": form,
        "may_continue": own and chain[-1] == found and check(request.actor, MAKE),
        "audit": entries_of(found),
    }
    return render(request, "rights/deposit.html", context)


@without_files
@desk(MAKE)
def make(request: PageRequest, previous_id: int = 0) -> HttpResponse:
    """Make a deposit: the form sends hashes, and a form that could carry the file itself is refused unread."""
    previous = _found(request, previous_id) if previous_id else None
    form = DepositForm(request.POST or None, initial=_initial(request, previous))
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: _made(request, form.cleaned_data, previous))
        if done is not None:
            messages.success(request, f"已存证，证书编号 {done.number}")
            return redirect("rights:deposit", pk=done.pk)
    return render(request, "rights/deposit_form.html", {"form": form, "previous": previous})


def _made(request: PageRequest, given: dict[str, Any], previous: Deposit | None) -> Deposit:
    print_ = Fingerprint(given["sha256"], given["sm3"], given["size"])
    names = ("kind", "title", "holder_name", "note", "request_key")
    facts = {name: given[name] for name in names}
    return make_deposit(actor=request.actor, fingerprint=print_, previous=previous, **facts)


def _initial(request: PageRequest, previous: Deposit | None) -> dict[str, Any]:
    found = {"request_key": secrets.token_urlsafe(24), "kind": DepositKind.RESEARCH.value}
    if previous is not None:
        return {**found, "kind": previous.kind, "title": previous.title, "holder_name": previous.holder_name}
    return {**found, "holder_name": request.actor.body_name}


@signed_in
def pack(request: PageRequest, pk: int) -> HttpResponse:
    """The evidence as one file, for whoever made the deposit."""
    found = _found(request, pk)
    response = HttpResponse(evidence_pack(found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="deposit-{found.pk}-evidence.zip"'
    return response


@signed_in
@require_POST
def pdf(request: PageRequest, pk: int) -> HttpResponse:
    """Make the certificate's PDF, or say in one line why not."""
    found = _found(request, pk)
    try:
        make_certificate_pdf(actor=request.actor, deposit=found)
    except PdfUnavailable as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "PDF 已生成，可在下面下载")
    return redirect("rights:deposit", pk=found.pk)


def _found(request: PageRequest, pk: int) -> Deposit:
    rows = visible_deposits(request.actor).select_related(
        "certificate__file", "certificate__pdf", "certificate__body", "previous__certificate"
    )
    return get_object_or_404(rows, pk=pk)


def _is_own(request: PageRequest, found: Deposit) -> bool:
    actor = request.actor
    own_body = actor.body_id is not None and found.body_id == actor.body_id
    return own_body or (found.depositor_id is not None and found.depositor_id == actor.subject_id)


def _facts(found: Deposit) -> list[tuple[str, object]]:
    return [
        ("证书编号", found.number),
        ("类别", found.get_kind_display()),
        ("权利人", found.holder_name),
        ("文件大小", f"{found.size:,} 字节"),
        ("时间戳签发者", found.authority),
        ("时间戳序列号", found.token_serial),
        ("存证人", f"{found.deposited_by}（{found.body.name}）" if found.body else found.deposited_by),
        ("版本", f"第{found.version}版"),
    ]


def _files(found: Deposit) -> list[Document]:
    if found.certificate is None:
        return []
    return [
        Document(one.name, reverse("files:download", args=[one.pk]), one.size, "", one.sha256, one.stored_at)
        for one in (found.certificate.file, found.certificate.pdf)
        if one is not None
    ]
