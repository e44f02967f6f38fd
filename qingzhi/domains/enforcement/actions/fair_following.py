"""After the fair: the matter of a complaint goes on as a case of penalty or of adjudication, here or where the exhibitor is at home."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.procedures.actions import link, open_case, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Layer, LinkKind

from ..events.fairs import FairFollowedUp
from ..models import AdjudicationCase, EvidenceItem, FairComplaint
from ..refusals import ValueNotValid
from ..terms import EvidenceKind
from ..terms.adjudication import PatentType, Standing
from ..terms.complaints import RightType
from ..terms.fairs import FollowUp
from ..terms.penalty import Offence, Source
from .evidence import take_evidence
from .opening import OFFENCES, open_penalty
from .requests import ORDINARY


@transaction.atomic
def follow_up_fair(*, actor: Actor, complaint: FairComplaint, way: FollowUp, body: Body, reason: str) -> Case:
    """Open the case that goes on, with the evidence of the fair; twice gives the first."""
    found = (
        FairComplaint.objects.select_for_update(of=("self",)).select_related("case__body", "fair", "exhibitor__party", "follow_up").get(pk=complaint.pk)
    )  # fmt: skip
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    if found.follow_up is not None:
        return found.follow_up
    if not reason.strip():
        raise ValueNotValid("请写明移交的理由", "reason")
    if way is FollowUp.ADJUDICATION and found.right_type != RightType.PATENT:
        raise ValueNotValid("行政裁决只处理专利侵权纠纷", "way")
    made = _penalty(found, body, reason) if way is FollowUp.PENALTY else _adjudication(found, body, reason)
    for item in EvidenceItem.objects.filter(case=found.case).select_related("file"):
        take_evidence(  # by the system: the case may be another body's
            actor=SYSTEM, case=made, kind=EvidenceKind(item.kind), title=item.title, source=f"展会投诉{found.case.number}移来",
            file=item.file, url=item.url, text=item.text, taken_at=item.taken_at, taken_by=item.taken_by, layer=Layer(item.layer),
        )  # fmt: skip
    link(actor=SYSTEM, case=made, to=found.case, kind=LinkKind.ARISES_FROM, reason=found.fair.name)
    found.follow_up = made
    found.save(update_fields=["follow_up"])
    changes = {"follow_up": ("", made.number), "body": ("", body.name)}
    record(actor, "enforcement.follow_up_fair", found.case, changes=changes, reason=reason.strip())
    publish(FairFollowedUp(complaint_id=found.pk, target_id=made.pk))
    return made


def _facts(found: FairComplaint, reason: str) -> str:
    """What the next case must know of what happened at the fair."""
    told = [f"{found.fair.name}（{found.fair.place}）{found.stand} 展位展出“{found.product}”。投诉：{found.facts}"]
    if found.defence:
        told.append(f"被投诉人陈述：{found.defence}")
    if found.upheld is not None:
        told.append(f"展会现场认定：{'侵权成立' if found.upheld else '侵权不成立'}。{found.reasons}")
    if found.removed_at:
        told.append("展品已在现场处置。")
    return "\n".join([*told, f"移交理由：{reason.strip()}"])


def _penalty(found: FairComplaint, body: Body, reason: str) -> Case:
    party = found.exhibitor.party if found.exhibitor else None
    made = open_penalty(
        actor=SYSTEM, body=body, offence=OFFENCES.get(RightType(found.right_type), Offence.TRADEMARK), source=Source.SENT_ON if body.pk != found.case.body_id else Source.COMPLAINT,
        party_name=found.accused, party=party, facts=_facts(found, reason), right=found.right, right_number=found.right_number,
        place=f"{found.fair.place} {found.stand} 展位",
    )  # fmt: skip
    return made.case


def _adjudication(found: FairComplaint, body: Body, reason: str) -> Case:
    right = found.right
    kind = getattr(getattr(right, "patent", None), "type", "") if right is not None else ""
    dossier = AdjudicationCase(
        right=right, patent_number=found.right_number[:48], patent_title=(right.title if right else "待补正")[:300],
        patent_type=kind if kind in set(PatentType) else PatentType.INVENTION.value, claimant_name=found.complainant,
        standing=Standing.HOLDER.value, respondent=found.exhibitor.party if found.exhibitor else None, respondent_name=found.accused,
        respondent_address=f"{found.fair.place} {found.stand} 展位（住所待补正）", requests="责令停止侵权行为", facts=_facts(found, reason),
    )  # fmt: skip
    title = f"{found.complainant}与{found.accused}专利侵权纠纷"
    case = open_case(actor=SYSTEM, procedure=ORDINARY, body=body, dossier=dossier, title=title)
    data = {"received_on": clock.today().isoformat()}
    return take_step(actor=SYSTEM, case=case, step="enter_paper", revision=case.revision, data=data)
