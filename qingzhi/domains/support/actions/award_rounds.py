"""A round of an award: drafted from the dated rows, opened with its rules published, its nominations put into groups."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..events.awards import AwardRoundMoved, AwardRoundOpened
from ..models import AwardGroup, AwardNomination, AwardRound, AwardSeat
from ..queries import award_rules
from ..queries.award_register import class_of
from ..refusals.awards import RecordedAlready, RoundNotThere, ValueUnfit
from ..terms.awards import AwardKind, AwardStage

PERMIT = "support.award.manage"


@transaction.atomic
def draft_round(
    *, actor: Actor, kind: str, year: int, title: str, body: Body, granted_by: date, opens_on: date, closes_on: date,
    scheme: str = "", programme: Any = None, rules_text: str = "", is_sample: bool = False,
) -> AwardRound:  # fmt: skip
    """Draft a round by the rules of today 「筹备评选」; its grades, quotas and prizes are those of the dated rows.

    Refused from the day on which the national policy ended selections of the kind.
    """
    require(actor, PERMIT, body_id=body.pk, region_code=body.region.code)
    today, known = clock.today(), AwardKind(kind)
    award_rules.refuse_ended(known, today)
    if closes_on < opens_on:
        raise ValueUnfit("推荐截止日不能早于开始日", "closes_on")
    if AwardRound.objects.filter(kind=known, year=year).exists():
        raise RecordedAlready(f"{year}年{known.label}评选已经建立", "year")
    found = AwardRound.objects.create(
        kind=known.value, year=year, title=title.strip() or f"{year}年度{known.label}评选", body=body, rules_on=today,
        scheme=scheme or f"award-{known.value}", programme=programme, rules_text=rules_text.strip(),
        granted_by=granted_by, opens_on=opens_on, closes_on=closes_on, is_sample=is_sample,
        validity_years=int(award_rules.value(known, "validity_years", today)),
    )  # fmt: skip
    AwardSeat.objects.bulk_create(
        AwardSeat(
            round=found, code=one.code, title=one.title, categories=one.categories, quota=one.quota, lowest=one.lowest,
            prize=one.prize, needs_visit=one.needs_visit, position=place, source=one.source,
        )
        for place, one in enumerate(award_rules.grades(known, today))
    )  # fmt: skip
    record(actor, "support.draft_award_round", found, changes={"title": ("", found.title)})
    return found


@transaction.atomic
def set_seat(*, actor: Actor, seat: AwardSeat, quota: int, prize: Decimal, source: str) -> AwardSeat:
    """Lay down another quota or prize for one round, before its rules are published, with the document that says so."""
    found = locked_round(actor, seat.round, AwardStage.DRAFT)
    seat = AwardSeat.objects.select_for_update().get(pk=seat.pk, round=found)
    if quota < 0 or prize < 0:
        raise ValueUnfit("名额和奖金不能小于零", "quota")
    if not source.strip():
        raise ValueUnfit("请填写依据", "source")
    changes = changed(seat, quota=quota, prize=prize, source=source.strip())
    if changes:
        seat.save()
        record(actor, "support.set_award_seat", seat, changes=changes, reason=source)
    return seat


@transaction.atomic
def open_award_round(*, actor: Actor, round: AwardRound) -> AwardRound:
    """Publish the rules and take nominations 「发布」; opened already, nothing changes."""
    require(actor, "support.award.decide", body_id=round.body_id)
    found = AwardRound.objects.select_for_update().get(pk=round.pk)
    if found.stage == AwardStage.OPEN:
        return found
    if found.stage != AwardStage.DRAFT:
        raise RoundNotThere(f"评选现为“{found.known_stage.label}”，不能发布")
    award_rules.refuse_ended(found.kind, clock.today())
    if not found.seats.exists():
        raise ValueUnfit("没有奖项设置，请先登记")
    found.opened_at = clock.now()
    move_round(actor, found, AwardStage.OPEN, "support.open_award_round")
    publish(AwardRoundOpened(round_id=found.pk))
    return found


@transaction.atomic
def add_group(*, actor: Actor, round: AwardRound, title: str, fields: str, experts: int) -> AwardGroup:
    """Add a group for nominations whose main class begins with one of these; the same title again corrects it."""
    found = locked_round(actor, round, AwardStage.DRAFT, AwardStage.OPEN, AwardStage.GROUPED)
    if experts < 1 or experts % 2 == 0:
        raise ValueUnfit("专家人数须为单数", "experts")
    values = {"fields": " ".join(fields.upper().split()), "experts": experts}
    place = found.groups.count()
    group, created = AwardGroup.objects.get_or_create(
        round=found, title=title.strip(), defaults={**values, "position": place}
    )
    changes = {"title": ("", group.title)} if created else changed(group, **values)
    if changes:
        group.save()
        record(actor, "support.set_award_group", group, changes=changes)
    return group


@transaction.atomic
def assign_groups(*, actor: Actor, round: AwardRound) -> list[AwardNomination]:
    """Put every nomination that the register confirmed into the group of its main class; returns those that fit nowhere."""
    found = locked_round(actor, round, AwardStage.OPEN, AwardStage.GROUPED)
    groups = list(found.groups.all())
    if not groups:
        raise ValueUnfit("请先建立评审组")
    left, moved = [], 0
    rows = found.nominations.filter(case__state="grouping", group=None).select_related("right")
    for nomination in rows.select_for_update(of=("self",)).order_by("pk"):
        group = fitting(groups, class_of(nomination.right))
        if group is None:
            left.append(nomination)
            continue
        nomination.group = group
        nomination.save(update_fields=["group"])
        moved += 1
    if moved:
        record(actor, "support.assign_award_groups", found, changes={"grouped": (0, moved)})
    return left


@transaction.atomic
def move_to_group(*, actor: Actor, nomination: AwardNomination, group: AwardGroup) -> AwardNomination:
    """Put a nomination into another group by hand, before the experts are drawn."""
    found = locked_round(actor, nomination.round, AwardStage.OPEN, AwardStage.GROUPED)
    nomination = AwardNomination.objects.select_for_update().get(pk=nomination.pk, round=found)
    if group.round_id != found.pk:
        raise ValueUnfit("评审组不属于这次评选", "group")
    changes = changed(nomination, group=group)
    if changes:
        nomination.save(update_fields=["group"])
        told = {"group": tuple(str(one or "") for one in changes["group"])}
        record(actor, "support.move_award_group", nomination, changes=told)  # type: ignore[arg-type]
    return nomination


def fitting(groups: Iterable[AwardGroup], symbol: str) -> AwardGroup | None:
    """The group with the longest beginning of a class that the symbol has; one without any beginning takes the rest."""
    best: tuple[int, AwardGroup] | None = None
    for group in groups:
        starts = group.fields.split()
        length = max((len(one) for one in starts if symbol.upper().startswith(one)), default=-1 if starts else 0)
        if length >= 0 and (best is None or length > best[0]):
            best = (length, group)
    return best[1] if best else None


def locked_round(actor: Actor, round: AwardRound, *stages: AwardStage, permit: str = PERMIT) -> AwardRound:
    """The round, locked, when the actor organises it (or has another permit) and it is at one of these stages."""
    require(actor, permit, body_id=round.body_id)
    found = AwardRound.objects.select_for_update().get(pk=round.pk)
    if stages and found.stage not in stages:
        raise RoundNotThere(f"评选现为“{found.known_stage.label}”，不能办理这一步")
    return found


def move_round(actor: Actor, found: AwardRound, stage: AwardStage, verb: str, **values: Any) -> None:
    """Write the round's new stage, with audit and event."""
    changes = changed(found, stage=stage.value, **values)
    found.save()
    record(actor, verb, found, changes={key: changes[key] for key in changes if key == "stage"})
    publish(AwardRoundMoved(round_id=found.pk, stage=stage.value))
