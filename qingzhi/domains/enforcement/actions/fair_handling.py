"""What is noted about a complaint at a fair: merged with another, exhibitor told and heard, found, removed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.audit.personal import ERASED, opened_text
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import link
from qingzhi.engine.procedures.terms import Layer, LinkKind

from ..events.fairs import FairComplaintsMerged, FairFound
from ..models import EvidenceItem, FairComplaint
from ..queries.fair_alike import alike_to
from ..refusals import ValueNotValid
from ..refusals.fairs import NoContact, NotAlike
from ..terms import EvidenceKind
from ..terms.fairs import Ground, Removal
from .evidence import take_evidence


def _locked(actor: Actor, complaint: FairComplaint) -> FairComplaint:
    found = FairComplaint.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=complaint.pk)
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    return found


@transaction.atomic
def merge_fair_complaints(
    *, actor: Actor, complaint: FairComplaint, into: FairComplaint, reason: str = ""
) -> FairComplaint:
    """Merge a complaint into an earlier one about the same stand and right: its evidence goes along, both keep the trace.

    The caller closes the case of what is merged (step «merge»). The earlier one stands, so that no limit is lengthened by it.
    """
    keys = sorted((complaint.pk, into.pk))
    held = {
        one.pk: one
        for one in FairComplaint.objects.select_for_update(of=("self",))
        .select_related("case__body")
        .filter(pk__in=keys)
    }
    merged, kept = held[complaint.pk], held[into.pk]
    require(actor, "enforcement.case.handle", body_id=merged.case.body_id)
    if not alike_to(merged).filter(pk=kept.pk).exists():
        raise NotAlike("只能并入同一展会、同一展位、同一权利的在办投诉")
    if (kept.counted_from, kept.pk) > (merged.counted_from, merged.pk):
        raise NotAlike(f"应当并入较早的一件，请在{kept.case.number}中办理合并")
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    for item in EvidenceItem.objects.filter(case=merged.case).select_related("file"):
        take_evidence(
            actor=actor, case=kept.case, kind=EvidenceKind(item.kind), title=item.title, source=f"并入的{merged.case.number}",
            file=item.file, url=item.url, text=item.text, taken_at=item.taken_at, taken_by=item.taken_by, layer=Layer(item.layer),
        )  # fmt: skip
    link(actor=actor, case=merged.case, to=kept.case, kind=LinkKind.DUPLICATES, reason=reason or "同一展位、同一权利")
    record(
        actor,
        "enforcement.merge_fair_complaints",
        merged.case,
        changes={"merged_into": ("", kept.case.number)},
        reason=reason,
    )
    record(
        actor,
        "enforcement.merge_fair_complaints",
        kept.case,
        changes={"merged": ("", merged.case.number)},
        reason=reason,
    )
    publish(FairComplaintsMerged(complaint_id=merged.pk, into_id=kept.pk))
    return kept


@transaction.atomic
def notify_exhibitor(*, actor: Actor, complaint: FairComplaint, at: datetime, to: str) -> FairComplaint:
    """Note that the exhibitor was handed the complaint; its hours run from that instant."""
    found, now = _locked(actor, complaint), clock.now()
    if at > now:
        raise ValueNotValid("送达时间不能晚于现在", "notified_at")
    if at < found.entered_at.replace(second=0, microsecond=0):
        raise ValueNotValid("送达时间不能早于投诉录入时间", "notified_at")
    return _noted(
        actor, found, "enforcement.notify_exhibitor", accepted_at=now, notified_at=at, notified_to=to.strip()[:60]
    )


@transaction.atomic
def keep_fair_defence(
    *, actor: Actor, complaint: FairComplaint, text: str, admitted: bool, at: datetime
) -> FairComplaint:
    """Keep what the exhibitor said."""
    found = _locked(actor, complaint)
    if not text.strip():
        raise ValueNotValid("请写明陈述的内容", "defence")
    if at > clock.now() or (found.notified_at and at < found.notified_at.replace(second=0, microsecond=0)):
        raise ValueNotValid("陈述时间须在通知之后、现在之前", "defended_at")
    return _noted(
        actor, found, "enforcement.keep_fair_defence", defence=text.strip(), admitted=admitted, defended_at=at
    )


@transaction.atomic
def find_at_fair(
    *,
    actor: Actor,
    complaint: FairComplaint,
    upheld: bool,
    reasons: str,
    ground: Ground | None = None,
    opinion: str = "",
) -> FairComplaint:
    """Find whether the exhibit infringes; it binds at the fair alone and leaves every other way open."""
    found = _locked(actor, complaint)
    if not reasons.strip():
        raise ValueNotValid("请写明认定的理由", "reasons")
    if upheld:
        _fits(found, ground)
    noted = _noted(
        actor, found, "enforcement.find_at_fair", upheld=upheld, ground=Ground(ground).value if upheld and ground else "",
        opinion=opinion.strip(), reasons=reasons.strip(), found_at=clock.now(),
    )  # fmt: skip
    publish(FairFound(complaint_id=found.pk, upheld=upheld))
    return noted


def _fits(found: FairComplaint, ground: Ground | None) -> None:
    """A ground that what is on the case bears out: 《展会知识产权保护指引》(2022) 第十四条."""
    if ground is None:
        raise ValueNotValid("请选择认定依据", "ground")
    if ground is Ground.SILENT and found.defended_at is not None:
        raise ValueNotValid("被投诉人已作陈述，不能以逾期不陈述认定", "ground")
    if ground is Ground.ADMITTED and not found.admitted:
        raise ValueNotValid("没有登记被投诉人承认侵权", "ground")


@transaction.atomic
def note_removal(
    *, actor: Actor, complaint: FairComplaint, how: Sequence[Removal], at: datetime, note: str = ""
) -> FairComplaint:
    """Note that the exhibits are off the stand, or covered."""
    found = _locked(actor, complaint)
    if not how:
        raise ValueNotValid("请选择怎样处置", "how")
    if at > clock.now() or (found.found_at and at < found.found_at.replace(second=0, microsecond=0)):
        raise ValueNotValid("完成时间须在认定之后、现在之前", "removed_at")
    values = [Removal(one).value for one in how]
    return _noted(
        actor, found, "enforcement.note_removal", removal=values, removed_at=at, removal_note=note.strip()[:300]
    )


def _noted(actor: Actor, found: FairComplaint, verb: str, **values: Any) -> FairComplaint:
    changes = changed(found, **values)
    found.save(update_fields=list(values))
    record(actor, verb, found.case, changes=changes)
    return found


@transaction.atomic
def read_fair_contact(*, actor: Actor, complaint: FairComplaint) -> str:
    """How to reach the complainant, for who handles the case; every look is an entry of the trail."""
    found = _locked(actor, complaint)
    if found.contact_of_id is None or found.contact_sealed is None:
        raise NoContact("投诉人没有留下联系方式")
    told = opened_text(found.contact_of_id, bytes(found.contact_sealed))
    if told == ERASED:
        raise NoContact("投诉人的联系方式已依法删除")
    record(actor, "enforcement.read_fair_contact", found.case, changes={})
    return told
