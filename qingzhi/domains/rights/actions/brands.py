"""The brand register 「品牌名录」: brands entered and corrected, their cultivation and traits as dated histories."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import BrandStateEntered
from ..models import Brand, BrandCategory, BrandMark, BrandStateSpan, BrandTraitSpan, MarkGroup, Right
from ..refusals import DatesOutOfOrder, RecordStandsAlready, StatusUnfit, ValueNotValid
from ..terms import BrandState, BrandTrait, RightKind

PERMIT = "rights.brands.manage"
EDITABLE = ("name", "category", "region", "gi", "leader_id", "leader_name", "description", "is_public")


@transaction.atomic
def load_brand_terms(
    *, actor: Actor, categories: Iterable[Mapping[str, str]], groups: Iterable[Mapping[str, str]]
) -> int:
    """Load the categories and what counts as a part of all marks; twice changes nothing."""
    require(actor, PERMIT)
    touched, seen = 0, set()
    for position, row in enumerate(categories):
        seen.add(row["code"])
        facts = {name: row[name] for name in ("title", "clause", "source")}
        touched += _put(BrandCategory, {"code": row["code"]}, {**facts, "position": position, "retired_on": None})
    gone = BrandCategory.objects.exclude(code__in=seen).filter(retired_on=None)
    touched += gone.update(retired_on=clock.today())
    for position, row in enumerate(groups):
        flags = {"only_gi": row["only_gi"] == "1", "confirmed": row["confirmed"] == "1"}
        texts = {name: row[name] for name in ("title", "classes", "source")}
        counted: dict[str, Any] = {**texts, **flags, "position": position, "valid_to": _day(row["valid_to"])}
        touched += _put(MarkGroup, {"code": row["code"], "valid_from": date.fromisoformat(row["valid_from"])}, counted)
    if touched:
        record(actor, "rights.load_brand_terms", changes={"items": (None, touched)})
    return touched


@transaction.atomic
def register_brand(
    *, actor: Actor, code: str, state: str, numbers: Iterable[str] = (), since: date | None = None,
    is_sample: bool = False, **facts: Any,
) -> Brand:  # fmt: skip
    """Enter a brand 「登记品牌」 with the marks that it rests on and how far it is cultivated."""
    require(actor, PERMIT, region_code=facts["region"].code)
    code = code.strip()
    if Brand.objects.filter(code=code).exists():
        raise RecordStandsAlready(f"编号“{code}”已经使用", "code")
    _checked(facts)
    today, since = clock.today(), since or clock.today()
    if since > today:
        raise DatesOutOfOrder("培育状态的起始日期不能晚于今天", "since")
    brand = Brand.objects.create(
        code=code, state=state, is_sample=is_sample, registered_on=today, updated_at=clock.now(), **facts
    )
    BrandStateSpan.objects.create(brand=brand, state=state, valid_from=since, basis="登记")
    _set_marks(brand, numbers)
    record(actor, "rights.register_brand", brand, changes={"name": ("", brand.name), "state": ("", state)})
    return brand


@transaction.atomic
def correct_brand(*, actor: Actor, brand: Brand, numbers: Iterable[str] | None = None, **facts: Any) -> Brand:
    """Correct what the register says of a brand 「更正」; what did not change is not told."""
    brand = _locked(actor, brand)
    unknown = set(facts) - set(EDITABLE)
    if unknown:
        raise TypeError(f"a brand's {sorted(unknown)} is not corrected here")
    _checked({**{name: getattr(brand, name) for name in EDITABLE}, **facts})
    changes = changed(brand, **facts)
    before = sorted(brand.marks.values_list("number", flat=True))
    if numbers is not None:
        _set_marks(brand, numbers)
        after = sorted(brand.marks.values_list("number", flat=True))
        if after != before:
            changes["marks"] = (before, after)
    if changes:
        brand.updated_at = clock.now()
        brand.save()
        record(actor, "rights.correct_brand", brand, changes={key: _told(pair) for key, pair in changes.items()})
    return brand


@transaction.atomic
def move_brand(*, actor: Actor, brand: Brand, state: str, on: date, basis: str) -> Brand:
    """Note how far a brand is cultivated from a day on 「变更培育状态」."""
    brand = _locked(actor, brand)
    last = brand.states.order_by("valid_from", "pk").last()
    if state == brand.state:
        return brand
    if state not in set(BrandState):
        raise StatusUnfit("没有这种培育状态", "state")
    if on > clock.today() or (last is not None and on <= last.valid_from):
        raise DatesOutOfOrder("日期须晚于现有状态的起始日期，且不晚于今天", "on")
    if not basis.strip():
        raise ValueNotValid("请填写依据", "basis")
    if last is not None:
        last.valid_to = on
        last.save(update_fields=["valid_to"])
    BrandStateSpan.objects.create(brand=brand, state=state, valid_from=on, basis=basis.strip())
    changes = changed(brand, state=state, updated_at=clock.now())
    brand.save(update_fields=["state", "updated_at"])
    record(actor, "rights.move_brand", brand, changes={"state": changes["state"]}, reason=basis)
    publish(BrandStateEntered(brand_id=brand.pk, state=state))
    return brand


@transaction.atomic
def set_trait(*, actor: Actor, brand: Brand, trait: str, holds: bool, on: date, basis: str) -> Brand:
    """Note that a brand goes abroad, or enriches farmers, from a day on, or no longer; the same again changes nothing."""
    brand = _locked(actor, brand)
    name = BrandTrait(trait).label
    open_one = brand.traits.filter(trait=trait, valid_to=None).first()
    if bool(open_one) == holds:
        return brand
    if on > clock.today() or (open_one is not None and on < open_one.valid_from):
        raise DatesOutOfOrder("日期须在起始日期之后，且不晚于今天", "on")
    if not basis.strip():
        raise ValueNotValid("请填写依据", "basis")
    if open_one is not None:
        open_one.valid_to = on
        open_one.save(update_fields=["valid_to"])
    else:
        BrandTraitSpan.objects.create(brand=brand, trait=trait, valid_from=on, basis=basis.strip())
    record(actor, "rights.correct_brand", brand, changes={name: (not holds, holds)}, reason=basis)
    return brand


def _locked(actor: Actor, brand: Brand) -> Brand:
    found = Brand.objects.select_for_update(of=("self",)).select_related("region").get(pk=brand.pk)
    require(actor, PERMIT, region_code=found.region.code)
    return found


def _checked(facts: Mapping[str, Any]) -> None:
    refuse_classified(facts["name"], facts.get("description", ""), facts.get("leader_name", ""))
    if not facts["name"].strip():
        raise ValueNotValid("请填写品牌名称", "name")
    gi = facts.get("gi")
    if gi is not None and gi.kind != RightKind.GI and not (gi.kind == RightKind.TRADEMARK and gi.trademark.is_gi):
        raise ValueNotValid("所选权利不是地理标志", "gi")


def _set_marks(brand: Brand, numbers: Iterable[str]) -> None:
    """The marks by their numbers; one that the register knows is linked to it."""
    wanted = {number.strip() for number in numbers if number.strip()}
    brand.marks.exclude(number__in=wanted).delete()
    known = dict(Right.objects.filter(kind=RightKind.TRADEMARK, number__in=wanted).values_list("number", "pk"))
    held = set(brand.marks.values_list("number", flat=True))
    BrandMark.objects.bulk_create(
        BrandMark(brand=brand, number=number, right_id=known.get(number), added_on=clock.today())
        for number in sorted(wanted - held)
    )


def _put(model: Any, key: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    found = model.objects.filter(**key).first()
    if found is not None and all(getattr(found, name) == value for name, value in facts.items()):
        return False
    model.objects.update_or_create(**key, defaults=facts)
    return True


def _told(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    return tuple(str(one) if hasattr(one, "pk") else one for one in pair)  # type: ignore[return-value]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
