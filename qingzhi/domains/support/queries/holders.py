"""Who applies: the party that an actor acts for, its family, its place and size."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.identity.models import Body, BodyKind
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.permits import Actor, region_prefix
from qingzhi.domains.parties.queries import family_ids

from ..models import PaidClaim, SubsidyApplication
from ..terms import Level
from .rulings import Rulings


def parties() -> Any:
    """The register of parties (its model is its own)."""
    return SubsidyApplication._meta.get_field("party").related_model._default_manager  # type: ignore[union-attr]


def party_of(actor: Actor) -> Any:
    """The party that the actor acts for by mandate; None for anybody else."""
    subject = getattr(actor, "acts_for", None)
    if subject is None:
        return None
    return parties().select_related("region", "subject", "root").filter(subject_id=subject).first()


def family_of(party: Any) -> list[int]:
    """Every record of the holder."""
    return family_ids(party)


def kind_label(code: str) -> str:
    """The official name of a kind of party."""
    return str(dict(parties().model._meta.get_field("kind").choices).get(code, code))


def kinds() -> list[tuple[str, str]]:
    """Every kind of party, for a form."""
    return list(parties().model._meta.get_field("kind").choices)


def size_of(party: Any) -> tuple[str, str]:
    """The size with its reason, from the register; ("", why) where it is not told."""
    label = party.get_size_display() if party.size else ""
    return label, party.size_reason or ("" if label else "未登记年度规模数据，不能划型")


def reasons_against_applicant(call: Any, party: Any, rulings: Rulings) -> list[str]:
    """Why this party may not apply in this call: kind, place, size; empty: it may."""
    found = []
    asked = [row.kind for row in call.applicants.all()]
    if asked and party.kind not in asked:
        found.append(f"申报主体限{'、'.join(kind_label(one) for one in asked)}，贵单位登记为{party.get_kind_display()}")
    places = [row.region for row in call.regions.all()]
    if places and not _within(party, [one.code for one in places]):
        found.append(f"限{'、'.join(one.name for one in places)}的主体申报")
    ruling = rulings.ask("sizes", scheme=call.scheme, kind=party.kind, size=party.size or None)
    if ruling and not ruling.get("fits"):
        told = ruling.get("reason") or "规模不在资助范围"
        found.append(f"{told}（{size_of(party)[1] or '未划型'}）")
    return found


def _within(party: Any, codes: list[str]) -> bool:
    code = party.region.code if party.region_id else ""
    return any(code.startswith(region_prefix(one)) for one in codes) if code else False


def paid_in_year(party: Any, on: date) -> Decimal:
    """What the holder was promised or paid from the provincial level in the year of a day, less what came back."""
    rows = PaidClaim.objects.filter(
        holder__in=family_of(party), year=on.year, level=Level.PROVINCIAL, released_at=None, doubled=False
    ).values_list("amount", "recovered")
    return sum(((amount or Decimal(0)) - back for amount, back in rows), Decimal("0.00"))


def local_office(region_code: str) -> Body | None:
    """The prefecture's office for a division (GB/T 2260: the first four digits name the prefecture); None without one."""
    if len(region_code) < 4 or region_code[2:4] == "00":
        return None
    rows = bodies_on().filter(kind=BodyKind.LOCAL_OFFICE, region__code__startswith=region_code[:4])
    return rows.order_by("region__code", "pk").first()
