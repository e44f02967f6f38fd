"""Permits on flags, the protection list and supervised handling, and what of them an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, declare
from qingzhi.base.permits.reach import reached as by_scope
from qingzhi.engine.procedures.models import Case

from ..models import CaseFlag, Supervision

declare("enforcement.flag.view", "查看重点案件")
declare("enforcement.list.view", "查看重点保护名录")
declare("enforcement.list.manage", "维护重点保护名录和贫困县名录")
declare("enforcement.supervision.confirm", "确认挂牌督办")
declare("enforcement.supervision.direct", "督办挂牌案件")


def reached(actor: Actor, code: str) -> Q:
    """What hangs on a case, by the case's body and region."""
    return by_scope(actor, code, body="case__body", region="case__region_code")


def visible_flags(actor: Actor) -> QuerySet[CaseFlag]:
    """The flags that hold, on cases of the own body, of the region, or on all."""
    return CaseFlag.objects.filter(reached(actor, "enforcement.flag.view"), ended_at=None)


def flagged_cases(actor: Actor) -> QuerySet[Case]:
    """The cases with a flag that the actor sees; of the whole case only what lists tell, unless the case itself is seen."""
    return Case.objects.filter(pk__in=visible_flags(actor).values("case"))


def visible_supervisions(actor: Actor) -> QuerySet[Supervision]:
    """Those of the own body's cases or region, those that the own body directs, or all."""
    seen = reached(actor, "enforcement.flag.view")
    if actor.is_signed_in and actor.body_id and "enforcement.supervision.direct" in actor.grants:
        seen |= Q(body=actor.body_id)
    return Supervision.objects.filter(seen).select_related("case__body__region", "body")
