"""Requests to adjudicate: filed by the claimant, entered at the window, arisen from a complaint, from the fast track, from mediation."""

from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.actions import open_case, take_step
from qingzhi.engine.procedures.models import Case

from ..models import AdjudicationCase, Complaint
from ..refusals import ValueNotValid
from ..terms.adjudication import TO_COMPLETE, UNNAMED, PatentType, Standing
from .evidence import copy_evidence

ORDINARY, FAST = "enforcement.adjudication", "enforcement.fast_track"
NEEDED = (
    "patent_number",
    "patent_title",
    "claimant_name",
    "respondent_name",
    "respondent_address",
    "requests",
    "facts",
)
COPIED = (
    "right", "patent_number", "patent_title", "patent_type", "claimant_name", "standing", "holder_silent", "authorised", "respondent",
    "respondent_name", "respondent_address", "abroad", "requests", "facts", "sued", "other_way", "in_competence",
)  # fmt: skip


@transaction.atomic
def ask_for_adjudication(*, actor: Actor, body: Body, fast: bool = False, **values: Any) -> AdjudicationCase:
    """Open a draft of a request 「专利侵权纠纷处理请求」 of whoever the actor acts for, or at the window for one that came on paper."""
    applicant = None
    if actor.mandate_id:  # a post acts for its body
        require(actor, "enforcement.adjudication.file", subject_id=actor.acts_for)
        applicant = Subject.objects.get(pk=actor.acts_for or 0)
        values["claimant_name"] = applicant.display_name
    else:
        require(actor, "enforcement.case.handle", body_id=body.pk)
    _refuse(values)
    dossier = AdjudicationCase(**values)
    title = f"{dossier.claimant_name}与{dossier.respondent_name}专利侵权纠纷"
    open_case(
        actor=actor, procedure=FAST if fast else ORDINARY, body=body, title=title, dossier=dossier, applicant=applicant
    )
    record(
        actor, "enforcement.ask_for_adjudication", dossier.case, changes={"respondent": ("", dossier.respondent_name)}
    )
    return dossier


def _refuse(values: dict[str, Any]) -> None:
    for name in NEEDED:
        text = str(values.get(name, "")).strip()
        if not text:
            label = getattr(AdjudicationCase._meta.get_field(name), "verbose_name", name)
            raise ValueNotValid(f"请填写{label}", name)
        values[name] = text
        refuse_classified(text)
    values["patent_type"] = PatentType(values["patent_type"]).value
    values["standing"] = Standing(values["standing"]).value


def open_adjudication_from(*, actor: Actor, complaint: Complaint, body: Body, note: str = "") -> Case:
    """The case of a complaint's way «adjudication»: entered as a request that the window has to complete with the claimant."""
    right = complaint.right
    type_ = getattr(getattr(right, "patent", None), "type", "") if right is not None else ""
    dossier = AdjudicationCase(
        right=right, patent_number=(complaint.right_number or TO_COMPLETE)[:48], patent_title=(right.title if right else TO_COMPLETE)[:300],
        patent_type=type_ if type_ in set(PatentType) else PatentType.INVENTION.value, claimant_name=UNNAMED,
        standing=Standing.HOLDER.value if complaint.role == "holder" else Standing.OTHER.value, respondent_name=complaint.accused,
        respondent_address=complaint.accused_at or TO_COMPLETE, requests="责令停止侵权行为", facts=f"{complaint.facts}\n{note}".strip(),
    )  # fmt: skip
    case = open_case(
        actor=actor,
        procedure=ORDINARY,
        body=body,
        dossier=dossier,
        title=f"举报投诉转入：与{complaint.accused}专利侵权纠纷",
    )
    day = complaint.received_at.astimezone(clock.now().tzinfo).date().isoformat()
    # by the system: whoever routes was asked for the permit, and may route to another body
    return take_step(actor=SYSTEM, case=case, step="enter_paper", revision=case.revision, data={"received_on": day})


@transaction.atomic
def begin_ordinary(*, actor: Actor, case: Case) -> Case:
    """The ordinary case that follows the fast track, with the same parties, patent and evidence; it is in from today."""
    old = case.dossier
    dossier = AdjudicationCase(**{name: getattr(old, name) for name in COPIED})
    made = open_case(
        actor=actor, procedure=ORDINARY, body=case.body, dossier=dossier, title=case.title, applicant=case.applicant,
        region_code=case.region_code,
    )  # fmt: skip
    copy_evidence(actor=actor, case=case, to=made, source=f"快速维权{case.number}转来")
    data = {"received_on": clock.today().isoformat()}
    return take_step(actor=actor, case=made, step="enter_paper", revision=made.revision, data=data)


@transaction.atomic
def resume_after_mediation(*, actor: Actor, case: Case, settled: bool, note: str) -> Case:
    """Take a case back from mediation: settled it ends, else its clock runs on. A case that is elsewhere is left alone."""
    found = Case.objects.get(pk=case.pk)
    if found.procedure != ORDINARY or found.state != "mediation":
        return found
    step = "mediation_settled" if settled else "mediation_failed"
    return take_step(actor=actor, case=found, step=step, revision=found.revision, note=note)
