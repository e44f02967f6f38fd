"""A complaint comes in from a station at a fair: typed online, or kept on a phone while there was no network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import sealed_text
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions.subjects import enter_subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.actions import open_case

from ..events.fairs import FairComplaintReceived
from ..models import Exhibitor, Fair, FairComplaint, FairStation
from ..queries.complaint_rights import right_by_number
from ..queries.complaint_rights import told as told_of
from ..refusals import ValueNotValid
from ..rules.fairs import Entry, alike, entry_of
from ..terms.complaints import RightType
from .complaint_pieces import Piece, keep_pieces

CODE, TOLERANCE = "enforcement.fair", "enforcement.fair.offline"


@dataclass(frozen=True)
class FairTold:
    """What is entered at the station; `contact` is how to reach the complainant."""

    complainant: str
    right_type: RightType
    right_number: str
    stand: str
    product: str
    facts: str
    accused: str = ""
    agent: str = ""
    contact: str = ""


def receive_fair_complaint(
    *,
    actor: Actor,
    fair: Fair,
    told: FairTold,
    request_key: str,
    station: FairStation | None = None,
    pieces: Sequence[Piece] = (),
    held: timedelta | None = None,
) -> FairComplaint:
    """Take a complaint in from a station 「展会投诉」; `held` is how long a phone kept it without network.

    The phone's `request_key` makes it one complaint however often it is sent, also at the same moment.
    """
    require(actor, "enforcement.case.handle", body_id=fair.body_id)
    if not request_key.strip():
        raise ValueNotValid("缺少提交标记，请刷新页面", "request_key")
    known = _known(fair, request_key)
    if known is not None:
        return known
    _check(told)
    try:
        return _receive(actor, fair, told, request_key, station, pieces, held)
    except IntegrityError:
        known = _known(fair, request_key)
        if known is None:
            raise
        return known


def _known(fair: Fair, request_key: str) -> FairComplaint | None:
    return FairComplaint.objects.select_related("case").filter(fair=fair, request_key=request_key).first()


def _check(told: FairTold) -> None:
    needed = (
        ("complainant", told.complainant, "请填写投诉人"), ("right_number", told.right_number, "请填写权利号码"),
        ("stand", told.stand, "请填写展位号"), ("product", told.product, "请填写涉嫌侵权的展品"), ("facts", told.facts, "请写明投诉的事实"),
    )  # fmt: skip
    for name, value, said in needed:
        if not value.strip():
            raise ValueNotValid(said, name)
    refuse_classified(told.complainant, told.product, told.facts, told.accused)


@transaction.atomic
def _receive(
    actor: Actor,
    fair: Fair,
    told: FairTold,
    request_key: str,
    station: FairStation | None,
    pieces: Sequence[Piece],
    held: timedelta | None,
) -> FairComplaint:
    now = clock.now()
    entry = entry_of(held, now, timedelta(hours=limit(TOLERANCE).value))
    complaint = _filled(fair, told, entry)
    complaint.request_key, complaint.station, complaint.received_at = request_key, station, now
    complaint.entered_by = actor.name
    if told.contact.strip():
        anchor = enter_subject(kind=SubjectKind.PERSON, name="展会投诉人")
        complaint.contact_of, complaint.contact_sealed = anchor, sealed_text(anchor.pk, told.contact.strip())
    open_case(
        actor=actor, procedure=CODE, body=fair.body, title=f"{fair.name} {complaint.stand} 展位：{complaint.product}", dossier=complaint,
        region_code=fair.region.code, told="现场工作站收到投诉",
    )  # fmt: skip
    keep_pieces(complaint.case, pieces, actor=actor, source="展会现场提交")
    changes = {"entered_at": ("", entry.entered_at), "received_at": ("", now), "evidence": (0, len(pieces))}
    record(actor, "enforcement.receive_fair_complaint", complaint, changes=changes, reason=entry.why)
    publish(FairComplaintReceived(complaint_id=complaint.pk))
    return complaint


def _filled(fair: Fair, told: FairTold, entry: Entry) -> FairComplaint:
    right = right_by_number(told.right_type, told.right_number)
    exhibitor = _exhibitor(fair, told)
    accused = told.accused.strip() or (exhibitor.name if exhibitor else "") or f"{told.stand.strip()} 展位参展商"
    return FairComplaint(
        fair=fair, entered_at=entry.entered_at, counted_from=entry.counted_from, counted_why=entry.why, offline=entry.offline,
        complainant=told.complainant.strip()[:200], agent=told.agent.strip()[:100], right_type=RightType(told.right_type).value,
        right_number=told.right_number.strip()[:80], right_key=alike(told.right_number)[:80], right_id=right.pk if right else None,
        right_told=told_of(right) if right else "", stand=told.stand.strip()[:40], stand_key=alike(told.stand)[:40], exhibitor=exhibitor,
        accused=accused[:200], product=told.product.strip()[:200], facts=told.facts.strip(),
    )  # fmt: skip


def _exhibitor(fair: Fair, told: FairTold) -> Exhibitor | None:
    """Who has the stand; of several, the one that is named."""
    there = [one for one in fair.exhibitors.filter(left_out=False) if alike(one.stand) == alike(told.stand)]
    named = [one for one in there if one.name == told.accused.strip()]
    return (named or there)[0] if named or len(there) == 1 else None
