"""Under whose name an act stands: one's own, and during a delegation that of the colleague for whom one acts."""

from copy import copy
from dataclasses import replace

from qingzhi.base.identity.models import Grant
from qingzhi.base.identity.queries import valid
from qingzhi.base.permits import Actor, Scope, check

from ..access import deputises_for
from ..declaring import Step
from ..models import Case
from ..terms import Relation


def represented(actor: Actor, case: Case, step: Step | None = None) -> str:
    """The name of the owner for whom the actor acts today as deputy 「受托代办」; empty where the act is the actor's own.

    A step that checks another's (四眼) is never taken for its owner by somebody who may take it himself.
    """
    if actor.is_system or case.owner is None or case.owner.subject_id == actor.subject_id:
        return ""
    if step is not None and not _for_another(actor, case, step):
        return ""
    return case.owner.name if deputises_for(actor, case) else ""


def _for_another(actor: Actor, case: Case, step: Step) -> bool:
    lane = case.declared.lane(step.lane)
    if lane.relation is not Relation.DESK:
        return False
    return not (
        step.other_than and check(actor, lane.permit, body_id=case.body_id, region_code=case.region_code or None)
    )


def lent(actor: Actor, case: Case) -> Actor:
    """The deputy with the permits that the owner's posts at the body give, for the effects of one step alone."""
    held = Grant.objects.filter(
        valid(), valid(prefix="role__posts__"), role__posts__person=case.owner_id, role__posts__body=case.body_id
    )
    grants = dict(actor.grants)
    for code, scope in held.values_list("permit", "scope"):
        grants[code] = max(grants.get(code, Scope.BODY), Scope(scope), key=lambda one: one.width)
    return replace(copy(actor), grants=grants)  # a copy, since a request gives its actor lazily


def signature(actor: Actor, owner: str) -> str:
    """「李某（受王某委托）」, or the plain name."""
    return f"{actor.name}（受{owner}委托）"[:100] if owner else actor.name


def told_for(owner: str) -> dict[str, tuple[str, str]]:
    """What the audit says of it beside the other changes."""
    return {"on_behalf": ("", owner)} if owner else {}
