"""Objecting, and following an objection by its receipt code."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from qingzhi.base.files.actions import FileRefused, ReceivedFile, receive_file
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ..actions import object_to, take_back_objection
from ..actions.objecting import Objector
from ..forms import EVIDENCE, NAMED, ObjectForm, ReceiptForm
from ..listings import standing_state
from ..models import Objection
from ..queries import objection_by_receipt
from .public import facts_of, public_one

TRIES, SENT, SECONDS = 20, 10, 600  # by one address in ten minutes
KEY = "publication.receipt"


@open_to_public
def object_page(request: PageRequest, pk: int) -> HttpResponse:
    """The form; what is sent late or without a name is kept as a lead, and the page says so beforehand."""
    found = public_one(pk)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    row = request.GET.get("row", "")
    initial = {"token": uuid4().hex, "item": int(row) if row.isdecimal() and len(row) < 7 else None}
    form = ObjectForm(*given, publication=found, initial=initial)
    refusal, status = "", 200
    if request.method == "POST" and form.is_valid():
        if _too_many(request, "send", SENT):
            refusal, status = "提交次数过多，请十分钟后再试，已填写的内容请先自行保存。", 429
        else:
            try:
                made = _raised(request, form)
            except (Refusal, FileRefused, ClassifiedText) as refused:
                refusal, status = refused.reason, 409
            else:
                request.session[KEY] = made.receipt
                return redirect("publication:receipt")
    context = {"found": found, "form": form, "refusal": refusal, "facts": facts_of(found)}
    return render(request, "publication/object.html", context, status=status)


@open_to_public
def receipt(request: PageRequest) -> HttpResponse:
    """Ask for a code and show how the objection stands; after sending, the code is shown at once."""
    if request.method == "POST":
        form = ReceiptForm(request.POST)
        if not form.is_valid():
            return _receipt_page(request, form)
        if _too_many(request, "ask", TRIES):
            return _receipt_page(request, form, refusal="查询次数过多，请十分钟后再试。", status=429)
        found = objection_by_receipt(form.cleaned_data["code"])
        if found is None:
            return _receipt_page(
                request, form, refusal="没有这个回执码，请对照提交后显示的回执码重新输入。", status=404
            )
        request.session[KEY] = found.receipt
        return redirect("publication:receipt")
    kept = request.session.get(KEY, "")
    return _receipt_page(request, ReceiptForm(), found=objection_by_receipt(kept) if kept else None)


@open_to_public
@require_POST
def take_back(request: PageRequest) -> HttpResponse:
    """Take one's own objection back, once its code was given."""
    found = objection_by_receipt(request.session.get(KEY, ""))
    if found is None:
        messages.error(request, "请先输入回执码")
    else:
        try:
            take_back_objection(actor=request.actor, objection=found)
        except Refusal as refused:
            messages.error(request, refused.reason)
        else:
            messages.success(request, "异议已撤回")
    return redirect("publication:receipt")


def _raised(request: PageRequest, form: ObjectForm) -> Objection:
    asked = form.cleaned_data
    named = asked["identity"] == NAMED
    objector = Objector(asked["name"], asked["phone"], asked["organisation"]) if named else None
    files: list[ReceivedFile] = [
        receive_file(actor=request.actor, name=one.name or "证据", stream=one, kinds=EVIDENCE, max_mib=20)
        for one in asked["evidence"]
    ]
    return object_to(
        actor=request.actor, publication=form.publication, ground=asked["ground"], text=asked["text"],
        item=asked.get("item"), objector=objector, files=files, token=asked["token"],
    )  # fmt: skip


def _receipt_page(
    request: PageRequest, form: ReceiptForm, *, found: Objection | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "refusal": refusal,
        "action": reverse("publication:receipt"),
    }
    if found is not None:
        context["state"] = standing_state(found)
        context["facts"] = _facts(found)
    return render(request, "publication/receipt.html", context, status=status)


def _facts(found: Objection) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("公示", f"{found.publication.number} {found.publication.title}"),
        ("针对", str(found.item) if found.item else "整件公示"),
        ("事由", f"{found.ground.title}（{found.nature_label}）"),
        ("提出时间", f"{found.raised_at:%Y-%m-%d %H:%M}"),
        ("提出人", found.shown_name),
    ]
    if found.is_open:
        due = found.answer_due_on or found.accept_due_on
        rows.append(("答复期限" if found.answer_due_on else "受理期限", due))
    if found.lead_reason:
        rows.append(("说明", found.lead_reason))
    return rows


def _too_many(request: PageRequest, what: str, most: int) -> bool:
    """Count the tries of an address; the address itself is not kept."""
    address = salted_hmac(f"publication.{what}", request.META.get("REMOTE_ADDR", "")).hexdigest()
    key = f"publication.{what}.{address}"
    if cache.add(key, 1, SECONDS):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:
        return False
