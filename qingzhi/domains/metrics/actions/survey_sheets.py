"""Filling a sheet in: kept as it is typed, then handed in with all differences explained."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import people_holding
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.tasks.actions import note_act

from ..events.surveys import SheetMoved
from ..models import SurveyAnswer, SurveyCell
from ..queries.survey_prefills import prefills
from ..queries.survey_sheets import sheet_of
from ..queries.surveys import questions_of
from ..refusals.surveys import SheetEditedMeanwhile, SheetElsewhere, SheetIncomplete
from ..rules.amounts import amount_text
from ..rules.survey_flow import MoveNotOpen, moved
from ..terms.surveys import AnswerState
from .survey_duties import ask_for_check, close_duties

TYPED = ("value", "text", "reason")
KEPT = (*TYPED, "computed", "computed_source", "computed_url", "previous", "previous_period")
Typed = Mapping[str, Mapping[str, Any]]  # by question: value, text, reason


def lock_sheet(actor: Actor, permit: str, answer: SurveyAnswer) -> SurveyAnswer:
    """The sheet, locked, for somebody who may do that with it."""
    rows = SurveyAnswer.objects.select_for_update(of=("self",))
    found = rows.select_related("round__survey", "round__version", "body__region").get(pk=answer.pk)
    require(actor, permit, body_id=found.body_id, region_code=found.body.region.code)
    return found


def moved_to(move: str, answer: SurveyAnswer) -> str:
    """The state that a move leads to; refused where it is not open."""
    try:
        return moved(move, answer.state)
    except MoveNotOpen as error:
        raise SheetElsewhere(str(error)) from None


@transaction.atomic
def save_sheet(*, actor: Actor, answer: SurveyAnswer, typed: Typed, revision: int | None = None) -> SurveyAnswer:
    """Keep what was typed 「保存草稿」, complete or not; a returned sheet stays returned. The same again changes nothing."""
    answer = lock_sheet(actor, "metrics.survey.fill", answer)
    state = moved_to("save", answer)
    cells = _cells(answer)
    changes = _fill(cells, typed)
    if changes:
        _refuse_stale(answer, revision, cells)
        changes |= changed(answer, state=state)
        _kept(actor, answer, cells)
        record(actor, "metrics.save_survey", answer, changes=changes)
        note_act(actor=actor, subject=answer)
    return answer


@transaction.atomic
def submit_sheet(*, actor: Actor, answer: SurveyAnswer, typed: Typed, revision: int | None = None) -> SurveyAnswer:
    """Hand a sheet in 「报送」: to the body's own check where somebody there holds it, else to the office.

    What is missing or differs without a reason is refused by question. The same click twice is taken once.
    """
    answer = lock_sheet(actor, "metrics.survey.fill", answer)
    if _is_the_same_click(actor, answer, typed):
        return answer
    checked = _is_checked(answer.body)
    state = moved_to("submit_for_check" if checked else "submit", answer)
    cells = _cells(answer)
    changes = _fill(cells, typed)
    if changes:
        _refuse_stale(answer, revision, cells)
    _compute_anew(answer, cells)
    _kept(actor, answer, cells)
    sheet = sheet_of(answer)
    if sheet.faults:
        raise SheetIncomplete("有项目没有填写，或与比较的数有差异而没有说明，请逐项核对", sheet.faults)
    now = clock.now()
    changes |= changed(
        answer,
        state=state,
        submitted_at=now,
        submitted_by=actor.name,
        submitted_by_user=actor.user_id,
        return_reason="",
    )
    answer.first_submitted_on = answer.first_submitted_on or (None if checked else clock.today())
    answer.save()
    record(actor, "metrics.submit_survey", answer, changes=changes)
    close_duties(actor, answer)
    if checked:
        ask_for_check(actor, answer)
    publish(SheetMoved(answer_id=answer.pk, round_id=answer.round_id, state=state))
    return answer


def _is_the_same_click(actor: Actor, answer: SurveyAnswer, typed: Typed) -> bool:
    at_next_desk = answer.state in (AnswerState.CHECKING, AnswerState.SUBMITTED)
    return at_next_desk and answer.submitted_by_user == actor.user_id and not _fill(_cells(answer), typed)


def _is_checked(body: Body) -> bool:
    return people_holding("metrics.survey.approve", body=body).exists()


def _cells(answer: SurveyAnswer) -> dict[str, SurveyCell]:
    """A cell for every question that the body is asked, those that nobody answered yet too."""
    held = {cell.question_id: cell for cell in SurveyCell.objects.filter(answer=answer).order_by("pk")}
    return {
        one.code: held.get(one.pk) or SurveyCell(answer=answer, question=one)
        for one in questions_of(answer.round.version, answer.body)
    }


def _fill(cells: Mapping[str, SurveyCell], typed: Typed) -> dict[str, Any]:
    """What was typed, put into the cells; what changed, as old and new."""
    changes: dict[str, Any] = {}
    for code, given in typed.items():
        cell = cells.get(code)
        if cell is None:
            continue
        values = {name: given[name] for name in TYPED if name in given}
        for name in ("text", "reason"):
            if name in values:
                values[name] = str(values[name] or "").strip()
        refuse_classified(values.get("text", ""), values.get("reason", ""))
        changes |= {f"{code}.{name}": pair for name, pair in changed(cell, **values).items()}
    return changes


def _refuse_stale(answer: SurveyAnswer, revision: int | None, cells: Mapping[str, SurveyCell]) -> None:
    if revision is None or answer.revision == revision:
        return
    saved = {cell.question_id: cell for cell in SurveyCell.objects.filter(answer=answer)}
    theirs = {code: _shown(saved.get(cell.question_id)) for code, cell in cells.items()}
    at = f"{answer.saved_at.astimezone(clock.now().tzinfo):%H:%M}" if answer.saved_at else "刚刚"
    told = f"{answer.saved_by or '他人'}在{at}保存过这张调查表，下面仍是您填写的内容，请核对后再次保存"
    raise SheetEditedMeanwhile(told, theirs)


def _shown(cell: SurveyCell | None) -> str:
    if cell is None:
        return ""
    return amount_text(cell.value) if cell.value is not None else cell.text


def _compute_anew(answer: SurveyAnswer, cells: Mapping[str, SurveyCell]) -> None:
    """Compare with what the system computes now, not with what it did when the round was sent."""
    known = prefills(answer.round, {answer.body: [cell.question for cell in cells.values()]})
    for cell in cells.values():
        one = known[answer.body_id, cell.question_id]
        cell.computed, cell.computed_source, cell.computed_url = one.computed, one.computed_source, one.computed_url
        if one.previous is not None:
            cell.previous, cell.previous_period = one.previous, one.previous_period


def _kept(actor: Actor, answer: SurveyAnswer, cells: Mapping[str, SurveyCell]) -> None:
    for cell in cells.values():
        cell.value = None if cell.value is None else Decimal(cell.value)
    SurveyCell.objects.bulk_create(cell for cell in cells.values() if cell.pk is None)
    SurveyCell.objects.bulk_update([cell for cell in cells.values() if cell.pk is not None], KEPT)
    answer.revision += 1
    answer.saved_by, answer.saved_at = actor.name, clock.now()
    answer.save()
