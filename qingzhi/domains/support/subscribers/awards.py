"""What awards do when something happens elsewhere: an objection to a proposed award suspends it, its answer decides."""

from typing import Any

from qingzhi.base.events.bus import subscribe
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.funds.events import PaymentMade
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.publication.events import ObjectionDismissed, ObjectionEvent, ObjectionRaised, ObjectionUpheld
from qingzhi.engine.publication.models import Objection
from qingzhi.engine.publication.queries.objections import objections_of
from qingzhi.engine.publication.terms import OPEN, Nature
from qingzhi.engine.tasks.actions import open_item
from qingzhi.engine.tasks.kinds import work_kind

from ..models import AwardNomination, CompensationApplication, PriorityStanding, VarietyFundApplication
from ..terms.publications import AID, PROPOSED

CORRECT = work_kind("support.award_order", "更正奖项排序", verb="更正", icon="edit").code


@subscribe(ObjectionRaised, "support.suspend_award")  # type: ignore[arg-type]
def on_raised(happened: ObjectionRaised) -> None:
    """A substantive objection stops the publicity of its nomination; a formal one does not."""
    found = _nomination(happened)
    if found is None or happened.nature != Nature.SUBSTANTIVE or found.case.state != "publicity":
        return
    objection = Objection.objects.get(pk=happened.objection_id)
    _step(found, "object", f"收到实质性异议：{objection.ground.title}")


@subscribe(ObjectionDismissed, "support.resume_award")  # type: ignore[arg-type]
def on_dismissed(happened: ObjectionDismissed) -> None:
    """When the last substantive objection was found wrong the publicity goes on."""
    found = _nomination(happened)
    if found is None or found.case.state != "investigating":
        return
    if objections_of(found).filter(standing__in=OPEN, nature=Nature.SUBSTANTIVE).exists():
        return
    _step(found, "dismiss_objection", "异议不成立，恢复公示")


@subscribe(ObjectionUpheld, "support.decide_award_objection")  # type: ignore[arg-type]
def on_upheld(happened: ObjectionUpheld) -> None:
    """A substantive objection that is right ends the nomination; a formal one asks the secretary to correct the order."""
    found = _nomination(happened)
    if found is None:
        return
    objection = Objection.objects.get(pk=happened.objection_id)
    if happened.nature == Nature.SUBSTANTIVE:
        if found.case.state == "publicity":
            _step(found, "object", f"收到实质性异议：{objection.ground.title}")
            found.case.refresh_from_db()
        if found.case.state == "investigating":
            _step(found, "uphold_objection", f"异议成立：{objection.ground.title}")
        return
    open_item(
        actor=SYSTEM, kind=CORRECT, title=f"更正排序：{found.case.title}"[:200], body=found.case.body, subject=found,
        url=f"/awards/nominations/{found.pk}/order/", lead_region=found.case.region_code,
    )  # fmt: skip


@subscribe(PaymentMade, "support.enter_other_payment")  # type: ignore[arg-type]
def on_paid(happened: PaymentMade) -> None:
    """What a batch of funds has paid is paid here too: prizes, fund grants, compensation."""
    for model in (AwardNomination, VarietyFundApplication, CompensationApplication):
        if happened.subject_kind == model._meta.label_lower:
            found = model._default_manager.select_related("case").filter(pk=int(happened.subject_id)).first()
            if found is not None and found.case.state == "paying":
                take_step(
                    actor=SYSTEM, case=found.case, step="pay", revision=found.case.revision,
                    data={"voucher": happened.voucher},
                )  # fmt: skip


@subscribe(ObjectionRaised, "support.suspend_aid")  # type: ignore[arg-type]
def on_aid_raised(happened: ObjectionRaised) -> None:
    """An objection to a proposed support stops its publicity."""
    found = _aid(happened)
    if found is not None and found.case.state == "publicity":
        _step(found, "object", "收到异议")


@subscribe(ObjectionDismissed, "support.resume_aid")  # type: ignore[arg-type]
def on_aid_dismissed(happened: ObjectionDismissed) -> None:
    """The last objection was found wrong: the publicity goes on."""
    found = _aid(happened)
    if (
        found is not None
        and found.case.state == "objected"
        and not objections_of(found).filter(standing__in=OPEN).exists()
    ):
        _step(found, "dismiss_objection", "异议不成立，恢复公示")


@subscribe(ObjectionUpheld, "support.refuse_aid")  # type: ignore[arg-type]
def on_aid_upheld(happened: ObjectionUpheld) -> None:
    """An objection that is right ends the application."""
    found = _aid(happened)
    if found is not None and found.case.state == "objected":
        _step(found, "uphold_objection", "异议成立")


def _aid(happened: ObjectionEvent) -> Any:
    if happened.kind != AID.code:
        return None
    for model in (VarietyFundApplication, CompensationApplication, PriorityStanding):
        if happened.row_subject_kind == model._meta.label_lower:
            return model._default_manager.select_related("case").filter(pk=int(happened.row_subject_id)).first()
    return None


def _nomination(happened: ObjectionEvent) -> AwardNomination | None:
    if happened.kind != PROPOSED.code or happened.row_subject_kind != AwardNomination._meta.label_lower:
        return None
    rows = AwardNomination.objects.select_related("case__body", "round")
    return rows.filter(pk=int(happened.row_subject_id)).first()


def _step(found: Any, step: str, note: str) -> None:
    take_step(actor=SYSTEM, case=found.case, step=step, revision=found.case.revision, note=note)
