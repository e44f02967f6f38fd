"""Surveys: sent, filled in, approved level by level, locked, corrected – state, audit, event, and who may not."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.metrics.access.surveys import visible_rounds, visible_sheets
from qingzhi.domains.metrics.actions.survey_deciding import (
    accept_sheet,
    approve_sheet,
    return_sheet,
    send_back_sheet,
    unlock_sheet,
)
from qingzhi.domains.metrics.actions.survey_figures import correct_answer
from qingzhi.domains.metrics.actions.survey_rounds import dun_round, lock_round, send_round
from qingzhi.domains.metrics.actions.survey_sheets import save_sheet, submit_sheet
from qingzhi.domains.metrics.models import Statistic, SurveyCell, SurveyFigure
from qingzhi.domains.metrics.queries.statistics import current_statistics
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.refusals.surveys import (
    NobodyToAsk,
    ReasonNeeded,
    RoundExists,
    RoundIsLocked,
    SamePerson,
    SheetEditedMeanwhile,
    SheetElsewhere,
    SheetIncomplete,
)
from qingzhi.domains.metrics.testing import make_statistic
from qingzhi.engine.messages.models import Message
from qingzhi.engine.tasks.models import WorkItem

from .survey_samples import (
    accepted,
    answers,
    checker,
    clerk,
    handed_in,
    make_prefecture,
    make_survey,
    office,
    sent,
    sheet_at,
    value,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_may")]
SENT_ON = date(2018, 5, 2)


def test_a_round_goes_to_every_body_prefilled_and_only_once(two):
    survey = make_survey()
    indicator = survey.versions.get().questions.get(code="a1").indicator
    make_statistic(indicator, "2016", 100, region=two[0].region)
    round_ = send_round(actor=office(), survey=survey, period="2017年")
    assert [one.body for one in round_.answers.all()] == list(two)
    cell = SurveyCell.objects.get(answer__body=two[0], question__code="a1")
    assert (cell.value, cell.previous, cell.previous_period) == (None, 100, "2016")
    items = WorkItem.objects.filter(kind="metrics.survey", closed_at=None)
    assert {item.body for item in items} == set(two) and items[0].due_on == round_.due_on > SENT_ON
    assert AuditEntry.objects.filter(action="metrics.send_survey").count() == 1
    with pytest.raises(RoundExists):
        send_round(actor=office(), survey=survey, period="2017")


def test_the_prefill_of_many_bodies_is_one_read(two, django_assert_max_num_queries):
    survey = make_survey()
    for number in range(3, 9):
        clerk(make_prefecture(number, f"第{number}州"))
    chief = office()
    with django_assert_max_num_queries(40):
        round_ = send_round(actor=chief, survey=survey, period="2017")
    assert round_.answers.count() == 8


@pytest.mark.parametrize(("period", "told"), [("2018", "还没有结束"), ("2017Q1", "年报"), ("去年", "看不懂时期")])
def test_a_period_that_cannot_be_asked_is_refused(two, period, told):
    with pytest.raises(ValueNotValid, match=told):
        send_round(actor=office(), survey=make_survey(), period=period)


def test_without_anybody_who_fills_in_nothing_is_sent():
    with pytest.raises(NobodyToAsk):
        send_round(actor=office(), survey=make_survey(), period="2017")


def test_a_draft_is_kept_twice_is_once_and_the_second_clerk_is_told(two):
    sent()
    sheet, other = sheet_at(two[0]), clerk(two[0], "colleague")
    saved = save_sheet(actor=clerk(two[0]), answer=sheet, typed={"a1": {"value": Decimal(7)}}, revision=0)
    assert (saved.state, saved.revision) == ("draft", 1)
    again = save_sheet(actor=clerk(two[0]), answer=sheet, typed={"a1": {"value": Decimal(7)}}, revision=0)
    assert again.revision == 1
    with pytest.raises(SheetEditedMeanwhile) as refused:
        save_sheet(actor=other, answer=sheet, typed={"a1": {"value": Decimal(8)}}, revision=0)
    assert refused.value.theirs["a1"] == "7" and "保存过" in refused.value.reason
    assert SurveyCell.objects.get(answer=sheet, question__code="a1").value == 7


def test_a_difference_needs_a_reason_and_a_sum_must_hold(two):
    survey = make_survey()
    make_statistic(survey.versions.get().questions.get(code="a1").indicator, "2016", 50, region=two[0].region)
    sent(survey)
    sheet = sheet_at(two[0])
    with pytest.raises(SheetIncomplete) as refused:
        submit_sheet(actor=clerk(two[0]), answer=sheet, typed=answers(a3=99, b1=None), revision=0)
    assert set(refused.value.faults) == {"a1", "b1"} and "授权量等于各项之和" in refused.value.faults["a1"]
    with pytest.raises(SheetIncomplete) as refused:
        submit_sheet(actor=clerk(two[0]), answer=sheet, typed=answers(), revision=0)
    assert "比上期数 50 件" not in refused.value.faults and set(refused.value.faults) == {"a1"}
    done = submit_sheet(actor=clerk(two[0]), answer=sheet, typed=answers("开展专项工作"), revision=0)
    assert (done.state, done.first_submitted_on) == ("submitted", SENT_ON)
    assert WorkItem.objects.filter(body=two[0], closed_at=None).count() == 0
    again = submit_sheet(actor=clerk(two[0]), answer=sheet, typed=answers("开展专项工作"), revision=0)
    assert again.revision == done.revision


def test_where_a_body_has_a_checker_the_sheet_goes_there_first(two):
    sent()
    boss = checker(two[0])
    done = handed_in(two[0])
    assert (
        done.state == "checking" and WorkItem.objects.filter(kind="metrics.survey.check", closed_at=None).count() == 1
    )
    with pytest.raises(PermitRefused):
        approve_sheet(actor=checker(two[1]), answer=done)
    with pytest.raises(ReasonNeeded):
        send_back_sheet(actor=boss, answer=done, reason=" ")
    assert send_back_sheet(actor=boss, answer=done, reason="请复核").state == "returned"
    assert handed_in(two[0]).state == "checking"
    assert approve_sheet(actor=boss, answer=done).state == "submitted"
    assert approve_sheet(actor=boss, answer=done).state == "submitted"
    assert AuditEntry.objects.filter(action="metrics.approve_survey").count() == 1


def test_nobody_approves_what_he_filled_in_himself(two):
    sent()
    checker(two[0], "boss")
    from qingzhi.base.identity.models import Grant, Role

    Grant.objects.create(role=Role.objects.get(code="filler"), permit="metrics.survey.approve", scope="body")
    done = handed_in(two[0])
    with pytest.raises(SamePerson):
        approve_sheet(actor=clerk(two[0]), answer=done)


def test_the_office_returns_with_a_reason_and_the_body_has_days_to_mend(two):
    sent()
    done = handed_in(two[0])
    back = return_sheet(actor=office(), answer=done, reason="b1 与台账不符")
    assert back.state == "returned" and back.return_reason == "b1 与台账不符"
    item = WorkItem.objects.get(kind="metrics.survey.mend")
    assert item.due_on is not None and item.due_on > SENT_ON
    with pytest.raises(SheetElsewhere):
        accept_sheet(actor=office(), answer=back)
    handed_in(two[0], b1=5)
    assert WorkItem.objects.filter(kind="metrics.survey.mend", closed_at=None).count() == 0


def test_locked_answers_become_statistics_that_open_to_the_sheet(two):
    round_ = sent()
    first, second = accepted(two[0]), accepted(two[1], a1=60, a2=10, a3=50)
    locked = lock_round(actor=office(), round=round_)
    assert locked.is_locked and value("630100") == 120 and value("630200") == 60
    assert value("630000") == 180  # the sum of all bodies
    statistic = Statistic.objects.get(region__code="630100", indicator__code="patents-granted")
    assert (
        "统计调查《市州知识产权统计年报》2017年" in statistic.source and statistic.survey_figures.get().answer == first
    )
    assert lock_round(actor=office(), round=round_).locked_at == locked.locked_at
    assert SurveyFigure.objects.filter(answer=second).count() == 2
    assert Statistic.objects.count() == 5


def test_a_part_is_no_whole_and_who_is_missing_is_marked(two):
    round_ = sent()
    accepted(two[0])
    with pytest.raises(RoundIsLocked, match="尚未届满"):
        lock_round(actor=office(), round=round_)
    with clock.fixed(datetime(2018, 8, 1, 9, 0)):
        lock_round(actor=office(), round=round_)
    assert sheet_at(two[1]).state == "missed" and not Statistic.objects.filter(region__code="630000").exists()
    assert WorkItem.objects.filter(closed_at=None).count() == 0


def test_a_waiting_sheet_stands_against_the_lock(two):
    round_ = sent()
    handed_in(two[0])
    with pytest.raises(RoundIsLocked, match="等待审核"):
        lock_round(actor=office(), round=round_)


def test_what_is_there_already_is_revised_or_confirmed(two):
    survey = make_survey()
    indicator = survey.versions.get().questions.get(code="a1").indicator
    make_statistic(indicator, "2017", 110, region=two[0].region)
    same = make_statistic(indicator, "2017", 120, region=two[1].region)
    round_ = sent(survey)
    accepted(two[0])
    accepted(two[1])
    lock_round(actor=office(), round=round_)
    newest = current_statistics(Statistic.objects.filter(region=two[0].region, indicator=indicator)).get()
    assert (
        newest.value == 120
        and newest.supersedes.value == 110
        and "原数 110 来自：测试统计年鉴" in newest.revision_reason
    )
    assert same.survey_figures.count() == 1 and not same.revisions.exists()


def test_unlocking_needs_a_reason_and_what_changes_is_a_dated_revision(two):
    round_ = sent()
    for body in two:
        accepted(body)
    lock_round(actor=office(), round=round_)
    sheet = sheet_at(two[0])
    with pytest.raises(ReasonNeeded):
        unlock_sheet(actor=office(), answer=sheet, reason="")
    with pytest.raises(PermitRefused):
        unlock_sheet(actor=clerk(two[0]), answer=sheet, reason="想改")
    assert unlock_sheet(actor=office(), answer=sheet, reason="漏报一家机构").state == "returned"
    assert AuditEntry.objects.get(action="metrics.unlock_survey").reason == "漏报一家机构"
    assert value("630100", "agencies") == 4
    with clock.fixed(datetime(2018, 6, 4, 9, 0)):
        accepted(two[0], b1=5)
        lock_round(actor=office(), round=round_)
        assert value("630100", "agencies") == 5
    assert sheet_at(two[0]).state == "locked"


def test_a_correction_after_the_lock_takes_statistic_and_sum_along(two):
    round_ = sent()
    for body in two:
        accepted(body)
    lock_round(actor=office(), round=round_)
    sheet = sheet_at(two[0])
    cell = sheet.cells.get(question__code="a1")
    made = correct_answer(actor=office(), cell=cell, value=Decimal(130), reason="重复计入", revision=sheet.revision)
    assert (made.old_value, made.new_value) == (120, 130) and value("630100") == 130 and value("630000") == 250
    newest = current_statistics(
        Statistic.objects.filter(region__code="630100", indicator__code="patents-granted")
    ).get()
    assert newest.revision_reason == "重复计入" and newest.survey_figures.get().answer == sheet
    with pytest.raises(SheetElsewhere):
        correct_answer(actor=office(), cell=cell, value=Decimal(131), reason="再改", revision=sheet.revision)
    with pytest.raises(ReasonNeeded):
        correct_answer(actor=office(), cell=cell, value=Decimal(131), reason="")


def test_who_is_late_is_reminded_once_a_day(two):
    round_ = sent()
    handed_in(two[0])
    assert dun_round(actor=office(), round=round_) == 0
    with clock.fixed(datetime(2018, 8, 1, 9, 0)):
        assert dun_round(actor=office(), round=round_) == 1
        assert dun_round(actor=office(), round=round_) == 0
        assert Message.objects.filter(kind="metrics.survey.dun").count() == 1
        assert sheet_at(two[1]).dun_count == 1
    with clock.fixed(datetime(2018, 8, 2, 9, 0)):
        assert dun_round(actor=office(), round=round_) == 1
    with pytest.raises(PermitRefused):
        dun_round(actor=clerk(two[0]), round=round_)


def test_a_body_sees_its_own_sheet_alone(two):
    sent()
    assert [one.body for one in visible_sheets(clerk(two[0]))] == [two[0]]
    assert visible_sheets(office()).count() == 2 and visible_rounds(clerk(two[1])).count() == 1
    with pytest.raises(PermitRefused):
        save_sheet(actor=clerk(two[0]), answer=sheet_at(two[1]), typed=answers(), revision=0)
