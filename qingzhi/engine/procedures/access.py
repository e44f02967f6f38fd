"""Who sees a case, who reads which of its layers, who may take a step."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Answer, Scope, check, declare, permit, region_prefix

from .declaring import Lane, Step
from .models import Case, CaseEntry
from .registry import every_version
from .terms import Layer, Relation

declare("procedures.case.view", "查看办件")
declare("procedures.case.handle", "办理办件")
declare("procedures.case.suspend", "中止和恢复办件")
declare("procedures.case.extend", "延长办件期限")
declare("procedures.case.move", "调整办件适用的规则和版本")
declare("procedures.case.file", "提出申请和补正材料")

NOTHING = Q(pk__in=[])
_viewers: dict[str, Callable[[Actor], Q]] = {}


def case_viewers(code: str, source: Callable[[Actor], Q]) -> None:
    """Register who else sees cases (experts drawn, bodies asked): a filter on cases for an actor."""
    _viewers[code] = source


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """The cases that an actor may see: by the view permit of each procedure, as the applicant, as who handles it."""
    if actor.is_system:
        return Case.objects.all()
    if not actor.is_signed_in:
        return Case.objects.none()
    seen = Q(owner__subject=actor.subject_id)
    if actor.acts_for:
        seen |= Q(applicant=actor.acts_for)
    for code, procedures in _procedures_by_permit().items():
        scoped = _in_scope(actor, code)
        if scoped is not None:
            seen |= Q(procedure__in=procedures) & scoped if scoped else Q(procedure__in=procedures)
    for source in _viewers.values():
        seen |= source(actor)
    return Case.objects.filter(seen)


def _procedures_by_permit() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in every_version():
        codes = found.setdefault(one.view_permit, [])
        if one.code not in codes:
            codes.append(one.code)
    return found


def _in_scope(actor: Actor, code: str) -> Q | None:
    """A filter on cases; empty for all of them, None for none."""
    scope = actor.grants.get(permit(code).code)
    if scope is None or (actor.body_id is None and scope is not Scope.ALL):
        return None
    if scope is Scope.ALL:
        return Q()
    own = Q(body=actor.body_id)
    if scope is Scope.REGION and actor.region_code:
        return own | Q(region_code__startswith=region_prefix(actor.region_code))
    return own


def may_take(actor: Actor, case: Case, step: Step) -> Answer:
    """Whether the actor stands rightly to the case for a step: permit, relation, and what the lane asks beside."""
    lane = case.declared.lane(step.lane)
    answer = _related(actor, case, lane)
    if not answer or actor.is_system:
        return answer
    if lane.may is not None:
        answer = lane.may(actor, case)
    return (answer and _other_person(actor, case, step)) or answer


def _related(actor: Actor, case: Case, lane: Lane) -> Answer:
    if lane.relation is Relation.APPLICANT:
        if not actor.is_system and (actor.acts_for is None or actor.acts_for != case.applicant_id):
            return Answer(False, "这一步由申请人办理")
        return check(actor, lane.permit, subject_id=case.applicant_id)
    if lane.relation is Relation.DESK:
        return check(actor, lane.permit, body_id=case.body_id, region_code=case.region_code or None)
    return check(actor, lane.permit)


def _other_person(actor: Actor, case: Case, step: Step) -> Answer | None:
    if not step.other_than:
        return None
    last = CaseEntry.objects.filter(case=case, step=step.other_than).order_by("-id").first()
    if last is None or last.by_user_id is None or last.by_user_id != actor.user_id:
        return None
    before = case.declared.step(step.other_than)
    return Answer(False, f"“{before.label}”由您办理，“{step.label}”须由另一人办理")


def layers_for(actor: Actor, case: Case) -> tuple[Layer, ...]:
    """The layers of a case's entries and documents that an actor reads."""
    if actor.is_system or check(
        actor, "procedures.case.handle", body_id=case.body_id, region_code=case.region_code or None
    ):
        return (Layer.PUBLIC, Layer.APPLICANT, Layer.BODIES, Layer.INTERNAL)
    if actor.acts_for and actor.acts_for == case.applicant_id:
        return (Layer.PUBLIC, Layer.APPLICANT)
    if actor.body_id is not None:
        return (Layer.PUBLIC, Layer.APPLICANT, Layer.BODIES)
    return (Layer.PUBLIC,)


def readable(actor: Actor, case: Case, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of rows with a `layer`, those that the actor reads."""
    return rows.filter(layer__in=[one.value for one in layers_for(actor, case)])
