"""What support does when a right ends or is marked, when a batch is paid, when somebody objects to a list."""

from datetime import date

from qingzhi.base.events.bus import subscribe
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds.events import PaymentMade
from qingzhi.domains.rights.events import StatusEntered
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.publication.events import ObjectionDismissed, ObjectionRaised, ObjectionUpheld
from qingzhi.engine.publication.queries.objections import objections_of
from qingzhi.engine.publication.terms import OPEN

from ..actions.rechecks import look_again, right_of
from ..events import RightMarked
from ..models import SubsidyApplication


@subscribe(StatusEntered, "support.look_again_at_status")  # type: ignore[arg-type]
def on_status(happened: StatusEntered) -> None:
    """A paid right that ended is looked at again."""
    right = right_of(happened.right_id)
    if right is not None:
        look_again(right=right)


@subscribe(RightMarked, "support.look_again_at_mark")  # type: ignore[arg-type]
def on_marked(happened: RightMarked) -> None:
    """A paid right that was found abnormal is looked at again."""
    right = right_of(happened.right_id)
    if right is not None:
        look_again(right=right)


@subscribe(PaymentMade, "support.enter_payment")  # type: ignore[arg-type]
def on_paid(happened: PaymentMade) -> None:
    """What a batch of funds has paid is paid here too."""
    if happened.subject_kind != SubsidyApplication._meta.label_lower:
        return
    application = SubsidyApplication.objects.select_related("case").filter(pk=int(happened.subject_id)).first()
    if application is None or application.case.state != "committed":
        return
    data = {"paid_on": date.fromisoformat(happened.paid_on), "voucher": happened.voucher}
    _step(application, "pay", data)


@subscribe(ObjectionRaised, "support.hold_for_objection")  # type: ignore[arg-type]
def on_objection(happened: ObjectionRaised) -> None:
    """A case whose row is objected to waits for the finding."""
    application = _objected(happened)
    if application is not None and application.case.state == "publicity":
        _step(application, "object", note=f"收到异议 {happened.objection_id}，见公示与异议")


@subscribe(ObjectionDismissed, "support.go_on_after_objection")  # type: ignore[arg-type]
def on_dismissed(happened: ObjectionDismissed) -> None:
    """When the last objection to a case was found wrong its publicity goes on."""
    application = _objected(happened)
    if application is None or application.case.state != "objection":
        return
    if not objections_of(application.case).filter(standing__in=OPEN).exists():
        _step(application, "dismiss_objection", {"finding": f"异议 {happened.objection_id} 不成立"})


@subscribe(ObjectionUpheld, "support.stop_at_upheld_objection")  # type: ignore[arg-type]
def on_upheld(happened: ObjectionUpheld) -> None:
    """An objection that is right takes the row off the list; what falls, the whole or some claims, is for a person to say."""
    application = _objected(happened)
    if application is None:
        return
    if application.case.state == "publicity":
        _step(application, "object", note=f"异议 {happened.objection_id} 已认定成立")
        application.case.refresh_from_db()
    if application.case.state == "objection":
        _step(application, "find_objection_right", {"finding": f"异议 {happened.objection_id} 成立，见公示与异议"})


def _objected(happened: ObjectionRaised | ObjectionDismissed | ObjectionUpheld) -> SubsidyApplication | None:
    if happened.kind != "support.proposed" or not happened.row_subject_id:
        return None
    return SubsidyApplication.objects.select_related("case").filter(case=int(happened.row_subject_id)).first()


def _step(application: SubsidyApplication, step: str, data: dict[str, object] | None = None, note: str = "") -> None:
    case = application.case
    take_step(actor=SYSTEM, case=case, step=step, revision=case.revision, data=data or {}, note=note)
