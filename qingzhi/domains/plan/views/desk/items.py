"""One item of a draft: its card, and correcting, splitting, merging, adding, deleting it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ...actions import figures, measures, reviewing
from ...forms.review import ItemForm, MeasureForm, ReasonForm, SplitForm, TargetForm, form_of
from ...models import Baseline, Citation, Measure, PlanVersion, Target
from ...models.item import Item
from ...queries.versions import progress_of
from ...refusals import EditedMeanwhile, ValueNotValid
from ...rules import places
from .cards import LABELS, PREFIXES, card_of, key_of
from .found import found_item, found_version
from .review import back, items_url, review_url, shared


@desk("plan.version.view")
def item(request: PageRequest, version_id: int, key: str) -> HttpResponse:
    """An item's card for the page that holds it; elsewhere the page itself at that item."""
    version, found = found_item(request, version_id, key)
    if not request.htmx:
        return redirect(review_url(version, key))
    context = {
        **shared(request, version),
        "card": card_of(found, items_url(version), _rank(version, found)),
        "progress": progress_of(version),
        "swapped": True,
    }
    return render(request, "plan/_card_answer.html", context)


@require_POST
@desk("plan.version.review")
def confirm(request: PageRequest, version_id: int, key: str) -> HttpResponse:
    """Confirm that an item is right, as it was when the page showed it."""
    version, found = found_item(request, version_id, key)
    try:
        reviewing.confirm_item(actor=request.actor, item=found, revision=_number(request.GET.get("seen")))
    except EditedMeanwhile:
        messages.warning(request, f"{LABELS[PREFIXES[type(found)]]}“{str(found)[:40]}”刚刚已被他人修改，请核对新的内容")
        return _done(request, version, key)
    if request.htmx:
        return redirect(f"{items_url(version)}{key}/")
    return redirect(back(request, version, key))


@desk("plan.version.review")
def edit(request: PageRequest, version_id: int, key: str) -> HttpResponse:
    """Correct an item."""
    version, found = found_item(request, version_id, key)
    kind = form_of(found)
    form = kind(request.POST or None, text=version.text, initial=kind.initial_of(found))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _correct(request, found, form)
            return _done(request, version, key)
        except EditedMeanwhile as refused:
            refusal = refused.reason
            form.show_conflict(refused.theirs)
        except ValueNotValid as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        except Refusal as refused:
            refusal = refused.reason
    heading = f"更正{LABELS[PREFIXES[type(found)]]}"
    return _form_page(request, version, heading, form, key=key, refusal=refusal, around=_around(version, found))


@desk("plan.version.review")
def split(request: PageRequest, version_id: int, key: str) -> HttpResponse:
    """Split a measure after one of its punctuation marks."""
    version, found = found_item(request, version_id, key)
    if not isinstance(found, Measure):
        raise Http404
    form = SplitForm(request.POST or None, measure=found, text=version.text)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            measures.split_measure(actor=request.actor, measure=found, **form.cleaned_data)
            return _done(request, version, key)
        except Refusal as refused:
            refusal = refused.reason
    points = form.fields["at"].choices  # type: ignore[attr-defined]
    note = found.text if points else "这条措施中没有标点，不能拆分；可用“更正”调整它的起止。"
    return _form_page(request, version, "拆分措施", form, key=key, refusal=refusal, note=note, submit="拆分为两条")


@desk("plan.version.review")
def merge(request: PageRequest, version_id: int, key: str) -> HttpResponse:
    """Merge a measure with the next one of its section, after showing both."""
    version, found = found_item(request, version_id, key)
    if not isinstance(found, Measure):
        raise Http404
    following = version.measures.filter(section=found.section_id, start__gt=found.start).first()
    refusal = "" if following else "这是本节最后一条措施，没有可以合并的下一条"
    if request.method == "POST" and following:
        try:
            given = [_number(request.POST.get("revision")), _number(request.POST.get("next_revision"))]
            revisions = [number for number in given if number is not None]
            if len(revisions) < len(given) or request.POST.get("next") != str(following.pk):
                raise EditedMeanwhile("下一条措施刚刚已被他人修改，请重新核对")
            measures.merge_measures(actor=request.actor, measures=[found, following], revisions=revisions)
            return _done(request, version, key)
        except Refusal as refused:
            refusal = refused.reason
    context = {**shared(request, version), "first": found, "second": following, "refusal": refusal, "anchor": key}
    merged = version.text[found.start : max(found.end, following.end)] if following else ""
    return render(request, _template(request, "merge"), {**context, "merged": merged, "heading": "与下一条合并"})


@desk("plan.version.review")
def delete(request: PageRequest, version_id: int, key: str) -> HttpResponse:
    """Delete an item, with the reason."""
    version, found = found_item(request, version_id, key)
    form = ReasonForm(request.POST or None, initial={"revision": found.revision})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _delete(request, found, form.cleaned_data)
            messages.success(request, f"已删除{LABELS[PREFIXES[type(found)]]}“{str(found)[:40]}”")
            return _done(request, version, "")
        except Refusal as refused:
            refusal = refused.reason
    heading = f"删除{LABELS[PREFIXES[type(found)]]}"
    note = _words(found)
    return _form_page(request, version, heading, form, key=key, refusal=refusal, note=note, submit="删除", danger=True)


@desk("plan.version.review")
def add(request: PageRequest, version_id: int, kind: str) -> HttpResponse:
    """Add a measure or a target from words of the text."""
    version = found_version(request, version_id)
    if kind not in ("measure", "target"):
        raise Http404
    made = MeasureForm if kind == "measure" else TargetForm
    form = made(request.POST or None, text=version.text, initial=_selected(request, version, kind))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.values().items() if name != "revision"}
        try:
            action = measures.add_measure if kind == "measure" else figures.add_target
            return _done(request, version, key_of(action(actor=request.actor, version=version, **values)))
        except ValueNotValid as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        except Refusal as refused:
            refusal = refused.reason
    heading = "新增措施" if kind == "measure" else "新增目标"
    return _form_page(request, version, heading, form, refusal=refusal, submit=heading)


def _words(found: Item) -> str:
    """The item's words in the text."""
    if isinstance(found, Target | Baseline | Citation):
        return found.quote
    return found.text if isinstance(found, Measure) else ""


def _rank(version: PlanVersion, found: Item) -> str:
    """The item's number among those of its kind, as the page counts them."""
    keys = list(type(found)._default_manager.filter(version=version).values_list("pk", flat=True))
    return str(keys.index(found.pk) + 1)


def _correct(request: PageRequest, found: Item, form: ItemForm) -> None:
    who, values = request.actor, form.values()
    if isinstance(found, Measure):
        measures.correct_measure(actor=who, measure=found, **values)
    elif isinstance(found, Target):
        figures.correct_target(actor=who, target=found, **values)
    elif isinstance(found, Baseline):
        figures.correct_baseline(actor=who, baseline=found, **values)
    elif isinstance(found, Citation):
        reviewing.correct_citation(actor=who, citation=found, **values)


def _delete(request: PageRequest, found: Item, values: dict[str, Any]) -> None:
    if isinstance(found, Measure):
        measures.delete_measure(actor=request.actor, measure=found, **values)
    elif isinstance(found, Citation):
        reviewing.delete_citation(actor=request.actor, citation=found, **values)
    elif isinstance(found, Target | Baseline):
        figures.delete_figure(actor=request.actor, figure=found, **values)


def _form_page(
    request: PageRequest, version: PlanVersion, heading: str, form: Any, *, key: str = "", **more: Any
) -> HttpResponse:
    context = {**shared(request, version), "heading": heading, "form": form, "anchor": key, "submit": "保存", **more}
    return render(request, _template(request, "item_form"), {**context, "action": request.path})


def _template(request: PageRequest, name: str) -> str:
    """The page, or for htmx its panel alone."""
    return f"plan/_{name}.html" if request.htmx else f"plan/{name}.html"


def _done(request: PageRequest, version: PlanVersion, key: str) -> HttpResponse:
    """Back to the review at the item; a page that htmx holds is loaded anew, since the text's marks moved."""
    if request.htmx:
        return HttpResponseClientRefresh()
    return redirect(review_url(version, key))


def _around(version: PlanVersion, found: Item) -> dict[str, str]:
    """The item's words with some of the text before and after them."""
    before, after = version.text[max(0, found.start - 60) : found.start], version.text[found.end : found.end + 60]
    return {
        "before": " ".join(before.split()),
        "here": version.text[found.start : found.end],
        "after": " ".join(after.split()),
    }


def _selected(request: PageRequest, version: PlanVersion, kind: str) -> dict[str, Any]:
    """What the text selection of the page asks for."""
    start, end = _number(request.GET.get("start")), _number(request.GET.get("end"))
    found: dict[str, Any] = {"comparator": ">=", "kind": "stock"} if kind == "target" else {}
    if start is not None and end is not None and places.fault_of_place(version.text, start, end) is None:
        start, end = places.trimmed(version.text, start, end)
        found |= {"quote": version.text[start:end], "near": start}
    return found


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 12 else None
