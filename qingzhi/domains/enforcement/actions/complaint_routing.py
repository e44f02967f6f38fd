"""A complaint goes its ways: one case for each way that the office takes itself, one who complains and reports gets two."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.decisions.actions import record_case
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.procedures.actions import link, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import LinkKind

from ..events.complaints import CaseRouted
from ..models import Complaint, ComplaintRoute
from ..queries.complaint_ways import routing_of
from ..refusals import ValueNotValid
from ..refusals.complaints import NotOpen, WayClosed
from ..rules.complaint_targets import UnknownTarget, opener_of
from ..terms.complaints import WITH_CASE, Way


@transaction.atomic
def route_complaint(
    *, actor: Actor, complaint: Complaint, ways: Sequence[Way], body: Body | None = None, why: str = ""
) -> list[ComplaintRoute]:
    """Send a complaint its ways; what differs from the table needs a reason. Where a case of the way is
    still open (the complaint was taken up again), it goes on and no second one is opened."""
    complaint = (
        Complaint.objects.select_for_update(of=("self",)).select_related("case__body__region").get(pk=complaint.pk)
    )
    case = complaint.case
    require(actor, "enforcement.case.handle", body_id=case.body_id)
    if not ways:
        raise ValueNotValid("请至少选择一个去向", "ways")
    routing = routing_of(complaint)
    if {one.way for one in routing.proposals} != set(ways) and not why.strip():
        raise ValueNotValid("与决策表给出的去向不同，请写明理由", "why")
    if Way.OTHER_BODY in ways and body is None:
        raise ValueNotValid("请选择转送的机关", "body")
    complaint.routing_version, complaint.routing_facts = routing.version, {
        **routing.facts, "wish": list(complaint.wishes), "proposed": [one.way.value for one in routing.proposals],
    }  # fmt: skip
    complaint.save(update_fields=["routing_version", "routing_facts"])
    _keep_case(complaint)
    reasons = {one.way: one.reason for one in routing.proposals}
    running = set(complaint.routes.filter(target__closed_at=None, target__isnull=False).values_list("way", flat=True))
    fresh = [way for way in dict.fromkeys(ways) if way.value not in running]
    return [_go(actor, complaint, way, body, reasons.get(way) or why.strip()) for way in fresh]


def _go(actor: Actor, complaint: Complaint, way: Way, body: Body | None, reason: str) -> ComplaintRoute:
    target = _opened(actor, complaint, way, reason) if way in WITH_CASE else None
    to = body if way is Way.OTHER_BODY else None
    route = ComplaintRoute.objects.create(
        complaint=complaint, way=way.value, body=to, target=target, reason=reason[:300], at=clock.now(), by=actor.name
    )
    changes = {"way": ("", way.value), "to": ("", target.number if target else to.name if to else "")}
    record(actor, "enforcement.route_complaint", complaint.case, changes=changes, reason=reason)
    publish(
        CaseRouted(
            route_id=route.pk, complaint_id=complaint.pk, way=way.value, target_id=target.pk if target else 0,
            body_id=to.pk if to else 0,
        )
    )  # fmt: skip
    return route


def _opened(actor: Actor, complaint: Complaint, way: Way, reason: str) -> Case:
    try:
        opener = opener_of(way.value)
    except UnknownTarget:
        raise WayClosed(f"“{way.label}”还没有开通，请另选去向") from None
    target: Case = opener(actor=actor, complaint=complaint, body=complaint.case.body, note=reason)
    link(actor=SYSTEM, case=target, to=complaint.case, kind=LinkKind.ARISES_FROM, reason=way.label)
    return target


def _keep_case(complaint: Complaint) -> None:
    """What the table was asked, so that a later draft of it can be tried on this complaint; nothing of who or what."""
    facts = {name: complaint.routing_facts[name] for name in ("right_type", "role", "place")}
    facts["wish"] = tuple(complaint.wishes)
    if complaint.routing_version is not None:
        verdict = decide("enforcement.routing", facts, complaint.case.rules_on, version=complaint.routing_version)
        case = complaint.case
        record_case(
            "enforcement.routing",
            "procedures.case",
            str(case.pk),
            facts,
            verdict,
            label=case.number,
            url=f"/cases/{case.pk}/",
        )


@transaction.atomic
def settle_complaint(*, case_id: int) -> bool:
    """Where every case that a complaint became is closed, let the office tell the complainant; returns whether it is so far."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("case").filter(case_id=case_id).first()
    if complaint is None or complaint.case.state != "handling" or not all_settled(complaint):
        return False
    take_step(actor=SYSTEM, case=complaint.case, step="results_in", revision=complaint.case.revision)
    return True


def all_settled(complaint: Complaint) -> bool:
    """Whether no case that it became is open."""
    return not complaint.routes.filter(target__closed_at=None, target__isnull=False).exists()


@transaction.atomic
def tell_result(*, actor: Actor, complaint: Complaint, result: str, solved: str) -> Complaint:
    """Note what the complainant is told and, apart from what the complainant will say, how far staff see it solved."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("case").get(pk=complaint.pk)
    require(actor, "enforcement.case.handle", body_id=complaint.case.body_id)
    if not result.strip():
        raise NotOpen("请写明告知的结果")
    complaint.result, complaint.staff_solved, complaint.told_at = result.strip(), solved, clock.now()
    complaint.save(update_fields=["result", "staff_solved", "told_at"])
    record(actor, "enforcement.tell_result", complaint.case, changes={"staff_solved": ("", solved)})
    return complaint
