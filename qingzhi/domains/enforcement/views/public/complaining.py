"""Complaining without an account: the form, the register's answer about a number, the receipt, and checking a receipt."""

import hashlib
import io
import zipfile

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.permits import PUBLIC, Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ...actions.complaint_pieces import Piece, receive_piece
from ...actions.complaint_receiving import receive_complaint
from ...forms.complaints import CheckForm, ComplaintForm, EvidenceFields
from ...queries.complaint_rights import right_by_number
from ...queries.receipts import verdict_on_receipt
from ...refusals import ValueNotValid
from ...terms.complaints import RightType
from .holding import held_complaint, let_hold, too_many

NEW = "enforcement/public/new.html"
PARTS = (
    ("什么事", ("right_type", "right_number", "role", "wishes")),
    ("谁、在哪里、怎么回事", ("place", "accused", "accused_at", "region_code", "happened_on", "facts")),
    ("证据", ("evidence", "links", "seen_at")),
    ("你是谁（可以不填）", ("name", "contact")),
)
NOBODY = "两项都空着就是匿名。填了的，姓名和电话加密封存，办案人员也看不到；确实要联系你时，须写明用途、经另一名负责人批准，每次查看都留下记录。"


@open_to_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_complaint(request: HttpRequest) -> HttpResponse:
    """The form; sent, it leads to the receipt."""
    if request.method != "POST":
        return _form(request, ComplaintForm())
    form = ComplaintForm(request.POST, request.FILES)
    if "look" in request.POST:
        return _form(request, ComplaintForm(initial=_typed(form)), looked=True)
    if too_many(request, "complain", 20, 3600):
        return _form(request, form, "提交得太频繁了，请过一小时再试，或者拨打12315。", 429)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        pieces = [*received_pieces(form), *form.links_as_pieces()]
        receipt = receive_complaint(
            actor=PUBLIC, told=form.told(), pieces=pieces, request_key=form.cleaned_data["request_key"]
        )
    except ValueNotValid as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        return _form(request, form, status=422)
    except FileRefused as refused:
        form.add_error("evidence", refused.reason)
        return _form(request, form, status=422)
    except (Refusal, ClassifiedText) as refused:
        return _form(request, form, refused.reason, 422)
    response = redirect("enforcement:receipt")
    let_hold(response, receipt.complaint.case.receipt_code, secure=request.is_secure())
    return response


def received_pieces(form: EvidenceFields) -> list[Piece]:
    """The files of a form, each checked and hashed before anything is written."""
    return [receive_piece(one.name or "", one) for one in form.cleaned_data["evidence"]]


def _typed(form: ComplaintForm) -> dict[str, object]:
    """What was typed so far, whether or not it is whole."""
    many = ("wishes",)
    kept = [name for name in form.fields if name != "evidence"]
    return {name: form.data.getlist(name) if name in many else form.data.get(name, "") for name in kept}  # type: ignore[attr-defined]


def _form(
    request: HttpRequest, form: ComplaintForm, refusal: str = "", status: int = 200, *, looked: bool = False
) -> HttpResponse:
    number, kind = str(form["right_number"].value() or ""), str(form["right_type"].value() or "")
    groups = [(title, [form[name] for name in names], NOBODY if "name" in names else "") for title, names in PARTS]
    context = {
        "form": form, "groups": groups, "refusal": refusal, "asked": number, "looked": looked or (bool(number) and form.is_bound),
        "found": _found(kind, number), "lost_files": form.is_bound and bool(request.FILES),
    }  # fmt: skip
    return render(request, NEW, context, status=status)


def _found(kind: str, number: str) -> object:
    kinds = {one.value for one in RightType}
    return right_by_number(kind if kind in kinds else RightType.UNSURE.value, number) if number else None


@open_to_public
@require_safe
def look_up_right(request: HttpRequest) -> HttpResponse:
    """What the register knows under a number, as a part of the form's page."""
    number = request.GET.get("right_number", "")[:80]
    if too_many(request, "look", 60, 300):
        return render(request, "enforcement/public/_right.html", {"asked": number, "looked": True, "too_many": True})
    context = {"asked": number, "looked": bool(number), "found": _found(request.GET.get("right_type", ""), number)}
    return render(request, "enforcement/public/_right.html", context)


@open_to_public
@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """The code and the signed receipts, for the browser that has just sent the complaint or given its code."""
    complaint = held_complaint(request)
    if complaint is None:
        return redirect("procedures:progress")
    context = {
        "complaint": complaint,
        "case": complaint.case,
        "receipts": list(complaint.receipts.all()),
        "code": _spaced(complaint.case.receipt_code),
    }
    return render(request, "enforcement/public/receipt.html", context)


def _spaced(code: str) -> str:
    """In groups of four, as one copies it down."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


@open_to_public
@never_cache
@require_safe
def receipt_files(request: HttpRequest, number: int) -> HttpResponse:
    """A receipt's text and its signature, by which others verify it without us (`openssl cms -verify`)."""
    complaint = held_complaint(request)
    found = complaint.receipts.filter(number=number).first() if complaint else None
    if complaint is None or found is None:
        return redirect("procedures:progress")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("回执.txt", found.text)
        package.writestr("回执.p7s", bytes(found.signature))
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="receipt-{complaint.case.number}-{number}.zip"'
    return response


@open_to_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_receipt(request: HttpRequest, code: str = "") -> HttpResponse:
    """Anybody who is shown a receipt checks it here; what it is about stays untold."""
    page = "enforcement/public/check.html"
    if request.method != "POST" and not code:
        return render(request, page, {"form": CheckForm()})
    if too_many(request, "check", 20, 300):
        return render(request, page, {"form": CheckForm(), "refusal": "核验次数过多，请五分钟后再试。"}, status=429)
    form = CheckForm(request.POST if request.method == "POST" else {"code": code}, request.FILES or None)
    if not form.is_valid():
        return render(request, page, {"form": form}, status=422)
    files = form.cleaned_data["file"]
    verdict = verdict_on_receipt(form.cleaned_data["code"], _sha256(files[0]) if files else "")
    return render(request, page, {"form": CheckForm(), "verdict": verdict})


def _sha256(file: UploadedFile) -> str:
    hasher = hashlib.sha256()
    for part in file.chunks():
        hasher.update(part)
    return hasher.hexdigest()
