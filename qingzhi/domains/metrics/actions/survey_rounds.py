"""Sending a round to its bodies, reminding who has not answered, locking it."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.kinds import message_kind

from ..events.surveys import BodiesDunned, SurveyLocked, SurveySent
from ..models import Survey, SurveyAnswer, SurveyCell, SurveyRound
from ..queries.survey_prefills import prefills
from ..queries.survey_sheets import late_sheets
from ..queries.surveys import bodies_asked, form_in_force, questions_of
from ..refusals import ValueNotValid
from ..refusals.surveys import NobodyToAsk, RoundExists, RoundIsLocked
from ..rules.periods import Period, PeriodNotUnderstood, read_period
from ..rules.survey_flow import OUTSTANDING
from ..terms.surveys import AnswerState, SurveySpan
from .survey_duties import DUE, ask_for_answers, cancel_duties, due_by
from .survey_figures import tell_figures

DUN = message_kind("metrics.survey.dun", "统计调查催报", channels=("email", "sms")).code
BATCH = 500


@transaction.atomic
def send_round(*, actor: Actor, survey: Survey, period: str, due_on: date | None = None) -> SurveyRound:
    """Send a survey for a period to all its bodies 「下发调查」, each sheet filled in with what is known.

    Without a day of its own it is due by the limit `metrics.survey.due`, counted from today. Twice is refused.
    """
    require(actor, "metrics.survey.send")
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    found, today = _period(survey, period), clock.today()
    version = form_in_force(survey, today)
    if version is None:
        raise ValueNotValid(f"“{survey}”还没有已启用的表式，请先发布")
    explained = [f"报送期限由省局定为 {due_on}"]
    if due_on is None:
        due_on, explained = due_by(DUE, today)
    if due_on < today:
        raise ValueNotValid("报送期限不能早于今天", "due_on")
    round_ = SurveyRound(
        survey=survey, version=version, period=found.code, last_day=found.last, opens_on=today, due_on=due_on,
        due_explained="\n".join(explained), opened_by=actor.name,
    )  # fmt: skip
    try:
        with transaction.atomic():
            round_.save()
    except IntegrityError:
        raise RoundExists(f"“{survey}”{found.label}的调查已经下发，请勿重复") from None
    answers = _sheets(round_)
    record(actor, "metrics.send_survey", round_, changes={"period": ("", found.code), "sheets": (0, len(answers))})
    ask_for_answers(actor, round_, answers)
    publish(SurveySent(round_id=round_.pk, sheets=len(answers)))
    return round_


def _sheets(round_: SurveyRound) -> list[SurveyAnswer]:
    """A sheet for every body that is asked anything, with what is known of each answer."""
    every = questions_of(round_.version)
    asked = {body: [one for one in every if one.asks(body)] for body in bodies_asked(round_.survey.audience)}
    asked = {body: questions for body, questions in asked.items() if questions}
    if not asked:
        raise NobodyToAsk("没有可以填报的单位：请先为调查对象任命填报人员")
    known = prefills(round_, asked)
    rows = [SurveyAnswer(round=round_, body=body, due_on=round_.due_on) for body in asked]
    answers = SurveyAnswer.objects.bulk_create(rows, batch_size=BATCH)
    cells = []
    for answer in answers:
        for question in asked[answer.body]:
            one = known[answer.body_id, question.pk]
            cells.append(SurveyCell(answer=answer, question=question, **vars(one)))
    SurveyCell.objects.bulk_create(cells, batch_size=BATCH)
    return answers


@transaction.atomic
def dun_round(*, actor: Actor, round: SurveyRound, answers: Iterable[int] | None = None) -> int:
    """Remind the bodies that are late 「催报」 (all, or those of these sheets); how many. Once a day each, however often it is asked."""
    require(actor, "metrics.survey.send")
    today = clock.today()
    rows = late_sheets(round).exclude(dunned_on=today)
    if answers is not None:
        rows = rows.filter(pk__in=list(answers))
    reminded = list(rows.select_for_update(of=("self",)))
    for answer in reminded:
        days = (today - answer.due_on).days
        send(
            actor=actor,
            recipient=answer.body,
            kind=DUN,
            key=f"{DUN}:{answer.pk}:{today}",
            title=f"请尽快报送{answer.round}",
            text=f"{answer.round}的报送期限为 {answer.due_on}，贵单位已逾期 {days} 天，请尽快填报。",
            url=reverse("metrics:sheet", args=[answer.pk]),
        )
        answer.dunned_on, answer.dun_count = today, answer.dun_count + 1
        answer.save(update_fields=["dunned_on", "dun_count"])
    if reminded:
        names = "、".join(answer.body.short_name for answer in reminded)
        record(actor, "metrics.dun_survey", round, changes={"dunned": (0, len(reminded))}, reason=names[:500])
        publish(BodiesDunned(round_id=round.pk, bodies=len(reminded)))
    return len(reminded)


@transaction.atomic
def lock_round(*, actor: Actor, round: SurveyRound) -> SurveyRound:
    """Lock what is accepted 「锁定」: it becomes statistics, and who has not answered is missing for good.

    A round that is locked takes in sheets that were unlocked and accepted again; with none waiting nothing changes.
    """
    require(actor, "metrics.survey.lock")
    rows = SurveyRound.objects.select_for_update(of=("self",)).select_related("survey", "version")
    round_ = rows.get(pk=round.pk)
    answers = list(SurveyAnswer.objects.filter(round=round_).select_for_update().order_by("pk"))
    waiting = [one for one in answers if one.state in (AnswerState.SUBMITTED, AnswerState.CHECKING)]
    accepted = [one for one in answers if one.state == AnswerState.ACCEPTED]
    missing = [one for one in answers if one.state in OUTSTANDING]
    if round_.is_locked and not accepted:
        return round_
    if waiting:
        raise RoundIsLocked(f"还有 {len(waiting)} 张调查表等待审核，全部认可或退回后才能锁定")
    if not round_.is_locked and missing and round_.due_on >= clock.today():
        raise RoundIsLocked(f"报送期限 {round_.due_on} 尚未届满，还有 {len(missing)} 个单位未报，不能锁定")
    now = clock.now()
    SurveyAnswer.objects.filter(pk__in=[one.pk for one in accepted]).update(state=AnswerState.LOCKED, locked_at=now)
    if not round_.is_locked:
        SurveyAnswer.objects.filter(pk__in=[one.pk for one in missing]).update(state=AnswerState.MISSED)
        cancel_duties(actor, round_, missing)
        changes = changed(round_, locked_at=now, locked_by=actor.name)
        round_.save(update_fields=list(changes))
    figures = tell_figures(actor, round_, [one.pk for one in accepted])
    record(
        actor,
        "metrics.lock_survey",
        round_,
        changes={"locked": (0, len(accepted)), "missing": (0, len(missing)), "figures": (0, figures)},
    )
    publish(SurveyLocked(round_id=round_.pk, figures=figures))
    return round_


def _period(survey: Survey, text: str) -> Period:
    try:
        found = read_period(text)
    except PeriodNotUnderstood as error:
        raise ValueNotValid(str(error), "period") from None
    if found.span.value != survey.span:
        raise ValueNotValid(f"“{survey}”是{SurveySpan(survey.span).label}，不能按{found.label}下发", "period")
    if found.last > clock.today():
        raise ValueNotValid(f"{found.label}还没有结束，不能下发", "period")
    return found
