"""A consumer's dispute: opened from a complaint, agreed on or ended."""

from django.db import transaction

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import open_case
from qingzhi.engine.procedures.models import Case

from ..models import Complaint, Grievance


@transaction.atomic
def open_grievance(*, actor: Actor, complaint: Complaint, body: Body, note: str = "") -> Case:
    """Open the mediation of a complaint's dispute at a body; a part of routing."""
    require(actor, "enforcement.case.handle", body_id=complaint.case.body_id)
    return open_case(
        actor=actor, procedure="enforcement.grievance", body=body, title=f"与{complaint.accused}的消费争议调解",
        dossier=Grievance(complaint=complaint), region_code=complaint.case.region_code, told="建立调解",
    )  # fmt: skip


def note_agreement(*, grievance: Grievance, agreement: str) -> None:
    """What both sides agreed on; a part of the step that ends the mediation."""
    grievance.agreement = agreement.strip()
    grievance.save(update_fields=["agreement"])


def end_mediation(*, grievance: Grievance, why: str) -> None:
    """Why it ended without an agreement; a part of the step."""
    grievance.ended_why = why.strip()[:300]
    grievance.save(update_fields=["ended_why"])
