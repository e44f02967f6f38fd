"""Locked answers become statistics, or revisions of them; an answer that is corrected later takes its statistic along."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import province

from ..events.surveys import AnswerCorrected
from ..models import (
    Statistic,
    SurveyAnswer,
    SurveyCell,
    SurveyCorrection,
    SurveyFigure,
    SurveyQuestion,
    SurveyRound,
)
from ..queries.statistics import current_statistics
from ..queries.survey_prefills import figure_region
from ..refusals import ValueNotValid
from ..refusals.surveys import ReasonNeeded, SheetElsewhere
from ..rules.amounts import amount_text, in_unit
from ..rules.survey_flow import MoveNotOpen, moved
from ..terms.surveys import AnswerState, Rollup
from .statistics import enter_statistic, revise_statistic


@dataclass(frozen=True)
class Said:
    """A figure that a survey says: of one sheet or, without one, of all bodies together."""

    question: SurveyQuestion
    region: str
    value: Decimal
    answer: SurveyAnswer | None
    note: str


def tell_figures(actor: Actor, round_: SurveyRound, answers: Iterable[int], reason: str = "") -> int:
    """Let the locked answers of these sheets speak, and the sums over all sheets; how many figures there are."""
    said = [*_of_sheets(round_, set(answers)), *_sums(round_)]
    regions = {one.code: one for one in Region.objects.filter(code__in={one.region for one in said})}
    there = _there(round_, said)
    for one in said:
        assert one.question.indicator is not None
        held = there.get((one.question.indicator_id or 0, one.region))
        statistic = _statistic(actor, round_, one, held, regions[one.region], reason)
        SurveyFigure.objects.get_or_create(
            round=round_, question=one.question, statistic=statistic, defaults={"answer": one.answer}
        )
    return len(said)


def source_of(round_: SurveyRound) -> str:
    """How a figure names the survey that it is from."""
    return f"统计调查《{round_.survey.title}》{round_.period_label}（第 {round_.version.number} 版表式）"


@transaction.atomic
def correct_answer(
    *, actor: Actor, cell: SurveyCell, value: Decimal, reason: str, revision: int | None = None
) -> SurveyCorrection:
    """Correct an answer of a locked sheet 「更正」, dated and with its reason; its statistic is revised with it."""
    cell = SurveyCell.objects.select_for_update(of=("self",)).select_related("question__indicator").get(pk=cell.pk)
    rows = SurveyAnswer.objects.select_for_update(of=("self",))
    answer = rows.select_related("round__survey", "round__version", "body__region").get(pk=cell.answer_id)
    require(actor, "metrics.survey.correct", body_id=answer.body_id, region_code=answer.body.region.code)
    try:
        moved("correct", answer.state)
    except MoveNotOpen as error:
        raise SheetElsewhere(str(error)) from None
    if revision is not None and answer.revision != revision:
        raise SheetElsewhere("这张调查表刚刚已被更正，请刷新后核对")
    if not reason.strip():
        raise ReasonNeeded("更正须写明理由")
    if not cell.question.is_number or value == cell.value:
        raise ValueNotValid("更正没有改变数值", "value")
    made = SurveyCorrection.objects.create(
        cell=cell,
        old_value=cell.value,
        new_value=value,
        reason=reason.strip()[:300],
        corrected_by=actor.name,
        corrected_at=clock.now(),
    )
    old, cell.value = cell.value, value
    cell.save(update_fields=["value"])
    answer.revision += 1
    answer.save(update_fields=["revision"])
    changes = {cell.question.code: (old, value)}
    record(actor, "metrics.correct_survey_answer", answer, changes=changes, reason=made.reason)
    if cell.question.indicator_id:
        tell_figures(actor, answer.round, [answer.pk], made.reason)
    publish(AnswerCorrected(correction_id=made.pk, answer_id=answer.pk))
    return made


def _of_sheets(round_: SurveyRound, answers: set[int]) -> list[Said]:
    home = province().code
    cells = SurveyCell.objects.filter(
        answer__in=answers, answer__state=AnswerState.LOCKED, question__indicator__isnull=False, value__isnull=False
    )
    found = []
    for cell in cells.select_related("answer__body__region", "question__indicator").order_by("pk"):
        region = figure_region(round_.survey.audience, cell.question, cell.answer.body, home)
        if region and cell.value is not None:
            note = f"{cell.answer.body.name}填报" + (f"；差异说明：{cell.reason}" if cell.reason else "")
            found.append(Said(cell.question, region, cell.value, cell.answer, note))
    return found


def _sums(round_: SurveyRound) -> list[Said]:
    """The province's figures: only where every body that is asked has been locked; a part is no whole."""
    home, found = province().code, []
    locked = SurveyAnswer.objects.filter(round=round_, state=AnswerState.LOCKED).count()
    asked = SurveyAnswer.objects.filter(round=round_).count()
    questions = round_.version.questions.filter(rollup=Rollup.SUM, indicator__isnull=False).select_related("indicator")
    rows = SurveyCell.objects.filter(question__in=questions, answer__round=round_)
    given: dict[int, list[Decimal | None]] = {}
    for question_id, value, state in rows.values_list("question", "value", "answer__state"):
        given.setdefault(question_id, []).append(value if state == AnswerState.LOCKED else None)
    for question in questions:
        values = given.get(question.pk, [])
        told = [one for one in values if one is not None]
        if told and len(told) == len(values):
            note = f"{len(told)} 个单位填报数之和" + (f"（全部 {asked} 个单位）" if locked == asked else "")
            found.append(Said(question, home, sum(told, Decimal(0)), None, note))
    return found


def _there(round_: SurveyRound, said: list[Said]) -> dict[tuple[int, str], Statistic]:
    """The newest statistics of the same indicators, divisions and period, in one query."""
    rows = Statistic.objects.filter(
        indicator__in={one.question.indicator_id for one in said},
        region__code__in={one.region for one in said},
        period=round_.period,
    )
    current = current_statistics(rows).select_related("indicator", "region").order_by("known_from", "id")
    return {(one.indicator_id, one.region.code): one for one in current}


def _statistic(
    actor: Actor, round_: SurveyRound, said: Said, held: Statistic | None, region: Region, reason: str
) -> Statistic:
    indicator = said.question.indicator
    assert indicator is not None
    source = source_of(round_)
    if held is None:
        return enter_statistic(
            actor=actor,
            indicator=indicator,
            region=region,
            period=round_.period,
            value=said.value,
            unit=said.question.unit,
            source=source,
            source_quote=said.note,
            published_on=clock.today(),
        )
    if held.value == in_unit(said.value, said.question.unit, indicator.unit):
        return held
    return revise_statistic(
        actor=actor,
        statistic=held,
        value=said.value,
        unit=said.question.unit,
        source=source,
        source_quote=said.note,
        reason=reason or f"{source}锁定，原数 {amount_text(held.value)} 来自：{held.source}"[:300],
    )
