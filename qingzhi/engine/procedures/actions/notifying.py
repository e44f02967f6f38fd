"""What the applicant is told of a step; documents are drawn by effects of the domain that owns the dossier."""

from qingzhi.engine.messages.actions import send

from ..declaring import Occurrence
from ..terms import Layer, Relation
from .working import case_url

SEEN = (Layer.APPLICANT, Layer.PUBLIC)


def tell_applicant(occurrence: Occurrence) -> None:
    """Tell the applicant what was done, unless the applicant did it."""
    case, step = occurrence.case, occurrence.step
    own = occurrence.procedure.lane(step.lane).relation is Relation.APPLICANT
    if own or case.applicant_id is None or step.layer not in SEEN:
        return
    state = case.state_declared
    send(
        actor=occurrence.actor, recipient=case.applicant, kind="procedures.step", key=f"case-{case.pk}-{case.revision}",
        title=f"{case.number} {step.told or step.label}，现为“{state.shown_to_applicant}”",
        text=occurrence.note, url=case_url(case),
    )  # fmt: skip
