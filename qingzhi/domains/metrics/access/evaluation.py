"""Permits on evaluation, and which methods, evaluations and disputes an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare
from qingzhi.base.permits.reach import reached

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
    """Every evaluation, for all who may see them: results are circulated to all who are evaluated."""
    rows = Evaluation.objects.select_related("method__version__scheme", "body")
    return rows if check(actor, "metrics.evaluation.view") else rows.none()


def visible_scores(actor: Actor) -> QuerySet[Score]:
    """The scores of these."""
    rows = Score.objects.select_related("evaluation__method__version__scheme", "body", "party")
    return rows if check(actor, "metrics.evaluation.view") else rows.none()


def visible_disputes(actor: Actor) -> QuerySet[Dispute]:
    """All for those who answer; one's own for those who dispute."""
    rows = Dispute.objects.select_related(
        "score__evaluation__method__version__scheme", "part__criterion", "part__leaf__indicator", "body"
    )
    if check(actor, "metrics.evaluation.answer") or check(actor, "metrics.evaluation.score"):
        return rows
    if "metrics.evaluation.dispute" not in actor.grants:
        return rows.none()
    return rows.filter(reached(actor, "metrics.evaluation.dispute"))


def may_dispute(actor: Actor, score: Score) -> bool:
    """Whether it is the actor's own score, and there is one."""
    return score.body_id is not None and bool(check(actor, "metrics.evaluation.dispute", body_id=score.body_id))


def visible_judged(actor: Actor) -> QuerySet[Judged]:
    """The lists of those evaluated, for those who keep them."""
    rows = Judged.objects.select_related("party")
    return rows if check(actor, "metrics.evaluation.prepare") else rows.none()
