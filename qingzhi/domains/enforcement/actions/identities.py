"""Reading who complained: asked with a purpose, allowed by a second person, audited at every look, over by itself."""

from datetime import timedelta

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import opened_text
from qingzhi.base.permits import Actor, require
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..models import Complaint, IdentityRequest, Reporter
from ..refusals import ValueNotValid
from ..refusals.complaints import AlreadyDecided, IdentityClosed, SamePersonAllows

ASKED = work_kind("enforcement.identity", "查看举报人身份的申请", verb="审批", icon="lock").code


@transaction.atomic
def ask_for_identity(*, actor: Actor, complaint: Complaint, purpose: str, basis: str) -> IdentityRequest:
    """Ask to read who complained; asking again while one is open gives that one."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=complaint.pk)
    require(actor, "enforcement.identity.ask", body_id=complaint.case.body_id)
    if not Reporter.objects.filter(complaint=complaint).exists():
        raise IdentityClosed("这是匿名举报投诉，没有身份信息")
    for name, value, said in (("purpose", purpose, "请写明用途"), ("basis", basis, "请写明依据")):
        if not value.strip():
            raise ValueNotValid(said, name)
    known = IdentityRequest.objects.filter(complaint=complaint, asked_by_id=actor.user_id or 0, decided_at=None).first()
    if known is not None:
        return known
    made = IdentityRequest.objects.create(
        complaint=complaint, purpose=purpose.strip()[:300], basis=basis.strip()[:300], asked_by_id=actor.user_id or 0,
        asked_by=actor.name, asked_at=clock.now(),
    )  # fmt: skip
    record(
        actor, "enforcement.ask_for_identity", complaint.case, changes={"basis": ("", made.basis)}, reason=made.purpose
    )
    open_item(
        actor=actor, kind=ASKED, title=f"审批查看举报人身份：{complaint.case.number}", url=f"/complaints/identity/{made.pk}/",
        body=complaint.case.body, subject=made,
    )  # fmt: skip
    return made


@transaction.atomic
def decide_on_identity(*, actor: Actor, asked: IdentityRequest, allow: bool, answer: str) -> IdentityRequest:
    """Allow or refuse another's request; the permission ends by itself after the hours of the table of limits."""
    found = IdentityRequest.objects.select_for_update(of=("self",)).select_related("complaint__case").get(pk=asked.pk)
    case = found.complaint.case
    require(actor, "enforcement.identity.allow", body_id=case.body_id)
    if found.asked_by_id == actor.user_id:
        raise SamePersonAllows("查看举报人身份须由另一人批准")
    if found.decided_at is not None:
        raise AlreadyDecided(f"{found.decided_by}已于{found.decided_at:%m月%d日%H:%M}办理")
    if not answer.strip():
        raise ValueNotValid("请写明意见", "answer")
    now = clock.now()
    found.decided_by_id, found.decided_by, found.decided_at = actor.user_id, actor.name, now
    found.allowed, found.answer = allow, answer.strip()[:300]
    found.ends_at = now + timedelta(hours=limit("enforcement.identity.reading").value) if allow else None
    found.save()
    record(actor, "enforcement.decide_on_identity", case, changes={"allowed": (None, allow)}, reason=found.answer)
    close_items(actor=actor, subject=found, kind=ASKED, outcome=Outcome.DONE)
    return found


@transaction.atomic
def read_identity(*, actor: Actor, asked: IdentityRequest) -> tuple[str, str]:
    """The name and how to reach the complainant, for who asked, while the permission lasts. Every look is an entry of the trail."""
    found = IdentityRequest.objects.select_for_update(of=("self",)).select_related("complaint__case").get(pk=asked.pk)
    case = found.complaint.case
    require(actor, "enforcement.identity.ask", body_id=case.body_id)
    if found.asked_by_id != actor.user_id or not found.allowed:
        raise IdentityClosed("只有经批准的申请人本人可以查看")
    if found.ends_at is None or found.ends_at <= clock.now():
        raise IdentityClosed("查看期限已过，需要的请重新申请")
    reporter = Reporter.objects.get(complaint=found.complaint)
    found.times_read += 1
    found.save(update_fields=["times_read"])
    record(
        actor,
        "enforcement.read_identity",
        case,
        changes={"times": (found.times_read - 1, found.times_read)},
        reason=found.purpose,
    )
    name, contact = (
        opened_text(reporter.subject_id, bytes(sealed)) for sealed in (reporter.name_sealed, reporter.contact_sealed)
    )
    return name, contact
