"""What everybody may see of brands and of folk-cultural resources; restricted knowledge never comes here."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.listing import Choice, Column, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import PUBLIC
from qingzhi.base.regions.queries import province

from ..models import Brand, FolkItem
from ..queries.brands import mark_totals, public_brands
from ..queries.folk import catalogue, may_read_knowledge
from ..terms import FolkState
from .desk.brands import BrandListing, brand_state, traits_told
from .desk.folk import FolkListing, _categories, _regions, folk_state


class PublicFolkListing(FolkListing):
    columns = [
        Column("state", "保护状况", kind="state", value=folk_state, sort="state"),
        Column("name", "名称", kind="link", url=lambda row: reverse("rights:public_folk_item", args=[row.pk]),
               sub="name_tibetan"),
        Column("category", "类别", value=lambda row: row.category.title, sort="category__position"),
        Column("community", "持有群体"),
        Column("region", "地区", value=lambda row: row.region.short_name, sort="region__position"),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称、藏文名称或持有群体查找", fields=["name", "name_tibetan", "community"]),
        Choice("category", "类别", options=_categories, lookup="category__code"),
        Choice("region", "地区", options=_regions, lookup="region__code"),
        Choice("state", "保护状况", options=FolkState.choices()),
    ]


class PublicBrandListing(BrandListing):
    columns = [
        Column("state", "培育状态", kind="state", value=brand_state, sort="state"),
        Column("name", "品牌", kind="link", url=lambda row: reverse("rights:public_brand", args=[row.pk])),
        Column("category", "类别", value=lambda row: row.category.title, sort="category__position"),
        Column("region", "地区", value=lambda row: row.region.short_name, sort="region__position"),
        Column("leader_name", "龙头企业", drop=True),
    ]


@open_to_public
def folk(request: PageRequest) -> HttpResponse:
    return PublicFolkListing(request, catalogue()).respond("rights/folk_public.html")


@open_to_public
def folk_item(request: PageRequest, pk: int) -> HttpResponse:
    """One resource as everybody sees it; the knowledge itself only where it is public."""
    found = get_object_or_404(FolkItem.objects.select_related("category", "region"), pk=pk)
    answer = may_read_knowledge(PUBLIC, found)
    context = {
        "item": found,
        "state": folk_state(found),
        "answer": answer,
        "text": found.knowledge if answer else "",
        "works": found.works.select_related("right"),
    }
    return render(request, "rights/folk_public_item.html", context)


@open_to_public
def brands(request: PageRequest) -> HttpResponse:
    context = {"totals": mark_totals(clock.today(), province().code)}
    return PublicBrandListing(request, public_brands()).respond("rights/brands_public.html", context)


@open_to_public
def brand(request: PageRequest, pk: int) -> HttpResponse:
    rows = Brand.objects.filter(is_public=True).select_related("category", "region", "gi")
    found = get_object_or_404(rows, pk=pk)
    shown = public_brands().get(pk=pk)
    context = {
        "brand": found,
        "state": brand_state(found),
        "marks": found.marks.select_related("right"),
        "traits": traits_told(shown),
        "history": found.states.all(),
    }
    return render(request, "rights/brand_public.html", context)
