"""Permits of complaints, and who may read the evidence that came with one."""

from qingzhi.base import clock
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, Answer, declare
from qingzhi.engine.procedures.access import layers_for, visible_cases

from ..models import Complaint, EvidenceItem, IdentityRequest

declare("enforcement.identity.ask", "申请查看举报人身份")
declare("enforcement.identity.allow", "批准查看举报人身份")

NO = Answer(False, "这份证据不属于您能看到的案件")


def open_permission(actor: Actor, complaint: Complaint) -> IdentityRequest | None:
    """The permission by which the actor may read now who complained; None where there is none or it has ended."""
    if actor.user_id is None:
        return None
    return next((one for one in complaint.identity_requests.all() if is_open_for(one, actor)), None)


def is_open_for(asked: IdentityRequest, actor: Actor) -> bool:
    """Whether a request is the actor's, was allowed, and has not ended."""
    mine = actor.user_id is not None and asked.asked_by_id == actor.user_id
    return mine and bool(asked.allowed) and asked.ends_at is not None and asked.ends_at > clock.now()


def may_read_evidence(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees the case and reads the evidence's layer. A picture that came with a complaint as its camera wrote it tells
    where and by which phone it was taken: only who may know the complainant opens that; all others get the shown copy."""
    rows = EvidenceItem.objects.filter(file=file, case__in=visible_cases(actor)).select_related(
        "case", "case__complaint", "shown_copy"
    )
    answer = NO
    for item in rows:
        if item.layer not in {one.value for one in layers_for(actor, item.case)}:
            continue
        complaint = getattr(item.case, "complaint", None)
        if complaint is None or not hasattr(item, "shown_copy") or open_permission(actor, complaint):
            return Answer(True, "案件的证据")
        answer = Answer(False, "原图含有拍摄地点等信息，经批准查看举报人身份后才能打开")
    return answer


def may_read_shown_copy(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees the case and reads the evidence's layer."""
    rows = EvidenceItem.objects.filter(shown_copy__file=file, case__in=visible_cases(actor)).select_related("case")
    if any(item.layer in {one.value for one in layers_for(actor, item.case)} for item in rows):
        return Answer(True, "案件的证据")
    return NO
