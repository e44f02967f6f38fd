"""Counting what the enterprises of frozen rolls applied for, from the register of patents."""

from collections import Counter
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.domains.parties.queries import parties_by_root
from qingzhi.domains.rights.queries.filings import first_filings, patents_filed

from ..models import CohortFiling, CohortMember, CohortRoll
from ..refusals.cohorts import RollNotFrozen
from ..rules.cohorts import into_year
from ..terms.cohorts import FilingSide, RollState

STORED = ("filings", "filings_before", "first_filed_on", "covered_from")


@transaction.atomic
def count_roll(*, actor: Actor, roll: CohortRoll) -> CohortRoll:
    """Count a frozen roll anew, as somebody asks; the register may have received applications of an earlier day."""
    require(actor, "cultivation.cohort.manage")
    roll = CohortRoll.objects.select_for_update().get(pk=roll.pk)
    if roll.state != RollState.FROZEN:
        raise RollNotFrozen("名单冻结以后才计数")
    before = CohortFiling.objects.filter(member__roll=roll).count()
    count_members(roll)
    record(actor, "cultivation.count_roll", roll, changes={"applications": (before, CohortFiling.objects.filter(member__roll=roll).count())})  # fmt: skip
    return roll


def count_frozen() -> int:
    """Count the frozen rolls of this year and of the two before that were not counted today; how many.

    Derived from the register alone, hence without an entry of its own in the trail. Applications become public after
    eighteen months at most, so that older rolls stand.
    """
    today, done = clock.today(), 0
    rows = CohortRoll.objects.filter(state=RollState.FROZEN, year__gte=today.year - 2).exclude(counted_on=today)
    for pk in rows.values_list("pk", flat=True):
        with transaction.atomic():
            count_members(CohortRoll.objects.select_for_update().get(pk=pk))
            done += 1
    return done


def count_members(roll: CohortRoll) -> None:
    """Count the applications of a roll's members in its year and, over the same days, in the year before."""
    members = {one.party_id: one for one in CohortMember.objects.select_for_update().filter(roll=roll)}
    owners = {record: root for root, records in parties_by_root(members).items() for record in records}
    last = min(clock.today(), date(roll.year, 12, 31))
    found = _filings(roll, members, owners, last)
    CohortFiling.objects.filter(member__roll=roll).delete()
    CohortFiling.objects.bulk_create(found, batch_size=500)
    counted = Counter((one.member_id, one.side) for one in found)
    firsts: dict[int, date] = {}
    for record_id, day in first_filings(owners).items():
        root = owners[record_id]
        firsts[root] = min(day, firsts.get(root, day))
    for member in members.values():
        member.filings = counted[member.pk, FilingSide.THIS.value]
        member.filings_before = counted[member.pk, FilingSide.BEFORE.value]
        member.first_filed_on = firsts.get(member.party_id)
        member.covered_from = _covered(member.first_filed_on, roll.year)
    CohortMember.objects.bulk_update(members.values(), STORED, batch_size=200)
    CohortRoll.objects.filter(pk=roll.pk).update(counted_on=clock.today())


def _filings(
    roll: CohortRoll, members: dict[int, CohortMember], owners: dict[int, int], last: date
) -> list[CohortFiling]:
    """One row for each application of each member, whatever the number of its records that hold it."""
    found: dict[tuple[int, int], CohortFiling] = {}
    for one in patents_filed(owners, date(roll.year - 1, 1, 1), last):
        member = members[owners[one.party_id]]
        counts_on = into_year(one.applied_on, roll.year)
        if counts_on > last or (member.pk, one.right_id) in found:
            continue
        side = FilingSide.THIS if one.applied_on.year == roll.year else FilingSide.BEFORE
        found[member.pk, one.right_id] = CohortFiling(
            member=member, right_id=one.right_id, cohort_code=member.cohort_code, year=roll.year, side=side.value,
            applied_on=one.applied_on, counts_on=counts_on, region_code=member.region_code, comparable=member.comparable,
        )  # fmt: skip
    return list(found.values())


def _covered(first: date | None, year: int) -> date | None:
    """Since when within the roll's year an enterprise counts as one that has applied; None where it does not yet."""
    return max(first, date(year, 1, 1)) if first and first <= date(year, 12, 31) else None
