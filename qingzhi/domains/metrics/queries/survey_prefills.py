"""What a sheet is filled in with: what the system computes and what was said last time, for all bodies and questions in one read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qingzhi.base.identity.models import Body
from qingzhi.base.regions.queries import province

from ..models import SurveyCell, SurveyQuestion, SurveyRound
from ..rules.periods import Period, Span, read_period
from ..rules.survey_periods import compared_with
from ..terms import STATISTICS, IndicatorKind
from ..terms.surveys import AnswerState, Audience
from .values import Value, series_for


@dataclass(frozen=True)
class Prefill:
    """What is known of one answer before anybody writes it."""

    value: Decimal | None = None
    text: str = ""
    computed: Decimal | None = None
    computed_source: str = ""
    computed_url: str = ""
    previous: Decimal | None = None
    previous_period: str = ""


def figure_region(audience: str, question: SurveyQuestion, body: Body, home: str) -> str:
    """Of which division a body's answer speaks: its own; of a member, the province where it alone is asked; else of none."""
    if audience == Audience.PREFECTURES:
        return body.region.code
    return home if question.asked_of == [body.code] else ""


def prefills(round_: SurveyRound, asked: Mapping[Body, Iterable[SurveyQuestion]]) -> dict[tuple[int, int], Prefill]:
    """By (body, question); two queries for last time's answers and one read of all figures, however many bodies."""
    home, audience = province().code, round_.survey.audience
    period = read_period(round_.period)
    befores = {lasts: compared_with(round_.period, lasts=lasts) for lasts in (True, False)}
    last = _last_answers(round_, set(befores.values()), [body.pk for body in asked])
    first = min((read_period(one) for one in befores.values() if one), key=lambda one: one.first, default=period)
    wanted = [
        (body, question, figure_region(audience, question, body, home))
        for body, questions in asked.items()
        for question in questions
    ]
    series = _figures(wanted, first, period)
    found = {}
    for body, question, region in wanted:
        values = series.get((question.indicator.code, region), []) if question.indicator and region else []
        before = befores[_lasts(question)]
        answered = last.get((body.pk, question.code, before))
        found[body.pk, question.pk] = _prefill(question, values, answered, period, before)
    return found


def _lasts(question: SurveyQuestion) -> bool:
    return question.indicator is not None and question.indicator.kind == IndicatorKind.STOCK


def _figures(
    wanted: list[tuple[Body, SurveyQuestion, str]], first: Period, period: Period
) -> dict[tuple[str, str], list[Value]]:
    codes = {question.indicator.code for _, question, region in wanted if question.indicator and region}
    regions = {region for _, question, region in wanted if question.indicator and region}
    if not codes:
        return {}
    return series_for(codes, regions, first.first, period.last, every_span=True)


def _prefill(
    question: SurveyQuestion, values: list[Value], last: SurveyCell | None, period: Period, before: str
) -> Prefill:
    now = _of_period(question, values, period)
    then = _of_period(question, values, read_period(before)) if before else None
    previous = last.value if last else then.value if then else None
    computed = now if now and now.provider != STATISTICS else None
    value = now.value if now else None
    if value is None and _lasts(question):
        value = (
            previous  # what was there stays there until somebody says otherwise; what happened does not happen again
        )
    return Prefill(
        value=value,
        text=last.text if last else "",
        computed=computed.value if computed else None,
        computed_source=computed.source if computed else "",
        computed_url=(computed.records_url or "") if computed else "",
        previous=previous,
        previous_period=before if previous is not None else "",
    )


def _of_period(question: SurveyQuestion, values: list[Value], period: Period) -> Value | None:
    """The value of exactly that period; of what holds on a day also the one counted as of its last day."""
    stock = question.indicator is not None and question.indicator.kind != IndicatorKind.FLOW
    for one in reversed(values):
        exact = bool(one.period) and _same_days(one.period, period)
        as_of = stock and one.as_of == period.last and one.span in ("", Span.DAY)
        if exact or as_of or (not one.period and one.as_of == period.last and period.span is Span.YEAR):
            found = one.in_unit(question.unit)
            return found if found.value is not None else None
    return None


def _same_days(code: str, period: Period) -> bool:
    """Whether a period is the same by another name: 2018-01..06 is 2018H1."""
    found = read_period(code)
    return (found.first, found.last) == (period.first, period.last)


def _last_answers(round_: SurveyRound, periods: set[str], bodies: list[int]) -> dict[tuple[int, str, str], SurveyCell]:
    """What these bodies answered in earlier rounds, by body, question and period."""
    rows = SurveyCell.objects.filter(
        answer__round__survey=round_.survey_id, answer__round__period__in=periods - {""}, answer__body__in=bodies,
        answer__state__in=[AnswerState.ACCEPTED, AnswerState.LOCKED],
    )  # fmt: skip
    return {
        (one.answer.body_id, one.question.code, one.answer.round.period): one
        for one in rows.select_related("answer__round", "question")
    }
