"""One sheet as a page shows it: its lines with what they are compared to, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from qingzhi.base import clock

from ..models import Statistic, SurveyAnswer, SurveyCell, SurveyFigure, SurveyQuestion, SurveyRound
from ..rules.amounts import amount_text
from ..rules.periods import read_period
from ..rules.survey_checks import Finding, Said, findings, standing
from ..rules.survey_light import Light, days_late, light_of
from ..terms.surveys import AnswerState
from .survey_prefills import prefills
from .surveys import asked_of, bonds_of, questions_of, thresholds_for

UNANSWERED = [AnswerState.OWED, AnswerState.DRAFT, AnswerState.RETURNED, AnswerState.CHECKING]


@dataclass
class Line:
    """A question with its answer and what was found."""

    question: SurveyQuestion
    cell: SurveyCell
    findings: list[Finding] = field(default_factory=list)
    statistic_id: int | None = None

    @property
    def value_text(self) -> str:
        return "" if self.cell.value is None else amount_text(self.cell.value)

    @property
    def computed_text(self) -> str:
        return "" if self.cell.computed is None else amount_text(self.cell.computed)

    @property
    def previous_text(self) -> str:
        return "" if self.cell.previous is None else amount_text(self.cell.previous)

    @property
    def previous_label(self) -> str:
        return read_period(self.cell.previous_period).label if self.cell.previous_period else ""


@dataclass
class Sheet:
    """All lines of a sheet, and what stands against handing it in."""

    answer: SurveyAnswer
    lines: list[Line]
    faults: dict[str, str]

    @property
    def numbers(self) -> list[Line]:
        """The lines that ask for a number."""
        return [line for line in self.lines if line.question.is_number]

    @property
    def texts(self) -> list[Line]:
        """The lines that ask for words."""
        return [line for line in self.lines if not line.question.is_number]

    @property
    def explained(self) -> list[Line]:
        """The lines that differ from something, with what was said of it."""
        return [line for line in self.lines if line.findings]


def sheet_of(
    answer: SurveyAnswer, typed: Mapping[str, Said] | None = None, *, cells: Mapping[int, SurveyCell] | None = None
) -> Sheet:
    """The sheet as saved or, with `typed` (by question) or other `cells`, as it would be."""
    questions = questions_of(answer.round.version, answer.body)
    cells = {cell.question_id: cell for cell in answer.cells.all()} if cells is None else cells
    lines = [Line(one, cells.get(one.pk) or SurveyCell(answer=answer, question=one)) for one in questions]
    said = {line.question.code: said_of(line.cell) for line in lines} | dict(typed or {})
    bonds = bonds_of(answer.round.version, {one.code for one in questions})
    found = findings(asked_of(questions), said, bonds, thresholds_for(answer.round.survey, answer.round.opens_on))
    became = dict(SurveyFigure.objects.filter(answer=answer.pk).order_by("pk").values_list("question", "statistic"))
    for line in lines:
        line.findings = [one for one in found if one.code == line.question.code]
        line.statistic_id = became.get(line.question.pk)
    return Sheet(answer, lines, standing(found, said))


def fresh_sheet(answer: SurveyAnswer) -> Sheet:
    """The sheet beside what the system computes now, not what it did when the round was sent; nothing is written."""
    questions = questions_of(answer.round.version, answer.body)
    cells = {cell.question_id: cell for cell in answer.cells.all()}
    known = prefills(answer.round, {answer.body: questions})
    untouched = answer.state == AnswerState.OWED
    for question in questions:
        one = known[answer.body_id, question.pk]
        cell = cells.setdefault(question.pk, SurveyCell(answer=answer, question=question))
        cell.computed, cell.computed_source, cell.computed_url = one.computed, one.computed_source, one.computed_url
        if untouched and cell.value is None:
            cell.value = one.value
    return sheet_of(answer, cells=cells)


def said_of(cell: SurveyCell) -> Said:
    """A saved answer as the checks see it."""
    return Said(cell.value, cell.text, cell.reason, cell.computed, cell.previous)


def sheet_light(answer: SurveyAnswer) -> Light:
    """A sheet's light today."""
    return light_of(answer.state, answer.due_on, answer.first_submitted_on, clock.today())


def sheet_days_late(answer: SurveyAnswer) -> int:
    """How many days it is or was late."""
    return days_late(answer.state, answer.due_on, answer.first_submitted_on, clock.today())


def figures_behind(statistic: Statistic) -> QuerySet[SurveyFigure]:
    """The sheets (or rounds) that a statistic is from, or that confirmed it."""
    return SurveyFigure.objects.filter(statistic=statistic).select_related("answer__body").order_by("pk")


def with_counts(rounds: QuerySet[SurveyRound]) -> QuerySet[SurveyRound]:
    """The rounds with how many sheets they have, how many came, how many are accepted or locked."""
    came = Q(answers__state__in=[AnswerState.SUBMITTED, AnswerState.ACCEPTED, AnswerState.LOCKED])
    done = Q(answers__state__in=[AnswerState.ACCEPTED, AnswerState.LOCKED])
    return rounds.annotate(
        sheets=Count("answers"), came=Count("answers", filter=came), done=Count("answers", filter=done)
    )


def open_rounds() -> QuerySet[SurveyRound]:
    """The rounds that are not locked, with how many sheets are late and how many wait for the office."""
    late = Q(answers__state__in=UNANSWERED, answers__due_on__lt=clock.today())
    waiting = Q(answers__state=AnswerState.SUBMITTED)
    rounds = SurveyRound.objects.filter(locked_at=None).select_related("survey").order_by("due_on", "pk")
    return rounds.annotate(late=Count("answers", filter=late), waiting=Count("answers", filter=waiting))


def counts_of(round_: SurveyRound) -> dict[str, int]:
    """How many sheets of a round stand where; every state has its count."""
    found = dict(SurveyAnswer.objects.filter(round=round_).values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in AnswerState}


def late_sheets(round_: SurveyRound) -> QuerySet[SurveyAnswer]:
    """Who has not answered a round whose day is over, the longest reminded first."""
    rows = SurveyAnswer.objects.filter(round=round_, state__in=UNANSWERED, due_on__lt=clock.today())
    return rows.select_related("body__subject", "body__region", "round__survey").order_by("pk")
