"""A complaint comes in: from anybody, without an account, without a name if so wished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import sealed_text
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions.subjects import enter_subject
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.rights.queries.numbers import PublicRight
from qingzhi.engine.procedures.actions import open_case

from ..events.complaints import ComplaintReceived
from ..models import Complaint, ComplaintReceipt, Reporter
from ..queries.complaint_rights import right_by_number
from ..queries.complaint_rights import told as told_of
from ..queries.complaint_ways import receiving_body
from ..refusals import ValueNotValid
from ..terms.complaints import Place, RightType, Role, Wish
from .complaint_pieces import COMPLAINANT, Piece, keep_pieces
from .complaint_receipts import give_receipt

CODE = "enforcement.complaint"


@dataclass(frozen=True)
class Told:
    """What somebody tells; `name` and `contact` are empty where the complainant stays anonymous."""

    right_type: RightType
    role: Role
    wishes: tuple[Wish, ...]
    place: Place
    accused: str
    facts: str
    accused_at: str = ""
    right_number: str = ""
    region_code: str = ""
    happened_on: date | None = None
    name: str = ""
    contact: str = ""

    @property
    def anonymous(self) -> bool:
        return not (self.name.strip() or self.contact.strip())


def receive_complaint(
    *, actor: Actor, told: Told, pieces: Sequence[Piece] = (), request_key: str = ""
) -> ComplaintReceipt:
    """Take a complaint in and sign for it. Anybody may; whoever sends it, signed in or not, is written nowhere but in the seal.

    The same `request_key` again, also at the same moment, gives the receipt of the first time.
    """
    del actor  # an account or address would tell who complained
    known = _known(request_key)
    if known is not None:
        return known
    _check(told)
    try:
        return _receive(told, pieces, request_key)
    except IntegrityError:
        known = _known(request_key)
        if known is None:
            raise
        return known


def _known(request_key: str) -> ComplaintReceipt | None:
    if not request_key:
        return None
    return ComplaintReceipt.objects.filter(complaint__request_key=request_key, number=1).first()


@transaction.atomic
def _receive(told: Told, pieces: Sequence[Piece], request_key: str) -> ComplaintReceipt:
    body, right = receiving_body(told.right_type, told.region_code), right_by_number(told.right_type, told.right_number)
    complaint = _opened(told, body, right, request_key)
    if not told.anonymous:
        _seal(complaint, told)
    items = keep_pieces(complaint.case, pieces)
    record(COMPLAINANT, "enforcement.receive_complaint", complaint, changes={"evidence": (0, len(items))})
    publish(ComplaintReceived(complaint_id=complaint.pk))
    return give_receipt(complaint, items)


def _check(told: Told) -> None:
    for name, value, said in (("accused", told.accused, "请填写是谁"), ("facts", told.facts, "请写下事情的经过")):
        if not value.strip():
            raise ValueNotValid(said, name)
    if not told.wishes:
        raise ValueNotValid("请选择你希望我们做什么", "wishes")
    if told.happened_on is not None and told.happened_on > clock.today():
        raise ValueNotValid("日期不能晚于今天", "happened_on")
    if bool(told.name.strip()) != bool(told.contact.strip()):
        raise ValueNotValid(
            "实名的请把姓名和联系方式都填上；匿名的都不要填", "contact" if told.name.strip() else "name"
        )
    refuse_classified(told.accused, told.accused_at, told.facts)


def _opened(told: Told, body: Body, right: PublicRight | None, request_key: str) -> Complaint:
    now = clock.now()
    complaint = Complaint(
        request_key=request_key or None, anonymous=told.anonymous, right_type=told.right_type.value,
        right_number=told.right_number.strip()[:80], right_id=right.pk if right else None, right_told=told_of(right) if right else "",
        role=told.role.value, wishes=[one.value for one in told.wishes], place=told.place.value, accused=told.accused.strip()[:200],
        accused_at=told.accused_at.strip()[:300], facts=told.facts.strip(), happened_on=told.happened_on, received_at=now,
    )  # fmt: skip
    open_case(
        actor=COMPLAINANT, procedure=CODE, body=body, title=f"反映{told.accused.strip()}的举报投诉", dossier=complaint,
        region_code=told.region_code, told="收到你反映的情况",
    )  # fmt: skip
    return complaint


def _seal(complaint: Complaint, told: Told) -> None:
    """Who it is goes under a key of its own at once; no plain word of it is kept."""
    anchor = enter_subject(kind=SubjectKind.PERSON, name="举报投诉人")
    name, contact = (sealed_text(anchor.pk, one.strip()) for one in (told.name, told.contact))
    Reporter.objects.create(complaint=complaint, subject=anchor, name_sealed=name, contact_sealed=contact)
