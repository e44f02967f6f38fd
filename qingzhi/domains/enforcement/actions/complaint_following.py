"""What whoever holds the code does later: answers, adds evidence, withdraws, says whether it helped. Nobody asks who it is."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import say, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import ReasonMissing
from qingzhi.engine.procedures.terms import Layer
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.models import WorkItem
from qingzhi.engine.tasks.terms import Outcome

from ..events.complaints import ComplaintEvidenceAdded
from ..models import Complaint, ComplaintReceipt, Satisfaction
from ..refusals import ValueNotValid
from ..refusals.complaints import NotOpen, RatedAlready
from ..terms.complaints import Solved
from .complaint_pieces import COMPLAINANT, Piece, keep_pieces
from .complaint_receipts import give_receipt

NEWS = work_kind("enforcement.complaint_news", "举报投诉人的新消息", verb="查看", icon="bell").code
WITHDRAWABLE = ("received", "asking")


@transaction.atomic
def reply(*, complaint: Complaint, text: str, pieces: Sequence[Piece] = ()) -> ComplaintReceipt | None:
    """Say something, with or without evidence: the answer where the office has asked, else a word of one's own; also after it was
    closed. Evidence is signed for (the receipt is returned). The same words twice in a row are said once."""
    complaint = _locked(complaint)
    case = complaint.case
    if not text.strip() and not pieces:
        raise ReasonMissing("请写下要说的话，或者附上证据")
    if not pieces and _said_last(case, text):
        return None
    items = keep_pieces(case, pieces, first=case.evidence.count() + 1)
    if case.state == "asking":
        words = text.strip() or f"补充了{len(items)}件证据"
        take_step(actor=COMPLAINANT, case=case, step="answer", revision=case.revision, note=words)
    else:
        words = text.strip() or f"补充了{len(items)}件证据"
        say(actor=COMPLAINANT, case=case, text=words, layer=Layer.APPLICANT)
        _ask_to_look(complaint, bool(items))
    if not items:
        return None
    publish(ComplaintEvidenceAdded(complaint_id=complaint.pk, closed=not case.is_open))
    return give_receipt(complaint, items)


@transaction.atomic
def withdraw_complaint(*, complaint: Complaint, reason: str) -> Case:
    """Take a complaint back as long as it has gone nowhere yet; twice changes nothing."""
    complaint = _locked(complaint)
    case = complaint.case
    if case.state == "withdrawn":
        return case
    if case.state not in WITHDRAWABLE:
        raise NotOpen("已经分流办理，不能撤回；有新的情况可以在下面留言")
    return take_step(actor=COMPLAINANT, case=case, step="withdraw", revision=case.revision, note=reason)


@transaction.atomic
def tell_satisfaction(
    *, complaint: Complaint, responded: bool, solved: Solved, content: int, words: str = ""
) -> Satisfaction:
    """Say, once and after the result was told, whether there was an answer, whether it is solved, how content one is."""
    complaint = _locked(complaint)
    if complaint.case.is_open:
        raise NotOpen("办结以后才能评价")
    if Satisfaction.objects.filter(complaint=complaint).exists():
        raise RatedAlready("你已经评价过，谢谢")
    if not 1 <= content <= 5:
        raise ValueNotValid("请选择满意程度", "content")
    made = Satisfaction.objects.create(
        complaint=complaint,
        responded=responded,
        solved=solved.value,
        content=content,
        words=words.strip()[:500],
        at=clock.now(),
    )
    changes = {"responded": (None, responded), "solved": ("", solved.value), "content": (None, content)}
    record(COMPLAINANT, "enforcement.tell_satisfaction", complaint, changes=changes)
    return made


@transaction.atomic
def note_seen(*, actor: Actor, complaint: Complaint) -> list[WorkItem]:
    """The desk has read what the complainant said; returns the reminders that go."""
    require(actor, "enforcement.case.handle", body_id=complaint.case.body_id)
    return close_items(actor=actor, subject=complaint, kind=NEWS, outcome=Outcome.DONE)


def _ask_to_look(complaint: Complaint, evidence: bool) -> None:
    case = complaint.case
    what = "办结后补充的证据，可以重新办理" if evidence and not case.is_open else "补充的证据" if evidence else "留言"
    open_item(
        actor=COMPLAINANT, kind=NEWS, title=f"查看{what}：{case.title}"[:200], url=f"/cases/{case.pk}/?talk=applicant#talk",
        body=case.body, owner=case.owner, subject=complaint, lead_region=case.region_code,
    )  # fmt: skip


def _said_last(case: Case, text: str) -> bool:
    last = case.entries.filter(layer=Layer.APPLICANT.value).order_by("-id").first()
    return last is not None and last.by == COMPLAINANT.name and last.text == text.strip()


def _locked(complaint: Complaint) -> Complaint:
    return (
        Complaint.objects.select_for_update(of=("self",))
        .select_related("case__body__region", "case__owner")
        .get(pk=complaint.pk)
    )
