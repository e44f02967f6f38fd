"""Who sees a case, who reads which of its layers, who may take a step."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Grant, Person, User
from qingzhi.base.identity.queries import valid
from qingzhi.base.permits import Actor, Answer, Scope, check, declare, permit, region_prefix
from qingzhi.engine.tasks.models import Delegation

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
_sides: dict[str, Callable[[Actor, Case], bool]] = {}


def case_viewers(code: str, source: Callable[[Actor], Q]) -> None:
    """Register who else sees cases (experts drawn, bodies asked): a filter on cases for an actor."""
    _viewers[code] = source


def case_sides(procedure: str, sits: Callable[[Actor, Case], bool]) -> None:
    """Register who reads and hands in what the applicant reads, beside the applicant: another side, whoever stands between them."""
    _sides[procedure] = sits


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """The cases that an actor may see: by the view permit of each procedure, as the applicant, as who handles it."""
    if actor.is_system:
        return Case.objects.all()
    if not actor.is_signed_in:
        return Case.objects.none()
    seen = Q(owner__in=Person.objects.filter(subject=actor.subject_id))
    if actor.acts_for:
        seen |= Q(applicant=actor.acts_for)
    for scoped, procedures in _reached(actor):
        seen |= Q(procedure__in=procedures) & scoped if scoped else Q(procedure__in=procedures)
    seen |= deputised(actor)
    for source in _viewers.values():
        seen |= source(actor)
    return Case.objects.filter(seen)


def deputised(actor: Actor) -> Q:
    """A filter: cases of colleagues at the actor's body who have made the actor their deputy today 「委托代办」."""
    if actor.body_id is None:
        return NOTHING
    return Q(body=actor.body_id, owner__in=_delegations(actor).filter(body=actor.body_id).values("person"))


def _delegations(actor: Actor) -> QuerySet[Delegation]:
    today = clock.today()
    return Delegation.objects.filter(deputy__subject=actor.subject_id, valid_from__lte=today, valid_to__gt=today)


def deputises_for(actor: Actor, case: Case) -> bool:
    """Whether the actor stands in today for the case's owner, at the body that handles it."""
    if case.owner_id is None or actor.subject_id is None or actor.body_id != case.body_id:
        return False
    known: dict[tuple[int, int], bool] = case.__dict__.setdefault(
        "_stands_in", {}
    )  # asked once of a case as it was read
    asked = (actor.subject_id, case.owner_id)
    if asked not in known:
        known[asked] = _delegations(actor).filter(person=case.owner_id, body=case.body_id).exists()
    return known[asked]


def _procedures_by_permit() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in every_version():
        codes = found.setdefault(one.view_permit, [])
        if one.code not in codes:
            codes.append(one.code)
    return found


def _reached(actor: Actor) -> list[tuple[Q, list[str]]]:
    """Which cases of which procedures the view permits reach; procedures that are reached alike stand together."""
    found: list[tuple[Q, list[str]]] = []
    for code, procedures in _procedures_by_permit().items():
        scoped = _in_scope(actor, code)
        alike = next((one for known, one in found if known == scoped), None)
        if alike is not None:
            alike.extend(one for one in procedures if one not in alike)
        elif scoped is not None:
            found.append((scoped, list(procedures)))
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
    if lane.may is not None and not (answer := lane.may(actor, case)):
        return answer
    refusal = _other_person(actor, case, step)
    return answer if refusal is None else refusal


def _related(actor: Actor, case: Case, lane: Lane) -> Answer:
    if lane.relation is Relation.APPLICANT:
        if not actor.is_system and (actor.acts_for is None or actor.acts_for != case.applicant_id):
            return Answer(False, "这一步由申请人办理")
        return check(actor, lane.permit, subject_id=case.applicant_id)
    if lane.relation is Relation.DESK:
        answer = check(actor, lane.permit, body_id=case.body_id, region_code=case.region_code or None)
        return answer if answer else _as_deputy(actor, case, lane) or answer
    return check(actor, lane.permit)


def _as_deputy(actor: Actor, case: Case, lane: Lane) -> Answer | None:
    """Yes where the owner, for whom the actor deputises, holds the permit in a post at the body; else None."""
    if not deputises_for(actor, case):
        return None
    held = Grant.objects.filter(
        valid(), valid(prefix="role__posts__"), permit=lane.permit,
        role__posts__person=case.owner_id, role__posts__body=case.body_id,
    )  # fmt: skip
    return Answer(True, f"受{case.owner}委托代办") if held.exists() else None


def _other_person(actor: Actor, case: Case, step: Step) -> Answer | None:
    """The refusal where the actor took the step that this one checks; None where another person did."""
    if not step.other_than:
        return None
    last = case.last_entry(step.other_than)
    if last is None or last.by_user_id is None:
        return None
    before = case.declared.step(step.other_than)
    if last.by_user_id != actor.user_id:
        return _deputy_of(actor, case, last, before, step)
    return Answer(False, f"“{before.label}”由您办理，“{step.label}”须由另一人办理")


def _deputy_of(actor: Actor, case: Case, last: CaseEntry, before: Step, step: Step) -> Answer | None:
    """Who stands in for the one who took the other step is no other: a delegation may not undo 四眼."""
    lane = case.declared.lane(step.lane)
    if actor.is_system or lane.relation is not Relation.DESK:
        return None
    if check(actor, lane.permit, body_id=case.body_id, region_code=case.region_code or None):
        return None  # acts in the own right
    if last.by_user_id is None or not User.objects.filter(pk=last.by_user_id, person=case.owner_id).exists():
        return None
    return Answer(False, f"“{before.label}”由{last.by}办理，受其委托的人不能办理“{step.label}”")


def layers_for(actor: Actor, case: Case) -> tuple[Layer, ...]:
    """The layers of a case's entries and documents that an actor reads."""
    if actor.is_system or check(
        actor, "procedures.case.handle", body_id=case.body_id, region_code=case.region_code or None
    ):
        return (Layer.PUBLIC, Layer.APPLICANT, Layer.BODIES, Layer.INTERNAL)
    if actor.acts_for and actor.acts_for == case.applicant_id:
        return (Layer.PUBLIC, Layer.APPLICANT)
    if case.procedure in _sides and _sides[case.procedure](actor, case):
        return (Layer.PUBLIC, Layer.APPLICANT)
    if deputises_for(actor, case):
        return (Layer.PUBLIC, Layer.APPLICANT, Layer.BODIES, Layer.INTERNAL)
    if actor.body_id is not None:
        return (Layer.PUBLIC, Layer.APPLICANT, Layer.BODIES)
    return (Layer.PUBLIC,)


def readable(actor: Actor, case: Case, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of rows with a `layer`, those that the actor reads."""
    return rows.filter(layer__in=[one.value for one in layers_for(actor, case)])
