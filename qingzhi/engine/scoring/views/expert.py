"""What an expert sees: the own seats, the declaration, the sheets. Never a name of an applicant, never another's score."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Stage
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ..access import own_seats, own_sheets
from ..actions import accept_seat, decline_seat, recuse, save_draft, submit_sheet
from ..actions.seating import DECLARATION
from ..forms import ReasonForm, SheetForm, SignForm
from ..listings import sheet_state
from ..models import LeafValue, Seat, Sheet
from ..queries.mine import my_seats, my_sheets, next_sheet
from ..queries.reading import reading_of
from ..refusals import ScoreInvalid
from ..terms import CriterionKind, RoundState, SeatState, SheetState


@desk("scoring.score")
def mine(request: PageRequest) -> HttpResponse:
    """The expert's seats with what is left to do in each."""
    return render(request, "scoring/mine.html", {"seats": my_seats(request.actor)})


@desk("scoring.score")
def seat(request: PageRequest, pk: int) -> HttpResponse:
    """The declaration first; after it the entries."""
    found = _seat(request, pk)
    if found.state == SeatState.OFFERED:
        return render(request, "scoring/declaration.html", _declaration(found, SignForm()))
    sheets = my_sheets(found)
    left = sum(one.state in (SheetState.OPEN, SheetState.DRAFT) for one in sheets)
    context = {"seat": found, "round": found.group.round, "sheets": [(one, sheet_state(one.state)) for one in sheets]}
    return render(request, "scoring/seat.html", {**context, "left": left, "next": next_sheet(found)})


@desk("scoring.score")
@require_POST
def sign(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _seat(request, pk), SignForm(request.POST)
    try:
        accept_seat(actor=request.actor, seat=found, declared=form.is_valid() and form.cleaned_data["declared"])
    except Refusal as refused:
        form.add_error("declared", refused.reason)
        return render(request, "scoring/declaration.html", _declaration(found, form), status=409)
    messages.success(request, "已签署承诺，可以开始评审")
    return redirect("scoring:seat", pk)


@desk("scoring.score")
def decline(request: PageRequest, pk: int) -> HttpResponse:
    found = _seat(request, pk)
    form = ReasonForm(request.POST or None, label="不能参加的原因")
    if request.method == "POST" and form.is_valid():
        try:
            decline_seat(actor=request.actor, seat=found, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "已谢绝，将按抽取次序由下一位专家递补")
            return redirect("scoring:mine")
    context = {
        "title": "谢绝评审", "form": form, "submit": "谢绝", "cancel_url": reverse("scoring:seat", args=[pk]),
        "warning": "谢绝后席位由他人递补，不能撤回。", "facts": [("评审", found.group.round.title), ("组别", found.group.title)],
    }  # fmt: skip
    return render(request, "pages/confirm.html", context)


@desk("scoring.score")
def sheet(request: PageRequest, pk: int) -> HttpResponse:
    """One entry: what there is to read, and the form. 「保存草稿」 keeps what there is, 「提交」 ends it."""
    found = _sheet(request, pk)
    criteria = list(found.entry.round.version.criteria.all())
    by_hand = [one for one in criteria if one.kind == "hand"]
    kept = {one.criterion.code: f"{one.value.normalize():f}" for one in found.scores.select_related("criterion")}
    initial = {**kept, "comment": found.comment}
    form = SheetForm(request.POST or None, criteria=by_hand, whole="save" not in request.POST, initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(request, found, form):
        return _after(request, found)
    context = {
        "sheet": found, "entry": found.entry, "round": found.entry.round, "form": form, "state": sheet_state(found.state),
        "sections": _sections(criteria, form), "reading": reading_of(found.entry), "draft": f"sheet-{pk}",
        "is_open": found.state in (SheetState.OPEN, SheetState.DRAFT) and found.entry.round.state == RoundState.SCORING,
        "computed": _computed(found),
    }  # fmt: skip
    return render(request, "scoring/sheet.html", context, status=409 if form.errors else 200)


@desk("scoring.score")
def recuse_entry(request: PageRequest, pk: int) -> HttpResponse:
    found = _sheet(request, pk)
    form = ReasonForm(request.POST or None, label="回避的理由")
    if request.method == "POST" and form.is_valid():
        try:
            recuse(actor=request.actor, sheet=found, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "已回避该项目，由下一位专家单项递补")
            return redirect("scoring:mine") if found.seat.only_entry_id else redirect("scoring:seat", found.seat_id)
    context = {
        "title": "单项回避", "form": form, "submit": "回避该项目", "cancel_url": reverse("scoring:sheet", args=[pk]),
        "warning": "回避后不能再评该项目。", "facts": [("项目", found.entry.blind_title)],
    }  # fmt: skip
    return render(request, "pages/confirm.html", context)


def _kept(request: PageRequest, found: Sheet, form: SheetForm) -> bool:
    values = dict(form.cleaned_data)
    asked: dict[str, Any] = {"comment": values.pop("comment"), "values": values}
    act = submit_sheet if "submit" in request.POST else save_draft
    try:
        act(actor=request.actor, sheet=found, **asked)
    except ScoreInvalid as refused:
        for name, reason in (refused.fields or {"": refused.reason}).items():
            form.add_error(name if name in form.fields else None, reason)
        return False
    except (Refusal, ClassifiedText) as refused:
        form.add_error(None, refused.reason)
        return False
    return True


def _after(request: PageRequest, found: Sheet) -> HttpResponse:
    if "submit" not in request.POST:
        messages.success(request, "草稿已保存，可随时继续")
        return redirect("scoring:sheet", found.pk)
    following = next_sheet(found.seat)
    if following is None:
        messages.success(request, "评分已提交，您在本组的评审已全部完成")
        return redirect("scoring:seat", found.seat_id)
    messages.success(request, f"“{found.entry.blind_title}”的评分已提交，请继续评下一项")
    return redirect("scoring:sheet", following.pk)


def _sections(criteria: list[Any], form: SheetForm) -> list[tuple[str, list[tuple[Any, Any]]]]:
    """The fields under the heads of the tree: (head with its share, [(criterion, field)])."""
    by_id = {one.pk: one for one in criteria}
    found: dict[str, list[tuple[Any, Any]]] = {}
    for one in criteria:
        if one.kind != "hand":
            continue
        above = by_id.get(one.parent_id)
        head = f"{above.title}（权重 {above.weight.normalize():f}）" if above else ""
        found.setdefault(head, []).append((one, form[one.code]))
    return list(found.items())


def _computed(found: Sheet) -> QuerySet[LeafValue]:
    """What was computed; bonus points stay away from a blind judge, since their reason says whose the entry is."""
    rows = found.entry.computed.select_related("criterion")
    return rows.exclude(criterion__kind=CriterionKind.BONUS) if found.entry.round.blind else rows


def _declaration(found: Seat, form: SignForm) -> dict[str, Any]:
    stages = [Stage("签署承诺", "now"), Stage("逐项评分", "next"), Stage("提交", "next")]
    return {"seat": found, "round": found.group.round, "form": form, "text": DECLARATION, "stages": stages}


def _seat(request: PageRequest, pk: int) -> Seat:
    rows = own_seats(request.actor).select_related("group__round__version", "candidate", "only_entry")
    return get_object_or_404(rows, pk=pk)


def _sheet(request: PageRequest, pk: int) -> Sheet:
    rows = own_sheets(request.actor).select_related(
        "entry__round__version", "entry__group", "seat__candidate", "seat__group"
    )
    return get_object_or_404(rows, pk=pk)
