"""The exhibitors of a fair with their exhibits, loaded from the organiser's list; loading again brings it up to date."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.files.actions import ReceivedFile, store_file
from qingzhi.base.permits import Actor, require
from qingzhi.domains.parties.access import public_parties
from qingzhi.domains.parties.queries.candidates import one_party

from ..models import Exhibit, Exhibitor, Fair
from ..queries.complaint_rights import right_by_number
from ..queries.complaint_rights import told as told_of
from ..rules.fair_lists import ExhibitLine


@transaction.atomic
def load_exhibitors(
    *, actor: Actor, fair: Fair, lines: Sequence[ExhibitLine], received: ReceivedFile | None = None
) -> tuple[int, int]:
    """Take a list over 「载入参展商名单」: how many exhibitors and exhibits it names. Who is no longer on it is marked, not lost."""
    fair = Fair.objects.select_for_update(of=("self",)).get(pk=fair.pk)
    require(actor, "enforcement.fair.manage", body_id=fair.body_id)
    held = {(one.stand, one.name): one for one in fair.exhibitors.all()}
    named = dict.fromkeys((one.stand, one.name) for one in lines)
    codes = {(one.stand, one.name): one.credit_code for one in lines if one.credit_code}
    for key in named:
        held[key] = _exhibitor(fair, held.get(key), key, codes.get(key, ""))
    fair.exhibitors.exclude(pk__in=[held[key].pk for key in named]).update(left_out=True)
    for key in named:
        _exhibits(held[key], [one for one in lines if (one.stand, one.name) == key])
    fair.loaded_at = clock.now()
    fair.loaded_from = store_file(actor=actor, received=received) if received is not None else None
    fair.save(update_fields=["loaded_at", "loaded_from"])
    record(
        actor, "enforcement.load_exhibitors", fair, changes={"exhibitors": (0, len(named)), "exhibits": (0, len(lines))}
    )
    return len(named), len(lines)


def _exhibitor(fair: Fair, known: Exhibitor | None, key: tuple[str, str], code: str) -> Exhibitor:
    stand, name = key
    found = known or Exhibitor(fair=fair, stand=stand, name=name)
    found.credit_code, found.left_out = code or found.credit_code, False
    if found.party_id is None:
        rows = public_parties()
        found.party = (one_party(code, rows) if code else None) or one_party(name, rows)
    found.save()
    return found


def _exhibits(exhibitor: Exhibitor, lines: Iterable[ExhibitLine]) -> None:
    """What the list says of an exhibitor is what it exhibits; what it no longer names goes with its risks."""
    held = {(one.product, one.right_number): one for one in exhibitor.exhibits.all()}
    kept = []
    for line in lines:
        found = held.get((line.product, line.right_number)) or Exhibit(exhibitor=exhibitor)
        right = right_by_number(line.right_type, line.right_number) if line.right_number else None
        found.product, found.brand = line.product, line.brand
        found.right_type, found.right_number = line.right_type, line.right_number
        found.right_id, found.right_told = (right.pk, told_of(right)) if right else (None, "")
        found.save()
        kept.append(found.pk)
    exhibitor.exhibits.exclude(pk__in=kept).delete()
