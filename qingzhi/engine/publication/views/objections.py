"""Objections on the desk: the list, one with its acts."""

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
from qingzhi.base.secrecy.rules import ClassifiedText

from ..access import visible_objections
from ..actions import accept_objection, answer_objection, decline_objection, make_lead, read_objector
from ..forms import AnswerForm, DecisionForm
from ..listings import ObjectionListing, standing_state
from ..models import Objection
from ..terms import Standing


@desk("publication.view")
def listing(request: PageRequest) -> HttpResponse:
    rows = visible_objections(request.actor).select_related("publication", "ground")
    return ObjectionListing(request, rows).respond("publication/objections.html")


@desk("publication.view")
def objection(request: PageRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@desk("publication.answer")
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Accept, decline, or keep as a lead."""
    found = _visible(request, pk)
    form = DecisionForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            done = _decided(request, found, form)
        except (Refusal, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            messages.success(request, done)
            return redirect("publication:objection", pk=found.pk)
    return _form_page(request, found, form, "决定是否受理", refusal)


@desk("publication.answer")
@require_POST
def accept(request: PageRequest, pk: int) -> HttpResponse:
    """Accept at once, the usual case, from the page's button."""
    found = _visible(request, pk)
    try:
        accept_objection(actor=request.actor, objection=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "已受理")
    return redirect("publication:objection", pk=found.pk)


@desk("publication.answer")
def answer(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = AnswerForm(request.POST or None, has_row=found.item_id is not None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            answer_objection(
                actor=request.actor, objection=found, upheld=asked["upheld"] == "1", answer=asked["answer"],
                finding=asked["finding"], withdraw=asked.get("withdraw", False),
            )  # fmt: skip
        except (Refusal, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            messages.success(request, "已答复")
            return redirect("publication:objection", pk=found.pk)
    return _form_page(request, found, form, "答复异议", refusal)


@desk("publication.answer")
@require_POST
def objector(request: PageRequest, pk: int) -> HttpResponse:
    """Who objected, in full: this reading stands in the trail."""
    found = _visible(request, pk)
    known = read_objector(actor=request.actor, objection=found)
    labels = {"name": "姓名", "organisation": "单位", "phone": "电话", "email": "电子邮箱"}
    return _page(request, found, [(labels[name], known[name]) for name in labels if known.get(name)])


def _decided(request: PageRequest, found: Objection, form: DecisionForm) -> str:
    reason = form.cleaned_data["reason"]
    if form.cleaned_data["do"] == "accept":
        accept_objection(actor=request.actor, objection=found, note=reason)
        return "已受理"
    if form.cleaned_data["do"] == "decline":
        decline_objection(actor=request.actor, objection=found, reason=reason)
        return "已决定不予受理"
    make_lead(actor=request.actor, objection=found, reason=reason)
    return "已转为线索"


def _page(request: PageRequest, found: Objection, known: list[tuple[str, str]] | None = None) -> HttpResponse:
    body = found.publication.body
    may_answer = bool(check(request.actor, "publication.answer", body_id=body.pk, region_code=body.region.code))
    context = {
        "found": found,
        "state": standing_state(found),
        "facts": _facts(found),
        "known": known,
        "files": [
            Document(one.name, reverse("files:download", args=[one.pk]), one.size, "", one.sha256, one.stored_at)
            for one in found.files.all()
        ],
        "audit": entries_of(found),
        "may_accept": may_answer and found.standing == Standing.RECEIVED,
        "may_answer": may_answer and found.standing == Standing.ACCEPTED,
        "may_read": may_answer and found.sealed is not None and known is None,
    }
    return render(request, "publication/objection.html", context)


def _form_page(request: PageRequest, found: Objection, form: object, title: str, refusal: str) -> HttpResponse:
    context = {
        "title": title,
        "lead": f"{found.publication.number} {found.publication.title}",
        "form": form,
        "refusal": refusal,
        "quoted": found.text,
        "cancel_url": reverse("publication:objection", args=[found.pk]),
        "submit": "确认",
    }
    return render(request, "publication/form.html", context, status=409 if refusal else 200)


def _facts(found: Objection) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("公示", f"{found.publication.number} {found.publication.title}"),
        ("针对", str(found.item) if found.item else "整件公示"),
        ("事由", found.ground.title),
        ("性质", found.nature_label),
        ("提出人", found.shown_name),
        ("提出时间", f"{found.raised_at:%Y-%m-%d %H:%M}"),
    ]
    if found.accept_due_on:
        rows.append(("受理期限", found.accept_due_on.isoformat()))
    if found.answer_due_on:
        rows.append(("答复期限", found.answer_due_on.isoformat()))
    if found.lead_reason:
        rows.append(("作为线索的理由", found.lead_reason))
    return rows


def _visible(request: PageRequest, pk: int) -> Objection:
    rows = visible_objections(request.actor).select_related("publication__body__region", "item", "ground", "subject")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
