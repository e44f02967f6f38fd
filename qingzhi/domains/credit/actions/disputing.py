"""A subject says that its archive is wrong."""

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.actions import open_case

from ..access import own_archives
from ..models import Dispute, Entry
from ..queries.archives import handling_body
from ..refusals import DisputedAlready, EntryNotOpen, ValueNotValid
from ..terms import COUNTING, EntryState, Wish

PROCEDURE = "credit.dispute"


@transaction.atomic
def dispute_entry(*, actor: Actor, entry: Entry, wish: Wish, claim: str) -> Dispute:
    """Object to an entry of the own archive 「提出异议」; one objection at a time, the same click is one."""
    found = Entry.objects.select_for_update(of=("self",)).select_related("archive__subject").get(pk=entry.pk)
    require(actor, "credit.own", subject_id=actor.acts_for)
    _require_own(actor, found)
    there = Dispute.objects.filter(entry=found, case__closed_at=None).select_related("case").first()
    if there is not None and there.claim == claim.strip():
        return there
    if there is not None:
        raise DisputedAlready(f"这条记录的异议正在办理（办件 {there.case.number}）")
    if found.state not in COUNTING:
        raise EntryNotOpen(f"这条记录{found.get_state_display()}，不须再提出异议")
    if len(claim.strip()) < 4:
        raise ValueNotValid("请写明哪里不对、依据是什么", "claim")
    refuse_classified(claim)
    body = handling_body(found.decision.case.body if found.decision is not None else None)
    if body is None:
        raise ValueNotValid("还没有单位办理信用档案，请联系主管部门", "claim")
    dossier = Dispute(entry=found, wish=Wish(wish).value, claim=claim.strip())
    open_case(
        actor=actor, procedure=PROCEDURE, body=body, title=f"{found.archive.name}：对{found}的异议", dossier=dossier,
        applicant=Subject.objects.get(pk=actor.acts_for or 0),
        region_code=found.archive.region_code, told="提出异议",
    )  # fmt: skip
    record(actor, "credit.dispute_entry", found, changes={"case": (None, dossier.case.number)}, reason=claim)
    return dossier


def _require_own(actor: Actor, entry: Entry) -> None:
    if not actor.is_system and not own_archives(actor).filter(pk=entry.archive_id).exists():
        raise EntryNotOpen("这条记录不在贵单位的档案中")


@transaction.atomic
def mark_entry(*, actor: Actor, entry: Entry, state: EntryState) -> Entry:
    """Put the mark 「异议中」 on an entry, or take it off; what has ended stays as it is.

    Part of a step of the objection's procedure, which has asked who may take it.
    """
    found = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if found.state not in COUNTING or found.state == state:
        return found
    changes = changed(found, state=state.value)
    found.save(update_fields=["state"])
    record(actor, "credit.mark_entry", found, changes=changes)
    return found
