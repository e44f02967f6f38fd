"""Permits on mediation and appraisal, who sees such a case and reads what both sides read."""

from typing import Any

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Answer, check, declare
from qingzhi.engine.procedures.access import case_sides, case_viewers
from qingzhi.engine.procedures.models import CaseEntry

from .models import Appraisal, AppraisalBody, Mediation, Mediator

CODE, APPRAISAL = "mediation.case", "mediation.appraisal"
declare("mediation.view", "查看纠纷调解")
declare("mediation.handle", "办理纠纷调解")
declare("mediation.second_look", "复核涉嫌虚假的调解协议")
declare("mediation.register", "管理调解、鉴定名册")
declare("mediation.ask", "申请纠纷调解")
declare("mediation.take_part", "参加纠纷调解和鉴定")
declare("mediation.mediate", "主持纠纷调解")
declare("mediation.own", "查看参加的纠纷调解")
declare("mediation.court", "委派调解和审查司法确认")
declare("mediation.appraisal.view", "查看鉴定委托")
declare("mediation.appraisal.handle", "委托鉴定")
declare("mediation.appraisal.give", "受理委托和出具鉴定意见")
HANDLED_BY = {CODE: "mediation.handle", APPRAISAL: "mediation.appraisal.handle"}


def of_claimant(actor: Actor, case: Any) -> Answer:
    """The claimant, or the desk for it, from paper."""
    return _answer(actor, case, claimant_id(case), "由申请人一方办理")


def of_respondent(actor: Actor, case: Any) -> Answer:
    """The other side, or the desk for it, from paper."""
    return _answer(actor, case, respondent_id(case), "由对方当事人办理")


def of_either(actor: Actor, case: Any) -> Answer:
    """One of the two sides, or the desk for them."""
    return of_claimant(actor, case) or Answer(bool(of_respondent(actor, case)), "由双方当事人办理")


def of_mediator(actor: Actor, case: Any) -> Answer:
    """The mediator to whom it was given, or his organisation's secretary."""
    mine = actor.is_system or mediates(actor, case)
    return Answer(mine, "" if mine else "由选定的调解员办理")


def of_court(actor: Actor, case: Any) -> Answer:
    """The court that was asked."""
    mine = actor.is_system or (actor.body_id is not None and actor.body_id == case.dossier.court_id)
    return Answer(mine, "" if mine else "由受理申请的人民法院办理")


def of_appraiser(actor: Actor, case: Any) -> Answer:
    """The chosen body's people, or the desk for a body without an account, from paper."""
    mine = actor.is_system or appraises(actor, case) or at_desk(actor, case)
    return Answer(mine, "" if mine else "由选定的鉴定机构办理")


def _answer(actor: Actor, case: Any, side: int | None, reason: str) -> Answer:
    mine = actor.is_system or (actor.acts_for is not None and actor.acts_for == side) or at_desk(actor, case)
    return Answer(mine, "" if mine else reason)


def claimant_id(case: Any) -> int | None:
    """The subject of the claimant's side."""
    return case.applicant_id if case.procedure == CODE else case.dossier.one_side_id  # type: ignore[no-any-return]


def respondent_id(case: Any) -> int | None:
    """The subject of the other side."""
    return case.dossier.other_id if case.procedure == CODE else case.dossier.other_side_id  # type: ignore[no-any-return]


def at_desk(actor: Actor, case: Any) -> bool:
    """Whether the actor handles the case."""
    return bool(check(actor, HANDLED_BY[case.procedure], body_id=case.body_id, region_code=case.region_code or None))


def mediates(actor: Actor, case: Any) -> bool:
    """Whether the actor acts for the chosen mediator or the organisation that sent him."""
    chosen = case.dossier.mediator
    return actor.acts_for is not None and chosen is not None and actor.acts_for in (
        chosen.subject_id, chosen.organisation.subject_id,
    )  # fmt: skip


def appraises(actor: Actor, case: Any) -> bool:
    """Whether the actor acts for the chosen body, or is one of the experts named."""
    chosen = case.dossier.body
    if actor.acts_for is None or chosen is None:
        return False
    return actor.acts_for == chosen.subject_id or any(
        one.subject_id == actor.acts_for for one in case.dossier.experts.all()
    )


def sits_at_the_table(actor: Actor, case: Any) -> bool:
    """Who reads what the applicant reads: the other side and the mediator."""
    other = case.dossier.other_id
    return (actor.acts_for is not None and actor.acts_for == other) or mediates(actor, case)


def is_concerned(actor: Actor, case: Any) -> bool:
    """Who reads what is told of an appraisal: both sides, the body chosen."""
    sides = (case.dossier.one_side_id, case.dossier.other_side_id)
    return (actor.acts_for is not None and actor.acts_for in sides) or appraises(actor, case)


def _concerned(actor: Actor) -> Q:
    """Cases of the other side, of the mediator and of the court that was asked."""
    found = Q(pk__in=[])
    if actor.acts_for:
        chosen = Mediator.objects.filter(Q(subject=actor.acts_for) | Q(organisation__subject=actor.acts_for))
        asked = CaseEntry.objects.filter(step="agree").values("case")  # before, it is the applicant's draft
        found |= _cases_of(Mediation.objects.filter(other=actor.acts_for, case__in=asked))
        found |= _cases_of(Mediation.objects.filter(mediator__in=chosen))
    if actor.body_id:
        found |= _cases_of(Mediation.objects.filter(court=actor.body_id))
    return found


def _appraised(actor: Actor) -> Q:
    """Commissions in which one is a side, or which the own body appraises."""
    if not actor.acts_for:
        return Q(pk__in=[])
    own = AppraisalBody.objects.filter(Q(subject=actor.acts_for) | Q(appraisers__subject=actor.acts_for))
    side = Q(one_side=actor.acts_for) | Q(other_side=actor.acts_for)
    return _cases_of(Appraisal.objects.filter(side | Q(body__in=own)))


def _cases_of(dossiers: QuerySet[Any]) -> Q:
    """The cases of these dossiers, by their numbers: a list of cases that joins no dossier keeps to its own indexes."""
    return Q(pk__in=dossiers.values("case"))


case_viewers(CODE, _concerned)
case_sides(CODE, sits_at_the_table)
case_viewers(APPRAISAL, _appraised)
case_sides(APPRAISAL, is_concerned)
