"""The catalogue of folk-cultural resources on the desk."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Entry, State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...actions import folk as actions
from ...forms.catalogues import FolkConsentForm, FolkCorrectionForm, FolkWorkForm, NewFolkForm, ReadingForm
from ...forms.entering import ReasonForm
from ...models import FolkCategory, FolkConsent, FolkItem
from ...queries.folk import catalogue, may_read_knowledge, open_reading
from ...terms import AccessLevel, FolkLevel, FolkState
from .acting import acted

LIGHTS = {
    FolkState.PROTECTED: "ok", FolkState.RECORDED: "done", FolkState.SURVEYED: "none",
    FolkState.ENDANGERED: "warn", FolkState.LOST: "late",
}  # fmt: skip


def folk_state(item: FolkItem) -> State:
    return State(LIGHTS[FolkState(item.state)], item.get_state_display())


def access_tag(item: FolkItem) -> str:
    return item.get_access_level_display()


def _categories(listing: Listing) -> list[tuple[str, str]]:
    return list(FolkCategory.objects.values_list("code", "title"))


def _regions(listing: Listing) -> list[tuple[str, str]]:
    rows = listing.all_rows.order_by("region__position").values_list("region__code", "region__short_name")
    return list(dict.fromkeys(rows))


class FolkListing(Listing):
    name = "民间文化资源目录"
    columns = [
        Column("state", "保护状况", kind="state", value=folk_state, sort="state"),
        Column("name", "名称", kind="link", url=lambda row: reverse("rights:folk_item", args=[row.pk]), sub="name_tibetan"),
        Column("category", "类别", value=lambda row: row.category.title, sort="category__position"),
        Column("level", "名录级别", value=lambda row: row.get_level_display(), sort="level", drop=True),
        Column("community", "持有群体"),
        Column("region", "地区", value=lambda row: row.region.short_name, sort="region__position"),
        Column("access", "传统知识", value=access_tag, sort="access_level"),
        Column("work_count", "衍生作品", kind="number", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称、藏文名称或持有群体查找", fields=["name", "name_tibetan", "community", "code"]),
        Choice("category", "类别", options=_categories, lookup="category__code"),
        Choice("region", "地区", options=_regions, lookup="region__code"),
        Choice("state", "保护状况", options=FolkState.choices()),
        Choice("level", "名录级别", options=FolkLevel.choices()),
        Choice("access", "查阅范围", options=AccessLevel.choices(), lookup="access_level"),
    ]
    default_order = ("code",)
    empty_title = "目录还是空的"


@desk("rights.view")
def folk(request: PageRequest) -> HttpResponse:
    context = {"may_manage": check(request.actor, actions.PERMIT)}
    return FolkListing(request, catalogue()).respond("rights/folk.html", context)


@desk("rights.view")
def item(request: PageRequest, pk: int) -> HttpResponse:
    """One resource; its restricted text opens once a purpose is given, and each reading is noted."""
    found = _found(pk)
    answer = may_read_knowledge(request.actor, found)
    is_open = found.access_level == AccessLevel.PUBLIC
    form = ReadingForm(request.POST or None) if answer and not is_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        begun = tried(form, lambda: actions.begin_reading(actor=request.actor, item=found, purpose=purpose))
        if begun is not None:
            return redirect("rights:folk_reading", pk=found.pk, reading_id=begun.pk)
    may_manage = check(request.actor, actions.PERMIT, region_code=found.region.code)
    context = {
        "item": found,
        "state": folk_state(found),
        "facts": folk_facts(found),
        "answer": answer,
        "form": form,
        "text": found.knowledge if is_open else "",
        "is_open": is_open,
        "history": [
            Entry(one.valid_from, _until(one.valid_to), one.get_state_display(), one.basis)
            for one in found.states.all()
        ],
        "works": found.works.select_related("right"),
        "may_manage": may_manage,
        "consents": found.consents.select_related("body") if may_manage else [],
        "readings": found.readings.all()[:50] if may_manage else [],
        "audit": entries_of(found),
    }
    return render(request, "rights/folk_item.html", context)


@desk("rights.view")
def reading(request: PageRequest, pk: int, reading_id: int) -> HttpResponse:
    """The restricted text, for the reader who has just said what for."""
    found = _found(pk)
    begun = open_reading(request.actor, found, reading_id)
    if begun is None:
        return redirect("rights:folk_item", pk=found.pk)
    return render(request, "rights/folk_reading.html", {"item": found, "reading": begun})


def folk_facts(found: FolkItem) -> list[tuple[str, Any]]:
    return [
        ("编号", found.code), ("类别", found.category.title), ("名录级别", found.get_level_display()),
        ("持有群体", found.community), ("流传地区", found.region.name), ("传承人或传承单位", found.carriers),
        ("来源", found.sources), ("登记日期", found.registered_on),
    ]  # fmt: skip


@desk(actions.PERMIT)
def register(request: PageRequest) -> HttpResponse:
    form = NewFolkForm(request.POST or None, initial={"access_level": AccessLevel.PUBLIC.value})
    return acted(
        request, title="登记民间文化资源", form=form, submit="登记", success="已登记",
        do=lambda form: actions.register_folk_item(actor=request.actor, **form.cleaned_data),
        to=lambda made: reverse("rights:folk_item", args=[made.pk]), cancel_url=reverse("rights:folk"),
    )  # fmt: skip


@desk(actions.PERMIT)
def correct(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    is_open = found.access_level == AccessLevel.PUBLIC
    initial = {name: getattr(found, name) for name in (*actions.EDITABLE, "state")}
    if not is_open:  # showing it here would be a reading
        initial["knowledge"] = ""
    reads = bool(may_read_knowledge(request.actor, found))
    form = FolkCorrectionForm(request.POST or None, initial=initial, with_knowledge=reads)
    if reads and not is_open:
        form.fields["knowledge"].help_text = "原内容不在这里显示；填写的新内容将取代原内容，不填则不变"

    def do(form: Any) -> FolkItem:
        given = dict(form.cleaned_data)
        if not is_open and not given.get("knowledge"):
            given.pop("knowledge", None)
        return actions.correct_folk_item(actor=request.actor, item=found, **given)

    return _step(request, found, "更正", form, "已更正", do)


@desk(actions.PERMIT)
def add_work(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    return _step(
        request, found, "登记衍生作品", FolkWorkForm(request.POST or None), "已登记衍生作品",
        lambda form: actions.add_folk_work(actor=request.actor, item=found, **form.cleaned_data),
    )  # fmt: skip


@desk(actions.PERMIT)
def consent(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    return _step(
        request, found, "登记持有群体同意", FolkConsentForm(request.POST or None), "已登记同意",
        lambda form: actions.give_folk_consent(actor=request.actor, item=found, **form.cleaned_data),
    )  # fmt: skip


@desk(actions.PERMIT)
def revoke(request: PageRequest, pk: int, consent_id: int) -> HttpResponse:
    found = _found(pk)
    given = get_object_or_404(FolkConsent.objects.select_related("body", "item"), pk=consent_id, item=found)
    form = ReasonForm(request.POST or None, label="撤回理由")
    return _step(
        request, found, f"登记撤回对{given.body.short_name}的同意", form, "已登记撤回",
        lambda form: actions.revoke_folk_consent(actor=request.actor, consent=given, **form.cleaned_data),
    )  # fmt: skip


def _step(request: PageRequest, found: FolkItem, title: str, form: Any, success: str, do: Any) -> HttpResponse:
    back = reverse("rights:folk_item", args=[found.pk])
    return acted(request, title=f"{found.name}：{title}", form=form, do=do, to=back, success=success, cancel_url=back)


def _found(pk: int) -> FolkItem:
    return get_object_or_404(FolkItem.objects.select_related("category", "region"), pk=pk)


def _until(day: date | None) -> str:
    return f"至 {day}" if day else "至今"
