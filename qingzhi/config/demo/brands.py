"""The brand register of the demonstration: made-up brands on the made-up marks and indications of the registers."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix
from qingzhi.base.regions.models import Region
from qingzhi.domains.rights.actions.brands import move_brand, register_brand, set_trait
from qingzhi.domains.rights.actions.industries import classify_pending
from qingzhi.domains.rights.models import Brand, BrandCategory, Right
from qingzhi.domains.rights.terms import BrandTrait

from .stage import Stage, day

ENTERED_AT = datetime(2018, 6, 30, 17, 25)
MARKS = 3  # marks that a brand rests on, at most
TRAITS = ((BrandTrait.ABROAD, "abroad_on"), (BrandTrait.FARMERS, "farmers_on"))


def register_brands(stage: Stage) -> int | bool:
    """Enter the brands with their histories; the rights are put into the plan's industries too."""
    if Brand.objects.exists():
        return False
    regions = {one.code: one for one in Region.objects.all()}
    categories = {one.code: one for one in BrandCategory.objects.all()}
    rows = stage.rows("brands")
    with clock.fixed(ENTERED_AT):
        while classify_pending(seconds=30.0):
            pass
        for row in rows:
            _enter(stage, row, regions[row["region"]], categories[row["category"]])
    return len(rows)


def _enter(stage: Stage, row: dict[str, str], region: Region, category: BrandCategory) -> None:
    clerk = stage.actor("registry")
    (state, since), *later = [part.split(":") for part in row["states"].split(";")]
    gi = _indication(stage, row["gi_word"])
    if gi is not None and row["category"] != "regional":  # the brand of an indication sits where it comes from
        region = Region.objects.filter(code=gi.region_code).first() or region
    facts = {"name": row["name"], "leader_name": row["leader"], "description": row["description"], "gi": gi}
    brand = register_brand(
        actor=clerk, code=row["code"], region=region, category=category, state=state, since=day(since),
        numbers=_marks(stage, row["mark_word"]), is_sample=True, **facts,
    )  # fmt: skip
    for state, on in later:
        move_brand(actor=clerk, brand=brand, state=state, on=day(on), basis="品牌培育核查记录（示例）")
    for trait, name in TRAITS:
        if row[name]:
            set_trait(
                actor=clerk, brand=brand, trait=trait, holds=True, on=day(row[name]), basis="企业申报材料（示例）"
            )


def _indication(stage: Stage, word: str) -> Right | None:
    """The first indication of the registers that is named so."""
    if not word:
        return None
    named = Right.objects.filter(
        title__contains=word, region_code__startswith=region_prefix(stage.province.facts["code"])
    ).order_by("kind", "number")
    return named.filter(kind="gi").first() or named.filter(trademark__is_gi=True).select_related("trademark").first()


def _marks(stage: Stage, word: str) -> list[str]:
    """The numbers of some marks in force that are named so."""
    if not word:
        return []
    named = Right.objects.filter(kind="trademark", status="in_force", title__contains=word)
    return list(
        named.filter(region_code__startswith=region_prefix(stage.province.facts["code"]))
        .order_by("number")
        .values_list("number", flat=True)[:MARKS]
    )
