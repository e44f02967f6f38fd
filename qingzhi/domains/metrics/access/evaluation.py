"""Permits on evaluation, and which methods, evaluations and disputes an actor sees."""

from typing import Any

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, Answer, check, declare
from qingzhi.base.permits.reach import reached
from qingzhi.domains.parties.queries import family_of_subject

from ..models import Dispute, Evaluation, EvaluationMethod, Judged, Score
from ..terms.evaluation import MethodState

declare("metrics.evaluation.view", "查看评价结果")
declare("metrics.evaluation.prepare", "拟订评价办法、维护评价对象名单")
declare("metrics.evaluation.publish", "公布评价办法")
declare("metrics.evaluation.score", "计算和更正评价得分")
declare("metrics.evaluation.dispute", "对本单位的评价得分提出异议")
declare("metrics.evaluation.answer", "答复评价异议")
declare("metrics.evaluation.commend", "由评价结果提出表彰人选")


def visible_methods(actor: Actor) -> QuerySet[EvaluationMethod]:
    """Drafts for those who prepare them; what is published for all who see evaluations."""
    rows = EvaluationMethod.objects.select_related("version__scheme")
    if check(actor, "metrics.evaluation.prepare"):
        return rows
    return public_methods() if check(actor, "metrics.evaluation.view") else rows.none()


def public_methods() -> QuerySet[EvaluationMethod]:
    """The methods that anybody may read: those published."""
    return EvaluationMethod.objects.filter(state=MethodState.PUBLISHED).select_related("version__scheme")


def visible_evaluations(actor: Actor) -> QuerySet[Evaluation]:
    """Every evaluation, for all offices that may see them: results are circulated among those that are evaluated.

    Who acts for a party sees its own scores alone, not where others stand.
    """
    rows = Evaluation.objects.select_related("method__version__scheme", "body")
    return rows if check(actor, "metrics.evaluation.view") and not actor.is_mandated else rows.none()


def visible_scores(actor: Actor) -> QuerySet[Score]:
    """The scores of these; by a mandate those of the party acted for."""
    rows = Score.objects.select_related("evaluation__method__version__scheme", "body", "party")
    if not check(actor, "metrics.evaluation.view"):
        return rows.none()
    return rows.filter(party__in=own_family(actor)) if actor.is_mandated else rows


def own_family(actor: Actor) -> QuerySet[Any]:
    """Every record of the holder for whom the actor acts by mandate; none for anybody else."""
    return family_of_subject(actor.acts_for if actor.is_mandated and actor.acts_for else 0)


def visible_disputes(actor: Actor) -> QuerySet[Dispute]:
    """All for those who answer; one's own for those who dispute."""
    rows = Dispute.objects.select_related(
        "score__evaluation__method__version__scheme",
        "part__criterion",
        "part__leaf__indicator",
        "body",
        "party__subject",
    )
    if check(actor, "metrics.evaluation.answer") or check(actor, "metrics.evaluation.score"):
        return rows
    if "metrics.evaluation.dispute" not in actor.grants:
        return rows.none()
    if actor.is_mandated:
        return rows.filter(score__party__in=own_family(actor))
    return rows.filter(reached(actor, "metrics.evaluation.dispute"))


def own_answer(actor: Actor, score: Score) -> Answer:
    """Whether it is the actor's own score: of the body in whose post, or of the party by whose mandate the actor acts."""
    if score.party is None:
        return check(actor, "metrics.evaluation.dispute", body_id=score.body_id)
    mine = actor.is_mandated and own_family(actor).filter(pk=score.party_id).exists()
    return check(actor, "metrics.evaluation.dispute", subject_id=actor.acts_for if mine else score.party.subject_id)


def may_dispute(actor: Actor, score: Score) -> bool:
    """Whether it is the actor's own score, and there is one."""
    return bool(score.body_id or score.party_id) and bool(own_answer(actor, score))


def visible_judged(actor: Actor) -> QuerySet[Judged]:
    """The lists of those evaluated, for those who keep them."""
    rows = Judged.objects.select_related("party")
    return rows if check(actor, "metrics.evaluation.prepare") else rows.none()
