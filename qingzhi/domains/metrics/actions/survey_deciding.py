"""Approving a sheet level by level, sending it back, unlocking it."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified

from ..events.surveys import SheetMoved
from ..models import SurveyAnswer
from ..refusals.surveys import ReasonNeeded, SamePerson
from ..terms.surveys import AnswerState
from .survey_duties import ask_for_mending, close_duties
from .survey_sheets import lock_sheet, moved_to


@transaction.atomic
def approve_sheet(*, actor: Actor, answer: SurveyAnswer) -> SurveyAnswer:
    """The body's own approval 「单位审核」; whoever filled the sheet in does not give it. It goes on to the office."""
    answer = lock_sheet(actor, "metrics.survey.approve", answer)
    if answer.state == AnswerState.SUBMITTED and answer.approved_by == actor.name:
        return answer
    state = moved_to("approve", answer)
    if answer.submitted_by_user is not None and answer.submitted_by_user == actor.user_id:
        raise SamePerson("填报人不能审核自己填的调查表，请由本单位其他审核人办理")
    answer.first_submitted_on = answer.first_submitted_on or clock.today()
    changes = changed(answer, state=state, approved_by=actor.name, approved_at=clock.now())
    return _moved(actor, answer, "metrics.approve_survey", changes)


@transaction.atomic
def send_back_sheet(*, actor: Actor, answer: SurveyAnswer, reason: str) -> SurveyAnswer:
    """Sent back within the body by who approves there 「单位退回」, with the reason."""
    answer = lock_sheet(actor, "metrics.survey.approve", answer)
    return _returned(actor, answer, "send_back", reason)


@transaction.atomic
def accept_sheet(*, actor: Actor, answer: SurveyAnswer) -> SurveyAnswer:
    """The office accepts a sheet 「认可」."""
    answer = lock_sheet(actor, "metrics.survey.accept", answer)
    if answer.state == AnswerState.ACCEPTED and answer.accepted_by == actor.name:
        return answer
    state = moved_to("accept", answer)
    changes = changed(answer, state=state, accepted_by=actor.name, accepted_at=clock.now())
    return _moved(actor, answer, "metrics.accept_survey", changes)


@transaction.atomic
def return_sheet(*, actor: Actor, answer: SurveyAnswer, reason: str) -> SurveyAnswer:
    """The office returns a sheet 「退回」 with the reason; the body has the limit `metrics.survey.return` to mend it."""
    answer = lock_sheet(actor, "metrics.survey.accept", answer)
    return _returned(actor, answer, "return", reason)


@transaction.atomic
def unlock_sheet(*, actor: Actor, answer: SurveyAnswer, reason: str) -> SurveyAnswer:
    """Open a locked sheet again 「解锁」, or one that was missing: it goes back to its body and takes the whole way anew.

    Its statistics stand until it is locked again; what is different then is a dated revision.
    """
    answer = lock_sheet(actor, "metrics.survey.lock", answer)
    answer.unlock_reason = reason.strip()
    return _returned(actor, answer, "unlock", reason)


def _returned(actor: Actor, answer: SurveyAnswer, move: str, reason: str) -> SurveyAnswer:
    state = moved_to(move, answer)
    reason = reason.strip()
    if not reason:
        raise ReasonNeeded("退回或解锁须写明理由")
    refuse_classified(reason)
    changes = changed(answer, state=state, return_reason=reason, returned_by=actor.name, approved_by="", accepted_by="")
    ask_after = answer.due_on
    done = _moved(actor, answer, f"metrics.{move}_survey", changes, reason)
    ask_for_mending(actor, done)
    if done.due_on != ask_after:
        done.save(update_fields=["due_on"])
    return done


def _moved(actor: Actor, answer: SurveyAnswer, action: str, changes: dict, reason: str = "") -> SurveyAnswer:  # type: ignore[type-arg]
    answer.revision += 1
    answer.save()
    record(actor, action, answer, changes=changes, reason=reason)
    close_duties(actor, answer)
    publish(SheetMoved(answer_id=answer.pk, round_id=answer.round_id, state=answer.state))
    return answer
