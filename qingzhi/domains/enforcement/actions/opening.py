"""Opening cases of penalty."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import open_case
from qingzhi.engine.procedures.models import Case

from ..models import Complaint, OfficerCertificate, PenaltyCase
from ..refusals import ValueNotValid
from ..terms.complaints import RightType
from ..terms.penalty import Offence, Source
from .evidence import copy_evidence
from .staffing import assign_officers

OFFENCES = {
    RightType.PATENT: Offence.COUNTERFEIT, RightType.COPYRIGHT: Offence.COPYRIGHT, RightType.VARIETY: Offence.VARIETY,
}  # fmt: skip


@transaction.atomic
def open_penalty(
    *,
    actor: Actor,
    body: Body,
    offence: Offence,
    source: Source,
    party_name: str,
    facts: str,
    clue_on: date | None = None,
    party: Any = None,
    is_person: bool = False,
    party_address: str = "",
    place: str = "",
    right: Any = None,
    right_number: str = "",
    region_code: str = "",
) -> PenaltyCase:
    """Enter a clue 「登记案件来源」; its fifteen working days run from the day on which it was found or came in."""
    require(actor, "enforcement.case.handle", body_id=body.pk)
    return _open(
        actor=actor, body=body, offence=offence, source=source, party_name=party_name, facts=facts, clue_on=clue_on or clock.today(),
        party=party, is_person=is_person, party_address=party_address, place=place, right=right, right_number=right_number,
        region_code=region_code,
    )  # fmt: skip


def _open(
    *, actor: Actor, body: Body, offence: Offence, source: Source, party_name: str, facts: str, clue_on: date, party: Any = None,
    is_person: bool = False, party_address: str = "", place: str = "", right: Any = None, right_number: str = "",
    region_code: str = "", summary: bool = False,
) -> PenaltyCase:  # fmt: skip
    if not party_name.strip():
        raise ValueNotValid("请填写当事人，不明的写“当事人不明”", "party_name")
    if not facts.strip():
        raise ValueNotValid("请填写线索内容", "facts")
    if clue_on > clock.today():
        raise ValueNotValid("发现日期不能晚于今天", "clue_on")
    dossier = PenaltyCase(
        offence=Offence(offence).value, source=Source(source).value, party=party, party_name=party_name.strip()[:200],
        is_person=is_person, party_address=party_address.strip()[:300], facts=facts.strip(), place=place.strip()[:300], right=right,
        right_number=right_number.strip()[:80], clue_on=clue_on,
    )  # fmt: skip
    title = f"{dossier.party_name}涉嫌{Offence(offence).label}案"
    code = "enforcement.summary" if summary else "enforcement.penalty"
    open_case(actor=actor, procedure=code, body=body, title=title, dossier=dossier, region_code=region_code)
    record(actor, "enforcement.open_penalty", dossier.case, changes={"party": ("", dossier.party_name)})
    return dossier


@transaction.atomic
def open_on_the_spot(
    *, actor: Actor, body: Body, offence: Offence, party_name: str, facts: str, certificates: Sequence[OfficerCertificate],
    party: Any = None, is_person: bool = False, party_address: str = "", place: str = "",
) -> PenaltyCase:  # fmt: skip
    """Begin a penalty on the spot 「当场查处」 with its two officers; what was begun today in the same words is returned."""
    require(actor, "enforcement.case.handle", body_id=body.pk)
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)  # two clicks come one after the other
    known = PenaltyCase.objects.filter(
        case__procedure="enforcement.summary", case__body=body, party_name=party_name.strip()[:200], facts=facts.strip(),
        clue_on=clock.today(),
    ).first()  # fmt: skip
    if known is not None:
        return known
    made = _open(
        actor=actor, body=body, offence=offence, source=Source.INSPECTION, party_name=party_name, facts=facts, clue_on=clock.today(),
        party=party, is_person=is_person, party_address=party_address, place=place, summary=True,
    )  # fmt: skip
    assign_officers(actor=actor, case=made.case, certificates=certificates)
    return made


@transaction.atomic
def open_ordinary_from(*, actor: Actor, case: Case) -> Case:
    """The ordinary case that follows one on the spot, with the same party, facts and evidence."""
    old = case.dossier
    made = open_penalty(
        actor=actor, body=case.body, offence=Offence(old.offence), source=Source(old.source), party_name=old.party_name, facts=old.facts,
        clue_on=old.clue_on, party=old.party, is_person=old.is_person, party_address=old.party_address, place=old.place,
        right=old.right, right_number=old.right_number, region_code=case.region_code,
    )  # fmt: skip
    copy_evidence(actor=actor, case=case, to=made.case, source=f"当场查处{case.number}转来")
    return made.case


def open_penalty_from(*, actor: Actor, complaint: Complaint, body: Body, note: str = "") -> Case:
    """The case of a complaint's way «penalty»; what the complainant said is its clue, who it was stays with the complaint.

    Whoever routes was asked for the permit, and may route to another body.
    """
    offence = OFFENCES.get(RightType(complaint.right_type), Offence.TRADEMARK)
    told = complaint.facts if not note.strip() else f"{complaint.facts}\n分流说明：{note.strip()}"
    return _open(
        actor=actor, body=body, offence=offence, source=Source.COMPLAINT, party_name=complaint.accused, facts=told,
        clue_on=complaint.received_at.astimezone(clock.now().tzinfo).date(), right=complaint.right,
        right_number=complaint.right_number, place=complaint.accused_at,
    ).case  # fmt: skip
