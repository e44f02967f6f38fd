"""Nominating a right for an award: looked up in the register, opened as a case of the body that nominates."""

from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.rights.queries.holdings import holders_on
from qingzhi.engine.procedures.actions import open_case

from ..models import AwardNomination, AwardRound
from ..queries.award_register import checked, persons_of
from ..refusals.awards import NominatedTwice, RightUnfit, RoundNotThere, ValueUnfit
from ..terms.awards import AwardStage


@transaction.atomic
def nominate(
    *, actor: Actor, round: AwardRound, right: Any, nominator: Body, summary: str, effects: str = "", field: str = ""
) -> AwardNomination:
    """Nominate a right 「推荐」: a draft of the nominating body, which it then hands in.

    Holders and persons are those of the register; one right stands once in a round.
    """
    require(actor, "support.award.nominate", body_id=nominator.pk, region_code=nominator.region.code)
    found = AwardRound.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=round.pk)
    today = clock.today()
    if found.stage != AwardStage.OPEN:
        raise RoundNotThere(f"评选现为“{found.known_stage.label}”，不接受推荐")
    if not found.opens_on <= today <= found.closes_on:
        raise RoundNotThere(f"推荐时间为 {found.opens_on} 至 {found.closes_on}")
    if right.kind != found.known_kind.right_kind:
        raise RightUnfit(f"{found.known_kind.label}评选不接受这种权利", "number")
    if not summary.strip():
        raise ValueUnfit("请填写推荐理由", "summary")
    refuse_classified(summary, effects)
    twice = found.nominations.filter(right=right).select_related("nominator").first()
    if twice is not None:
        raise NominatedTwice(f"这件权利已由{twice.nominator.short_name}推荐（{twice.case.number}）", "number")
    held = list(holders_on(right, today))
    detail = getattr(right, right.kind, None)
    dossier = AwardNomination(
        round=found, right=right, category=getattr(detail, "type", ""), nominator=nominator,
        holder=held[0].party if held else None, holders=[one.name_written for one in held], persons=persons_of(right),
        field=field.strip(), summary=summary.strip(), effects=effects.strip(),
    )  # fmt: skip
    open_case(
        actor=actor, procedure=found.known_kind.procedure, body=found.body, applicant=nominator.subject, dossier=dossier,
        title=f"{right.title}（{found.title}）"[:200], region_code=nominator.region.code,
    )  # fmt: skip
    record(actor, "support.nominate", dossier, changes={"right": ("", right.number_shown)})
    return dossier


@transaction.atomic
def amend_nomination(
    *, actor: Actor, nomination: AwardNomination, summary: str, effects: str, field: str
) -> AwardNomination:
    """Correct what the nominating body wrote, while the nomination is with it."""
    found = AwardNomination.objects.select_for_update(of=("self",)).select_related("case").get(pk=nomination.pk)
    require(actor, "support.award.nominate", body_id=found.nominator_id)
    if found.case.state not in ("draft", "correcting"):
        raise RoundNotThere(f"推荐现为“{found.case.state_label}”，不能修改")
    if not summary.strip():
        raise ValueUnfit("请填写推荐理由", "summary")
    refuse_classified(summary, effects)
    changes = changed(found, summary=summary.strip(), effects=effects.strip(), field=field.strip())
    if changes:
        found.save()
        record(actor, "support.amend_nomination", found, changes=changes)
    return found


@transaction.atomic
def check_register(*, actor: Actor, nomination: AwardNomination) -> AwardNomination:
    """Ask the register anew 「登记簿核验」 and keep what it said, line by line."""
    require(actor, "support.award.manage", body_id=nomination.case.body_id)
    found = (
        AwardNomination.objects.select_for_update(of=("self",)).select_related("round", "right").get(pk=nomination.pk)
    )
    today = clock.today()
    lines = checked(found, today)
    ok = all(one.holds for one in lines)
    changes = changed(found, register_ok=ok, register_on=today)
    found.register_lines = [[one.label, one.holds, one.found] for one in lines]
    found.save(update_fields=["register_ok", "register_on", "register_lines"])
    if changes:
        record(actor, "support.check_register", found, changes=changes)
    return found
