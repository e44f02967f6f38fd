"""The registers of rights as tables of the lake: one row per record, filled from the record's own row."""

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base.permits import Actor, check
from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from ...access import visible_rights
from ...actions.industries import INDUSTRY_FEED
from ...models import (
    Brand,
    BrandCategory,
    BrandStateSpan,
    BrandTraitSpan,
    FeePayment,
    GeographicalIndication,
    GiUser,
    Holding,
    Honour,
    Industry,
    Layout,
    Patent,
    Right,
    RightClass,
    RightIndustry,
    RightLink,
    Software,
    StatusSpan,
    Trademark,
    Variety,
    Work,
)
from ...terms import RightKind

ALL_KINDS = tuple(str(kind) for kind in RightKind)
TYPED = (
    ("patents", "专利", Patent, RightKind.PATENT),
    ("trademarks", "商标", Trademark, RightKind.TRADEMARK),
    ("gi_products", "地理标志产品", GeographicalIndication, RightKind.GI),
    ("works", "作品登记", Work, RightKind.WORK),
    ("software", "软件登记", Software, RightKind.SOFTWARE),
    ("plant_varieties", "植物新品种", Variety, RightKind.VARIETY),
    ("layout_designs", "集成电路布图设计", Layout, RightKind.LAYOUT),
)
PARTS = (
    ("right_holdings", "权利归属", Holding),
    ("right_statuses", "法律状态", StatusSpan),
    ("right_classes", "分类号", RightClass),
    ("right_links", "权利关联", RightLink),
    ("right_payments", "缴费记录", FeePayment),
    ("mark_honours", "商标认定", Honour),
    ("gi_users", "地理标志使用人", GiUser),
)
BRANDS = (
    ("brands", "品牌名录", Brand, ("id", "category_id", "region_id", "leader_id", "state", "registered_on")),
    ("brand_categories", "品牌类别", BrandCategory, ("id", "code")),
    ("brand_states", "品牌培育状态", BrandStateSpan, ("id", "brand_id", "state", "valid_from", "valid_to")),
    ("brand_traits", "品牌特征", BrandTraitSpan, ("id", "brand_id", "trait", "valid_from", "valid_to")),
)
LEFT_OUT = {"digest", "image_id"}  # of no use outside the database
PROTECTED = ("address", "abstract", "goods", "inventors", "name_written", "holder_text", "author", "breeder")


def register_lake() -> None:
    """One table for what all rights share, one for each kind, one for each sort of their parts."""
    _table("rights", "权利", Right, "id", ALL_KINDS)
    for name, title, model, kind in TYPED:
        _table(name, title, model, "right_id", (str(kind),))
    for name, title, part in PARTS:
        _table(name, title, part, "right_id", ALL_KINDS)
    held = {"right_id": "right_id", "industry_id": "industry_id"}
    feeds = (INDUSTRY_FEED,)
    lake_table(LakeTable("right_industries", "权利所属产业", RightIndustry._meta.label, held, "right_id", feeds=feeds))
    held = {"id": "id", "code": "code", "group": "group__code", "retired_on": "retired_on"}
    lake_table(LakeTable("industries", "计划产业", Industry._meta.label, held))
    for name, title, brand, columns in BRANDS:
        lake_table(LakeTable(name, title, brand._meta.label, {one: one for one in columns}))
    record_source(RecordSource("brands", "品牌", "件", _visible_brands, _brand, _brand_url, _public_brand_url))
    record_source(RecordSource("rights", "权利", "件", visible_rights, _shown, _right_url, _public_right_url))


def _visible_brands(actor: Actor) -> QuerySet[Brand]:
    """Every brand for the register's readers, else those that are public."""
    rows = Brand.objects.select_related("category", "region")
    return rows if check(actor, "rights.view") else rows.filter(is_public=True)


def _brand(brand: Brand) -> Shown:
    """A brand as a list behind a figure shows it."""
    about = f"{brand.category.title}，{brand.get_state_display()}"
    return Shown(f"{brand.code} {brand.name}", about, brand.region.code, brand.registered_on)


def _brand_url(brand: Brand) -> str:
    return reverse("rights:brand", args=[brand.pk])


def _public_brand_url(brand: Brand) -> str:
    return reverse("rights:public_brand", args=[brand.pk])


def _right_url(right: Right) -> str:
    return reverse("rights:right", args=[right.pk])


def _public_right_url(right: Right) -> str:
    return reverse("rights:public_right", args=[right.pk])


def _shown(right: Right) -> Shown:
    """A right as a list behind a figure shows it."""
    about = f"{RightKind(right.kind).label}，{right.get_status_display()}"
    return Shown(str(right), about, right.region_code, right.registered_on or right.applied_on)


def _table(name: str, title: str, model: type, id_field: str, feeds: tuple[str, ...]) -> None:
    fields = [field.attname for field in model._meta.concrete_fields if field.attname not in LEFT_OUT]  # type: ignore[attr-defined]
    lake_table(
        LakeTable(
            name=name,
            title=title,
            model=model._meta.label,  # type: ignore[attr-defined]
            columns={one: one for one in fields},
            id_field=id_field,
            protected=tuple(one for one in fields if one in PROTECTED),
            feeds=feeds,
        )
    )
