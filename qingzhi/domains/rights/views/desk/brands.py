"""The brand register on the desk: brands, one brand with its histories, and marks as a whole with its parts."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry, State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.queries import province

from ...actions import brands as actions
from ...forms.catalogues import BrandForm, BrandStateForm, BrandTraitForm, NewBrandForm
from ...models import Brand, BrandCategory
from ...queries.brands import brand_figures, listed, mark_totals, with_trait
from ...terms import BrandState, BrandTrait
from .acting import acted

LIGHTS = {
    BrandState.ESTABLISHED: "ok", BrandState.CULTIVATING: "done", BrandState.CANDIDATE: "none",
    BrandState.DORMANT: "warn",
}  # fmt: skip


def brand_state(brand: Brand) -> State:
    return State(LIGHTS[BrandState(brand.state)], brand.get_state_display())


def traits_told(brand: Any) -> str:
    return "、".join(trait.label for trait in BrandTrait if getattr(brand, str(trait)))


def _categories(listing: Listing) -> list[tuple[str, str]]:
    return list(BrandCategory.objects.values_list("code", "title"))


def _regions(listing: Listing) -> list[tuple[str, str]]:
    rows = listing.all_rows.order_by("region__position").values_list("region__code", "region__short_name")
    return list(dict.fromkeys(rows))


class BrandListing(Listing):
    name = "品牌名录"
    columns = [
        Column("state", "培育状态", kind="state", value=brand_state, sort="state"),
        Column("name", "品牌", kind="link", url=lambda row: reverse("rights:brand", args=[row.pk]), sub="code"),
        Column("category", "类别", value=lambda row: row.category.title, sort="category__position"),
        Column("region", "地区", value=lambda row: row.region.short_name, sort="region__position"),
        Column("gi", "地理标志", value=lambda row: row.gi.title if row.gi else "", sort=False, drop=True),
        Column("mark_count", "商标", kind="number"),
        Column("leader_name", "龙头企业", drop=True),
        Column("traits", "特征", value=traits_told, sort=False, drop=True),
    ]
    filters = [
        Search("q", "按品牌、编号或龙头企业查找", fields=["name", "code", "leader_name"]),
        Choice("category", "类别", options=_categories, lookup="category__code"),
        Choice("region", "地区", options=_regions, lookup="region__code"),
        Choice("state", "培育状态", options=BrandState.choices()),
        Choice("trait", "特征", options=BrandTrait.choices(), narrowing=with_trait),
    ]
    default_order = ("category__position", "code")
    empty_title = "品牌名录还是空的"


@desk("rights.view")
def brands(request: PageRequest) -> HttpResponse:
    """The brands, and above them all marks in force with the parts that the plan counts."""
    rows = listed(Brand.objects.all())
    context = {
        "may_manage": check(request.actor, actions.PERMIT),
        "totals": mark_totals(clock.today(), province().code),
        "figures": brand_figures(Brand.objects.all()),
    }
    return BrandListing(request, rows).respond("rights/brands.html", context)


@desk("rights.view")
def brand(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    may_manage = check(request.actor, actions.PERMIT, region_code=found.region.code)
    context = {
        "brand": found,
        "state": brand_state(found),
        "facts": brand_facts(found),
        "marks": found.marks.select_related("right"),
        "history": [
            Entry(one.valid_from, _until(one.valid_to), one.get_state_display(), one.basis)
            for one in found.states.all()
        ],
        "traits": found.traits.all(),
        "open_traits": [(trait, _holds(found, trait)) for trait in BrandTrait],
        "may_manage": may_manage,
        "audit": entries_of(found),
    }
    return render(request, "rights/brand.html", context)


def brand_facts(found: Brand) -> list[tuple[str, Any]]:
    return [
        ("编号", found.code), ("类别", found.category.title), ("地区", found.region.name),
        ("龙头企业", found.leader_name), ("对外公布", "是" if found.is_public else "否"),
        ("登记日期", found.registered_on),
    ]  # fmt: skip


def _holds(found: Brand, trait: str) -> bool:
    return with_trait(Brand.objects.filter(pk=found.pk), trait).exists()


@desk(actions.PERMIT)
def register(request: PageRequest) -> HttpResponse:
    form = NewBrandForm(request.POST or None, initial={"is_public": True, "since": clock.today()})
    return acted(
        request, title="登记品牌", form=form, submit="登记", success="已登记",
        do=lambda form: actions.register_brand(actor=request.actor, **_given(form.cleaned_data)),
        to=lambda made: reverse("rights:brand", args=[made.pk]), cancel_url=reverse("rights:brands"),
    )  # fmt: skip


@desk(actions.PERMIT)
def correct(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    names = ("name", "category", "region", "leader_name", "description", "is_public")
    initial: dict[str, Any] = {name: getattr(found, name) for name in names}
    initial["gi_number"] = found.gi.number if found.gi else ""
    initial["numbers"] = "\n".join(found.marks.values_list("number", flat=True))
    return _step(
        request, found, "更正", BrandForm(request.POST or None, initial=initial), "已更正",
        lambda form: actions.correct_brand(actor=request.actor, brand=found, **_given(form.cleaned_data)),
    )  # fmt: skip


@desk(actions.PERMIT)
def move(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(pk)
    form = BrandStateForm(request.POST or None, initial={"state": found.state, "on": clock.today()})
    return _step(
        request, found, "变更培育状态", form, "培育状态已变更",
        lambda form: actions.move_brand(actor=request.actor, brand=found, **form.cleaned_data),
    )  # fmt: skip


@desk(actions.PERMIT)
def trait(request: PageRequest, pk: int, trait: str) -> HttpResponse:
    """Note a trait, or that it ended, whichever is not so yet."""
    found = _found(pk)
    known = next((one for one in BrandTrait if one == trait), None)
    if known is None:
        raise Http404
    holds = not _holds(found, known)
    title = f"登记为{known.label}" if holds else f"不再{known.label}"
    form = BrandTraitForm(request.POST or None, initial={"on": clock.today()})
    return _step(
        request, found, title, form, "已登记",
        lambda form: actions.set_trait(
            actor=request.actor, brand=found, trait=str(known), holds=holds, **form.cleaned_data
        ),
    )  # fmt: skip


def _given(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What the form gave, with the GI in place of its number."""
    return {name: value for name, value in cleaned.items() if name != "gi_number"}


def _step(request: PageRequest, found: Brand, title: str, form: Any, success: str, do: Any) -> HttpResponse:
    back = reverse("rights:brand", args=[found.pk])
    return acted(request, title=f"{found.name}：{title}", form=form, do=do, to=back, success=success, cancel_url=back)


def _found(pk: int) -> Brand:
    rows = Brand.objects.select_related("category", "region", "gi__trademark", "leader")
    return get_object_or_404(rows, pk=pk)


def _until(day: date | None) -> str:
    return f"至 {day}" if day else "至今"
