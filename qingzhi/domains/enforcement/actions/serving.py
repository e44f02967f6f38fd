"""Service of documents with its proof."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, require
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.limits.queries import due
from qingzhi.engine.procedures.models import Case

from ..models import Decision, ServiceProof
from ..refusals.decisions import ServiceNotValid
from ..terms.service import ServedWhat, ServiceMethod
from .decisions import mark_served

ANNOUNCEMENT = "enforcement.service.announcement"
NEEDS_WITNESS = (ServiceMethod.DIRECT, ServiceMethod.LEFT)


@transaction.atomic
def serve(
    *,
    actor: Actor,
    case: Case,
    what: ServedWhat,
    recipient: str,
    method: ServiceMethod,
    served_on: date,
    sent_on: date | None = None,
    decision: Decision | None = None,
    document: IssuedDocument | None = None,
    place: str = "",
    received_by: str = "",
    note: str = "",
    proof: StoredFile | None = None,
) -> ServiceProof:
    """Record that a document was served 「登记送达」. Of a decision it also moves the decision on.

    An announcement counts as service when its period is over: 《市场监督管理行政处罚程序规定》(2021) 第八十二条 (thirty days).
    """
    require(actor, "enforcement.case.handle", body_id=case.body_id)
    method = ServiceMethod(method)
    _refuse_days(case, method, served_on, sent_on)
    if not recipient.strip():
        raise ServiceNotValid("请填写受送达人", "recipient")
    if method in NEEDS_WITNESS and not received_by.strip():
        raise ServiceNotValid("直接送达须写明签收人，留置送达须写明见证人", "received_by")
    made = ServiceProof.objects.create(
        case=case, what=ServedWhat(what).value, document=document or (decision.document if decision else None),
        decision=decision, recipient=recipient.strip()[:200], method=method.value, place=place.strip()[:200],
        sent_on=sent_on, served_on=served_on, received_by=received_by.strip()[:120], note=note.strip()[:300], proof=proof,
        by=actor.name, recorded_at=clock.now(),
    )  # fmt: skip
    record(
        actor,
        "enforcement.serve",
        case,
        changes={"served": (None, f"{made.get_what_display()} {made.recipient} {served_on}")},
    )
    if decision is not None:
        mark_served(actor=actor, proof=made)
    return made


def _refuse_days(case: Case, method: ServiceMethod, served_on: date, sent_on: date | None) -> None:
    if served_on > clock.today():
        raise ServiceNotValid("送达日期不能晚于今天", "served_on")
    if sent_on is not None and sent_on > served_on:
        raise ServiceNotValid("送达日期不能早于发出日期", "served_on")
    if method is not ServiceMethod.ANNOUNCED:
        return
    if sent_on is None:
        raise ServiceNotValid("公告送达须填写公告日期", "sent_on")
    over = due(ANNOUNCEMENT, sent_on, region=case.region_code, on=case.rules_on).nominal_on
    if over is not None and served_on < over:
        raise ServiceNotValid(f"公告期到 {over} 届满，届满之日起视为送达", "served_on")
