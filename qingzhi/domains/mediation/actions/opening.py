"""A dispute comes to mediation: entrusted from a case, 委派 by a court, or asked for by a party."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.actions import link, open_case, suspend, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import LinkKind

from ..access import CODE
from ..events import MediationOpened
from ..models import Mediation
from ..queries.shown import named
from ..refusals import NotMediable, ValueNotValid
from ..rules import spelt
from ..terms import Channel, Dispute, Field

TO_MEDIATION = "to_mediation"  # the step of a procedure that has a state of its own for this
BASIS = "当事人同意委托调解，调解期间不计入办案期限"


@transaction.atomic
def entrust_case(*, actor: Actor, source: Case, other: Subject | None = None, values: Mapping[str, Any]) -> Mediation:
    """Entrust a case's dispute 「委托调解」; the case stands still meanwhile, by a step of its own where its procedure has one,
    else it is suspended with its legal reason."""
    require(actor, "mediation.handle", body_id=source.body_id, region_code=source.region_code or None)
    found = Case.objects.select_for_update(of=("self",)).select_related("body__region", "applicant").get(pk=source.pk)
    if not found.is_open or not visible_cases(actor).filter(pk=found.pk).exists():
        raise NotMediable("只有在办的办件可以委托调解", "source")
    if Mediation.objects.filter(source=found, case__closed_at=None).exists():
        raise NotMediable(f"办件{found.number}已经委托调解，尚未结束", "source")
    moves = any(one.code == TO_MEDIATION for one in found.declared.steps_from(found.state))
    dossier = _dossier(Channel.AUTHORITY, {**values, "source": found, "other": other, "suspended": not moves})
    made = _opened(actor, dossier, found.body, found.applicant, found.region_code)
    reason = f"委托调解，见{made.case.number}"
    if moves:
        take_step(actor=actor, case=found, step=TO_MEDIATION, revision=found.revision, note=reason)
    else:
        suspend(actor=actor, case=found, reason=reason, basis=BASIS)
    link(actor=actor, case=made.case, to=found, kind=LinkKind.ARISES_FROM, reason="委托调解")
    issue_notice(  # as the system: who may entrust may send the letter that says so
        actor=SYSTEM, template="mediation.entrusted", subject=made.case, body=found.body, addressee=found.applicant,
        values={**named(made), "source": found.number, "facts": made.facts}, url=f"/cases/{made.case_id}/",
    )  # fmt: skip
    return made


@transaction.atomic
def delegate_by_court(
    *,
    actor: Actor,
    court: Body,
    body: Body,
    court_number: str,
    claimant: Subject | None = None,
    other: Subject | None = None,
    values: Mapping[str, Any],
) -> Mediation:
    """A court passes a dispute on before it files it 「委派调解」: 法释〔2016〕14号."""
    require(actor, "mediation.court", body_id=court.pk)
    if not court_number.strip():
        raise ValueNotValid("请填写法院案号", "court_number")
    dossier = _dossier(Channel.COURT, {**values, "court": court, "court_number": court_number.strip(), "other": other})
    return _opened(actor, dossier, body, claimant, body.region.code)


@transaction.atomic
def ask_for_mediation(
    *, actor: Actor, body: Body, other: Subject | None = None, values: Mapping[str, Any]
) -> Mediation:
    """A party asks for mediation 「申请调解」; the other side is asked whether it agrees."""
    require(actor, "mediation.ask", subject_id=actor.acts_for)
    applicant = Subject.objects.get(pk=actor.acts_for or 0)
    if other is not None and other.pk == applicant.pk:
        raise ValueNotValid("对方当事人不能是本单位", "respondent")
    dossier = _dossier(Channel.PARTIES, {**values, "claimant": applicant.display_name, "other": other})
    return _opened(actor, dossier, body, applicant, body.region.code)


def _dossier(channel: Channel, values: Mapping[str, Any]) -> Mediation:
    """The unsaved dossier; everything that may not be empty is asked for."""
    given = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    for name in ("claimant", "respondent", "facts"):
        if not given.get(name):
            raise ValueNotValid("请填写双方当事人和争议事项", name)
    if spelt(given["claimant"]) == spelt(given["respondent"]):
        raise ValueNotValid("双方当事人不能是同一人", "respondent")
    if Dispute(given["dispute"]) in (Dispute.VALIDITY, Dispute.ADMINISTRATIVE):
        raise ValueNotValid("权利效力争议和行政争议不能调解，请走无效宣告、复议或诉讼程序", "dispute")
    Field(given["field"])
    refuse_classified(given["facts"])
    return Mediation(channel=channel.value, **given)


def _opened(actor: Actor, dossier: Mediation, body: Body, applicant: Subject | None, region: str) -> Mediation:
    case = open_case(
        actor=actor, procedure=CODE, body=body, applicant=applicant, region_code=region, title=str(dossier)[:200], dossier=dossier,
    )  # fmt: skip
    record(actor, "mediation.open", dossier, changes={"channel": ("", dossier.get_channel_display())})
    publish(MediationOpened(case_id=case.pk))
    return dossier
