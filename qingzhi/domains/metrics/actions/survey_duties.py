"""What surveys ask of bodies, as work items 「待办」 in the one inbox."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.engine.limits.queries import due
from qingzhi.engine.tasks.actions import NewItem, close_items, close_items_about, open_item, open_items
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome, Priority

from ..models import SurveyAnswer, SurveyRound

FILL = work_kind("metrics.survey", "统计调查填报", verb="填报", icon="edit").code
CHECK = work_kind("metrics.survey.check", "统计调查审核", verb="审核", icon="check").code
MEND = work_kind("metrics.survey.mend", "统计调查补正", verb="补正", icon="edit").code
DUE, RETURNED = "metrics.survey.due", "metrics.survey.return"


def due_by(code: str, start: date) -> tuple[date, list[str]]:
    """When a limit that begins on a day is due, and how that was counted."""
    found = due(code, start)
    assert found.on is not None  # limits of surveys are never suspended
    return found.on, found.explain()


def ask_for_answers(actor: Actor, round_: SurveyRound, answers: Sequence[SurveyAnswer]) -> None:
    """Open the duty to answer for every sheet of a round, in bulk."""
    asked = [
        NewItem(
            title=f"填报{round_}",
            url=reverse("metrics:fill_sheet", args=[answer.pk]),
            body=answer.body,
            subject=answer,
            due_on=answer.due_on,
            due_explained=round_.due_explained.splitlines(),
            lead_region=answer.body.region.code,
        )
        for answer in answers
    ]
    open_items(actor=actor, kind=FILL, items=asked, about=round_)


def ask_for_check(actor: Actor, answer: SurveyAnswer) -> None:
    """Open the duty of the body's own check."""
    open_item(
        actor=actor,
        kind=CHECK,
        title=f"审核{answer.round}",
        url=reverse("metrics:sheet", args=[answer.pk]),
        body=answer.body,
        subject=answer,
        due_on=max(answer.due_on, clock.today()),
    )


def ask_for_mending(actor: Actor, answer: SurveyAnswer) -> None:
    """Open the duty to mend a sheet that came back, due by its own limit."""
    due_on, explained = due_by(RETURNED, clock.today())
    answer.due_on = max(answer.due_on, due_on)
    open_item(
        actor=actor,
        kind=MEND,
        title=f"补正{answer.round}",
        url=reverse("metrics:fill_sheet", args=[answer.pk]),
        body=answer.body,
        subject=answer,
        due_on=answer.due_on,
        due_explained=explained,
        priority=Priority.URGENT,
    )


def close_duties(actor: Actor, answer: SurveyAnswer) -> None:
    """Close what was asked about a sheet: it was done."""
    close_items(actor=actor, subject=answer)


def cancel_duties(actor: Actor, round_: SurveyRound, answers: Sequence[SurveyAnswer]) -> None:
    """Close what was asked about the sheets that are missing when their round is locked, in bulk."""
    reason = f"“{round_}”已锁定"
    close_items_about(actor=actor, subjects=answers, outcome=Outcome.CANCELLED, reason=reason, about=round_)
