"""Writing who holds a right: names become parties by the parties' own rules, the first one gives the right its region."""

from collections.abc import Sequence
from datetime import date

from qingzhi.domains.parties.actions import HolderBook

from ..models import Holding, Right
from ..refusals import HoldersMissing
from ..terms import HoldingRole

SEPARATOR = "；"
LONGEST = 500  # characters of the names that the right repeats


def cleaned(names: Sequence[str]) -> list[str]:
    """The names as they are kept: trimmed, none empty, none twice."""
    found = [" ".join(name.split()) for name in names]
    found = [name for name in found if name]
    if not found:
        raise HoldersMissing("请填写权利人", "holders")
    if len(set(found)) != len(found):
        raise HoldersMissing("同一权利人写了两次", "holders")
    if any(len(name) > 200 for name in found):
        raise HoldersMissing("权利人名称不超过 200 字", "holders")
    return found


def write_holders(right: Right, names: Sequence[str], on: date | None) -> list[Holding]:
    """Open the holdings of these names from a day on, and repeat names and region at the right."""
    given = cleaned(names)
    parties = HolderBook(None, source="人工登记").resolve([(name, "", "") for name in given])
    if len(set(parties)) != len(parties):
        raise HoldersMissing("有两个名称是同一主体，请只写一个", "holders")
    made = Holding.objects.bulk_create(
        Holding(
            right=right, party_id=party, role=HoldingRole.HOLDER.value, position=place, name_written=name, valid_from=on
        )
        for place, (name, party) in enumerate(zip(given, parties, strict=True))
    )
    repeat_holders(right)
    return made


def repeat_holders(right: Right) -> None:
    """Let the right repeat its latest holders: names as written, and the region of the first one."""
    latest = list(
        right.holdings.filter(role=HoldingRole.HOLDER.value, valid_to=None)
        .select_related("party__region", "party__root__region")
        .order_by("position", "pk")
    )
    right.holder_text = SEPARATOR.join(one.name_written for one in latest)[:LONGEST]
    first = latest[0].party if latest else None
    region = first and (first.region or (first.root and first.root.region))
    right.region_code = region.code if region else ""
    right.save(update_fields=["holder_text", "region_code"])
