"""Where a party sits, over time."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.engine.search.actions.outbox import reindex

from ..events import PartyChanged
from ..models import Party, PartyRegion
from ..refusals import ValueNotValid
from .locking import locked


@transaction.atomic
def move_party(
    *, actor: Actor, party: Party, region: Region | None, on: date, address: str = "", place: str = "", basis: str = ""
) -> Party:
    """A party moved on a day 「变更所在地区」; outside the province `region` is None and `place` says where."""
    require(actor, "parties.register")
    party = locked(party)
    if region is None and not place.strip():
        raise ValueNotValid("请选择地区，省外的请填写所在地", "region")
    last = party.regions.exclude(valid_from=None).order_by("-valid_from", "-id").first()
    if last and last.valid_from and on < last.valid_from:
        raise ValueNotValid(f"迁入日期不应早于上一次迁入（{last.valid_from:%Y年%-m月%-d日}）", "on")
    _end_place(party, on)
    if region:
        PartyRegion.objects.create(party=party, region=region, address=address.strip()[:300], valid_from=on)
    changes = changed(party, region=region, address=address.strip()[:300], place="" if region else place.strip()[:60])
    party.save(update_fields=["region", "address", "place"])
    record(actor, "parties.move", party, changes=changes | {"on": (None, on)}, reason=basis)
    publish(PartyChanged(party_id=party.pk, what="region"))
    reindex("party", party.pk)
    return party


def _end_place(party: Party, on: date) -> None:
    """The place until now ends; one that was never written down as history is written now."""
    open_rows = party.regions.filter(valid_to=None)
    if open_rows.exists():
        open_rows.update(valid_to=on)
    elif party.region:
        PartyRegion.objects.create(
            party=party, region=party.region, address=party.address, valid_from=party.founded_on, valid_to=on
        )
