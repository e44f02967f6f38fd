"""What the applicant is told of a step: a message, and the document that the step draws."""

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


_notices: list["NoticeIssuer"] = []


class NoticeIssuer:
    """Whoever can draw the document of a step, registered at start-up by the room that draws."""

    def issue(self, occurrence: Occurrence) -> None:
        raise NotImplementedError


def notice_issuer(one: NoticeIssuer) -> None:
    """Register the one that draws the documents of steps."""
    _notices[:] = [one]


def issue_step_notice(occurrence: Occurrence) -> None:
    """Draw the document that the step names; last of all, since the series of numbers stays locked from then on."""
    if occurrence.step.document:
        if not _notices:
            raise LookupError(
                f"step {occurrence.step.code} draws {occurrence.step.document}, and nobody draws documents"
            )
        _notices[0].issue(occurrence)
