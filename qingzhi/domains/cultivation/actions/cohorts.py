"""Drawing up the roll of a year and freezing it 「编制、冻结年度名单」."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.domains.parties.access import visible_parties
from qingzhi.domains.parties.queries.candidates import one_party
from qingzhi.domains.parties.queries.flagged import parties_flagged

from ..events.cohorts import RollDrawn, RollFrozen
from ..models import Cohort, CohortMember, CohortRoll
from ..refusals.cohorts import NoSuchEnterprise, NotValid, RollFrozenAlready
from ..rules.cohorts import is_comparable
from ..terms.cohorts import MemberSource, RollState
from .cohort_counting import count_members

FIRST_YEAR = 1985  # the patent law came into force


@transaction.atomic
def load_cohorts(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load reference rows (code, title, flags, measure, goal, valid_from, source); how many are new."""
    new = 0
    for row in rows:
        _, created = Cohort.objects.get_or_create(
            code=row["code"],
            defaults={
                "title": row["title"], "flags": row["flags"].split(";"), "measure": row["measure"], "goal": Decimal(row["goal"]),
                "valid_from": date.fromisoformat(row["valid_from"]), "source": row["source"],
            },
        )  # fmt: skip
        new += created
    if new:
        record(actor, "cultivation.load_cohorts", None, changes={"rows": (0, new)})
    return new


@transaction.atomic
def draw_roll(*, actor: Actor, cohort: Cohort, year: int, basis: str, from_register: bool = True) -> CohortRoll:
    """Begin the roll of a year: whoever bears the list's recognitions on 1 January of it. There is one for each year."""
    require(actor, "cultivation.cohort.manage")
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if not FIRST_YEAR <= year <= clock.today().year:
        raise NotValid(f"年度应在 {FIRST_YEAR} 年至今年之间", "year")
    if not basis.strip():
        raise NotValid("请写明名单的编制依据", "basis")
    there = CohortRoll.objects.filter(cohort=cohort, year=year).first()
    if there is not None:
        raise NotValid(f"{cohort.title}{year}年的名单已由{there.drawn_by}编制", "year")
    roll = CohortRoll.objects.create(
        cohort=cohort, year=year, drawn_at=clock.now(), drawn_by=actor.name, basis=basis.strip()
    )
    parties = parties_flagged(cohort.flags, date(year, 1, 1)) if from_register else []
    CohortMember.objects.bulk_create(
        [_member(roll, party, MemberSource.FLAG, "资质标记在当年1月1日有效") for party in parties], batch_size=500
    )
    record(actor, "cultivation.draw_roll", roll, changes={"members": (0, roll.members.count())}, reason=basis)
    publish(RollDrawn(roll_id=roll.pk))
    return roll


@transaction.atomic
def add_member(*, actor: Actor, roll: CohortRoll, enterprise: str, basis: str) -> CohortMember:
    """Put an enterprise on an open roll by its credit code or its whole name; one that is on it stays as it is."""
    require(actor, "cultivation.cohort.manage")
    roll = open_roll(roll.pk)
    party = one_party(enterprise, visible_parties(actor).select_related("region"))
    if party is None:
        raise NoSuchEnterprise("主体登记簿中没有这个企业，或同名的不止一个，请用统一社会信用代码")
    member, created = enter(roll, party, MemberSource.FORM, basis)
    if created:
        record(actor, "cultivation.add_member", roll, changes={"member": (None, member.name)}, reason=basis)
    return member


@transaction.atomic
def remove_member(*, actor: Actor, member: CohortMember, reason: str) -> None:
    """Take an enterprise off an open roll, with the reason."""
    require(actor, "cultivation.cohort.manage")
    roll = open_roll(member.roll_id)
    if not reason.strip():
        raise NotValid("请说明移出的理由", "reason")
    found = CohortMember.objects.filter(pk=member.pk).first()
    if found is not None:
        record(actor, "cultivation.remove_member", roll, changes={"member": (found.name, None)}, reason=reason)
        found.delete()


@transaction.atomic
def freeze_roll(*, actor: Actor, roll: CohortRoll) -> CohortRoll:
    """Let the roll of a year stand 「冻结」: from now on its enterprises alone are compared. Freezing twice changes nothing."""
    require(actor, "cultivation.cohort.manage")
    roll = CohortRoll.objects.select_for_update().select_related("cohort").get(pk=roll.pk)
    if roll.state == RollState.FROZEN:
        return roll
    if not roll.members.exists():
        raise NotValid("名单上还没有企业，不能冻结")
    changes = changed(roll, state=RollState.FROZEN.value, frozen_at=clock.now(), frozen_by=actor.name)
    roll.save()
    roll.members.update(valid_from=date(roll.year, 1, 1), valid_to=date(roll.year + 1, 1, 1))
    count_members(roll)
    record(actor, "cultivation.freeze_roll", roll, changes={**changes, "members": (None, roll.members.count())})
    publish(RollFrozen(roll_id=roll.pk))
    return roll


def open_roll(pk: int) -> CohortRoll:
    """The roll, locked; refused where it is frozen."""
    roll = CohortRoll.objects.select_for_update().select_related("cohort").get(pk=pk)
    if roll.state == RollState.FROZEN:
        raise RollFrozenAlready(f"{roll}已由{roll.frozen_by}冻结，不再增减企业")
    return roll


def enter(
    roll: CohortRoll, party: Any, source: MemberSource, basis: str, batch_id: int | None = None
) -> tuple[CohortMember, bool]:
    """The member that a party's record is on a roll, and whether it is new."""
    stands = party.root or party
    there = CohortMember.objects.filter(roll=roll, party=stands).first()
    if there is not None:
        return there, False
    member = _member(roll, stands, source, basis, batch_id)
    member.save()
    return member, True


def _member(
    roll: CohortRoll, party: Any, source: MemberSource, basis: str, batch_id: int | None = None
) -> CohortMember:
    return CohortMember(
        roll=roll, cohort_code=roll.cohort.code, year=roll.year, party=party, name=party.name, credit_code=party.credit_code,
        region_code=party.region.code if party.region else "", source=source.value, basis=basis.strip()[:200], batch_id=batch_id,
        comparable=is_comparable(party.founded_on, roll.year),
    )  # fmt: skip
