"""Permits on surveys, and which rounds and sheets an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare
from qingzhi.base.permits.reach import reached

from ..models import LockedCell, Survey, SurveyAnswer, SurveyRound, SurveyVersion

declare("metrics.survey.view", "查看统计调查")
declare("metrics.survey.design", "拟订调查表式")
declare("metrics.survey.publish", "发布调查表式")
declare("metrics.survey.send", "下发统计调查和催报")
declare("metrics.survey.fill", "填报调查表")
declare("metrics.survey.approve", "审核本单位调查表")
declare("metrics.survey.accept", "审核各单位调查表")
declare("metrics.survey.lock", "锁定和解锁统计调查")
declare("metrics.survey.correct", "更正已锁定的调查表")


def visible_surveys(actor: Actor) -> QuerySet[Survey]:
    """Every survey, for all who may see surveys: what is asked is no secret."""
    return Survey.objects.all() if check(actor, "metrics.survey.view") else Survey.objects.none()


def visible_versions(actor: Actor) -> QuerySet[SurveyVersion]:
    """Published forms for all who may see surveys, drafts for those who prepare them."""
    rows = SurveyVersion.objects.select_related("survey")
    if check(actor, "metrics.survey.design"):
        return rows
    return rows.filter(state="published") if check(actor, "metrics.survey.view") else rows.none()


def visible_sheets(actor: Actor) -> QuerySet[SurveyAnswer]:
    """The sheets of the actor's body, of its region, or all."""
    rows = SurveyAnswer.objects.select_related("round__survey", "round__version", "body__region")
    return rows.filter(reached(actor, "metrics.survey.view"))


def visible_locked_cells(actor: Actor) -> QuerySet[LockedCell]:
    """The answers of the locked sheets among these."""
    rows = LockedCell.locked.select_related("question", "answer__round__survey", "answer__body__region")
    return rows.filter(reached(actor, "metrics.survey.view", body="answer__body", region="answer__body__region__code"))


def visible_rounds(actor: Actor) -> QuerySet[SurveyRound]:
    """The rounds in which there is a sheet that the actor sees."""
    sheets = SurveyAnswer.objects.filter(reached(actor, "metrics.survey.view"))
    return SurveyRound.objects.filter(pk__in=sheets.values("round")).select_related("survey", "version")
