"""Reporting: the walking path, and what is refused."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.plan.actions.closing import complete_task
from qingzhi.domains.plan.actions.deciding import accept_report, accept_reports, return_report, take_progress
from qingzhi.domains.plan.actions.reports import revise_report, save_draft, submit_report
from qingzhi.domains.plan.actions.rounds import complete_round, lock_period
from qingzhi.domains.plan.models import PlanTask, ProgressReport
from qingzhi.domains.plan.refusals import (
    EditedMeanwhile,
    EvidenceMissing,
    ReportIncomplete,
    ReportNotMovable,
    RoundExists,
    RoundLocked,
)
from qingzhi.domains.plan.testing import tracking as make
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(TODAY):
        make.set_up_reference()
        yield


@pytest.fixture
def office():
    return make.make_actor("planning_office")


@pytest.fixture
def task():
    return make.make_task(expected_evidence="统计报表")


@pytest.fixture
def contact(task):
    return make.make_actor("member_contact", task.lead)


@pytest.fixture
def report(office, task):
    make.make_round(office)
    return ProgressReport.objects.get(task=task)


def hand_in(contact, report, **more):
    values = {"text": "已完成走访 12 家企业", "percent": 40, "evidence": [make.make_file()], **more}
    return submit_report(actor=contact, report=report, **values)


def test_opening_a_round_gives_every_open_task_a_duty_in_the_inbox(office, task):
    make.make_task(done_on=date(2018, 3, 1))
    make.make_task(opened_on=date(2018, 7, 2))
    round_ = make.make_round(office)
    assert list(round_.reports.values_list("task", "state", "due_on")) == [(task.pk, "owed", date(2018, 7, 13))]
    item = WorkItem.objects.get(kind="plan.report")
    assert (item.body_id, item.due_on, item.closed_at) == (task.lead_id, date(2018, 7, 13), None)
    assert EventRow.objects.get(name="plan.round_opened").payload["report_count"] == 1


def test_the_due_date_comes_from_the_limit_table_and_is_explained(office, task):
    round_ = make.make_round(office, due_on=None)
    assert round_.due_on == date(2018, 7, 16)
    assert "工作日" in round_.due_explained


def test_a_round_is_opened_once_and_completed_without_doubles(office, task):
    round_ = make.make_round(office)
    with pytest.raises(RoundExists):
        make.make_round(office)
    make.make_task()
    assert complete_round(actor=office, round=round_) == 1
    assert complete_round(actor=office, round=round_) == 0


def test_report_is_kept_handed_in_returned_mended_and_accepted(office, contact, report):
    save_draft(actor=contact, report=report, text="正在办")
    report.refresh_from_db()
    assert (report.state, report.version) == ("draft", 1)
    assert PlanTask.objects.get(pk=report.task_id).started_on == TODAY

    hand_in(contact, report, version=1)
    assert not WorkItem.objects.filter(closed_at=None).exists()

    return_report(actor=office, report=report, reason="缺少加盖公章的统计报表")
    report.refresh_from_db()
    assert (report.state, report.due_on) == ("returned", date(2018, 7, 9))
    assert WorkItem.objects.get(closed_at=None).kind == "plan.report.mend"

    hand_in(contact, report, text="已补充报表")
    accept_report(actor=office, report=report)
    report.refresh_from_db()
    assert (report.state, report.first_submitted_on, report.returns.count()) == ("accepted", TODAY, 1)
    assert (report.task.percent, report.task.reported_on) == (40, TODAY)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"plan.save_report", "plan.submit_report", "plan.return_report", "plan.accept_report"} <= actions
    names = set(EventRow.objects.values_list("name", flat=True))
    assert {"plan.report_submitted", "plan.report_returned", "plan.report_accepted"} <= names


def test_double_submission_is_harmless(contact, report):
    hand_in(contact, report, version=0)
    hand_in(contact, report, version=0)
    assert AuditEntry.objects.filter(action="plan.submit_report").count() == 1


def test_two_clerks_at_once_second_sees_what_the_first_saved(contact, report):
    save_draft(actor=contact, report=report, version=0, text="甲写的")
    with pytest.raises(EditedMeanwhile) as refused:
        save_draft(actor=contact, report=report, version=0, text="乙写的")
    assert refused.value.theirs["text"] == "甲写的"


def test_two_reviewers_at_once_second_is_told(office, contact, report):
    hand_in(contact, report)
    accept_report(actor=office, report=report)
    with pytest.raises(ReportNotMovable, match="已经认可"):
        return_report(actor=office, report=report, reason="缺材料")


def test_somebody_else_may_neither_write_nor_decide(report, contact):
    stranger = make.make_actor("member_contact")
    with pytest.raises(PermitRefused, match="其他单位"):
        submit_report(actor=stranger, report=report, text="办了", percent=1)
    hand_in(contact, report)
    with pytest.raises(PermitRefused):
        accept_report(actor=contact, report=report)


def test_an_incomplete_report_names_its_fields_and_changes_nothing(contact, report):
    with pytest.raises(ReportIncomplete) as refused:
        submit_report(actor=contact, report=report, text="", percent=100)
    assert set(refused.value.faults) == {"text", "evidence"}
    report.refresh_from_db()
    assert (report.state, report.percent) == ("owed", None)


def test_progress_without_evidence_is_accepted_only_with_a_reason(office, contact, report):
    hand_in(contact, report, evidence=[])
    with pytest.raises(EvidenceMissing, match="未附佐证"):
        accept_report(actor=office, report=report)
    accept_report(actor=office, report=report, note="现场核实")
    report.refresh_from_db()
    assert report.state == "accepted"


def test_a_batch_accepts_what_it_may_and_says_why_not_the_rest(office, contact, report):
    other = make.make_task(lead=report.body, expected_evidence="照片")
    complete_round(actor=office, round=report.round)
    bare = ProgressReport.objects.get(task=other)
    hand_in(contact, report)
    hand_in(contact, bare, evidence=[])
    accepted, left = accept_reports(actor=office, reports=[report, bare])
    assert accepted == 1
    assert [(one.pk, "未附佐证" in why) for one, why in left] == [(bare.pk, True)]


def test_a_locked_round_changes_only_by_dated_revision(office, contact, report):
    hand_in(contact, report)
    with clock.fixed(date(2018, 7, 20)):
        with pytest.raises(RoundLocked, match="等待审核"):
            lock_period(actor=office, round=report.round)
        accept_report(actor=office, report=report)
        lock_period(actor=office, round=report.round)
        lock_period(actor=office, round=report.round)
        with pytest.raises(ReportNotMovable, match="已锁定"):
            save_draft(actor=contact, report=report, text="改")
        revision = revise_report(actor=office, report=report, reason="统计口径更正", percent=35)
    assert (revision.old_values, revision.new_values) == ({"percent": 40}, {"percent": 35})
    report.refresh_from_db()
    assert (report.percent, report.task.percent) == (35, 35)
    assert AuditEntry.objects.filter(action="plan.lock_round").count() == 1


def test_what_was_never_handed_in_is_missed_once_the_round_is_locked(office, report):
    with clock.fixed(date(2018, 7, 20)):
        lock_period(actor=office, round=report.round)
    report.refresh_from_db()
    assert report.state == "missed"
    assert not WorkItem.objects.filter(closed_at=None).exists()


def test_a_round_is_not_locked_before_it_is_due(office, report):
    with pytest.raises(RoundLocked, match="尚未届满"):
        lock_period(actor=office, round=report.round)


def test_a_completed_task_owes_nothing_more(office, report):
    complete_task(actor=office, task=report.task, note="通过验收")
    report.refresh_from_db()
    assert report.state == "waived"
    assert not WorkItem.objects.filter(closed_at=None).exists()


def test_the_task_s_progress_is_always_that_of_its_last_accepted_report(task):
    first = make.make_bare_round(period_from=date(2018, 1, 1), period_to=date(2018, 3, 31))
    second = make.make_bare_round()
    at = clock.now()
    make.make_report(task, second, state="accepted", percent=50, submitted_at=at)
    make.make_report(task, first, state="accepted", percent=20, submitted_at=at)
    take_progress(task.pk)
    task.refresh_from_db()
    assert (task.percent, task.reported_on) == (50, TODAY)
