"""Milestones: finished by the lead body with evidence, reopened by the office with a reason, counted on the board."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.access import may_read
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.plan.actions.closing import complete_task
from qingzhi.domains.plan.actions.milestones import finish_milestone, reopen_milestone, set_milestones
from qingzhi.domains.plan.models import DunningNotice, Milestone, PlanTask, ProgressReport
from qingzhi.domains.plan.queries.boards import inaction_board
from qingzhi.domains.plan.queries.dunning import matters_to_dun
from qingzhi.domains.plan.refusals import (
    AlreadyRecorded,
    DivisionNotSound,
    EvidenceMissing,
    ReasonMissing,
    TaskClosed,
    ValueNotValid,
)
from qingzhi.domains.plan.testing import tracking as make
from qingzhi.domains.plan.tests.test_tracking_pages import signed_in
from qingzhi.engine.tasks.queries import inaction_board as idle_board

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 20)


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(TODAY):
        make.set_up_reference()
        yield


@pytest.fixture
def office():
    return make.make_actor("planning_office")


@pytest.fixture
def step(office):
    task = make.make_task()
    set_milestones(actor=office, task=task, milestones=[("完成调研", date(2018, 6, 1)), ("印发方案", date(2018, 9, 1))])
    return task.milestones.get(title="完成调研")


@pytest.fixture
def contact(step):
    return make.make_actor("member_contact", step.task.lead)


def test_the_lead_finishes_it_and_the_office_reopens_it(office, contact, step):
    file = make.make_file("调研报告.pdf")
    finish_milestone(actor=contact, milestone=step, done_on=date(2018, 7, 18), evidence=[file])
    finish_milestone(actor=contact, milestone=step, done_on=date(2018, 7, 18))
    step.refresh_from_db()
    step.task.refresh_from_db()
    assert (step.done_on, step.task.started_on) == (date(2018, 7, 18), TODAY)
    entry = AuditEntry.objects.get(action="plan.finish_milestone")
    assert (entry.changes["done_on"], entry.changes["evidence"]) == ([None, "2018-07-18"], [[], ["调研报告.pdf"]])
    happened = EventRow.objects.get(name="plan.milestone_finished").payload
    assert happened == {"task_id": step.task_id, "milestone_id": step.pk, "on": "2018-07-18"}
    assert may_read(contact, file) and may_read(office, file)
    assert not may_read(make.make_actor("member_contact"), file)
    with pytest.raises(AlreadyRecorded, match="重新打开"):
        finish_milestone(actor=contact, milestone=step, done_on=date(2018, 7, 19), evidence=[file])
    reopen_milestone(actor=office, milestone=step, reason="报告没有盖章")
    reopen_milestone(actor=office, milestone=step, reason="报告没有盖章")
    step.refresh_from_db()
    assert step.done_on is None
    assert AuditEntry.objects.get(action="plan.reopen_milestone").reason == "节点“完成调研”：报告没有盖章"
    assert EventRow.objects.filter(name="plan.milestone_reopened").count() == 1
    assert [one.done_on for one in step.steps.all()] == [date(2018, 7, 18), None]
    assert may_read(contact, file), "the evidence stays with the step that brought it"


def test_what_is_refused(office, contact, step):
    other = make.make_actor("member_contact")
    for actor in (other, make.make_actor("leader")):
        with pytest.raises(PermitRefused):
            finish_milestone(actor=actor, milestone=step, note="已完成")
    with pytest.raises(PermitRefused):
        reopen_milestone(actor=contact, milestone=step, reason="弄错了")
    with pytest.raises(EvidenceMissing):
        finish_milestone(actor=contact, milestone=step)
    for wrong in (TODAY + timedelta(days=1), date(2017, 12, 31)):
        with pytest.raises(ValueNotValid):
            finish_milestone(actor=contact, milestone=step, done_on=wrong, note="已完成")
    with pytest.raises(ReasonMissing):
        reopen_milestone(actor=office, milestone=step, reason=" ")
    finish_milestone(actor=contact, milestone=step, note="会议形式完成，没有材料")
    with pytest.raises(DivisionNotSound, match="不能删除"):
        set_milestones(actor=office, task=step.task, milestones=[("印发方案", date(2018, 9, 1))])
    with pytest.raises(DivisionNotSound, match="不能重复"):
        set_milestones(actor=office, task=step.task, milestones=[("完成调研", date(2018, 9, 1))] * 2)
    complete_task(actor=office, task=step.task, note="全部完成")
    with pytest.raises(TaskClosed):
        reopen_milestone(actor=office, milestone=step, reason="报告没有盖章")


def test_a_finished_milestone_keeps_its_day_when_dates_are_set_anew(office, contact, step):
    finish_milestone(actor=contact, milestone=step, note="没有材料")
    rows = [("完成调研", date(2018, 6, 15)), ("终验", date(2018, 12, 1))]
    set_milestones(actor=office, task=step.task, milestones=rows)
    found = {one.title: (one.due_on, one.done_on) for one in step.task.milestones.all()}
    assert found == {"完成调研": (date(2018, 6, 15), TODAY), "终验": (date(2018, 12, 1), None)}


def test_finishing_one_is_an_act_of_the_body(contact, step):
    with clock.fixed(date(2018, 7, 10)):
        make.make_round()
    assert idle_board()[0].idle_days == 10
    finish_milestone(actor=contact, milestone=step, note="没有材料")
    assert idle_board()[0].idle_days == 0


def board():
    return inaction_board(PlanTask.objects.all(), ProgressReport.objects.all(), DunningNotice.objects.all())


def test_the_board_counts_from_the_day_of_the_missed_milestone(contact, step):
    Milestone.objects.create(task=step.task, title="更晚的节点", due_on=date(2018, 6, 20))
    (row,) = board().bodies
    assert (row.tasks, row.days, row.told) == (1, 49, "最久：节点“完成调研”逾期 49 天")
    assert row.state.code == "late" and "节点“完成调研”" in row.state.reason
    page = signed_in("leader", make.make_body()).get(reverse("plan:inaction")).content.decode()
    assert "最久：节点“完成调研”逾期 49 天" in page
    finish_milestone(actor=contact, milestone=step, note="没有材料")
    (row,) = board().bodies
    assert (row.days, row.why) == (30, "更晚的节点")


def test_a_deadline_that_passed_outweighs_a_milestone_and_a_stopped_task_counts_its_milestone(step):
    PlanTask.objects.update(due_on=date(2018, 7, 10))
    (row,) = board().bodies
    assert (row.days, row.told) == (10, "")
    PlanTask.objects.update(suspended_on=date(2018, 7, 5))
    (row,) = board().bodies
    assert (row.days, row.why) == (49, "完成调研")
    (matter,) = matters_to_dun(step.task.lead, step.task.plan)
    assert (matter.cause, matter.days_late) == ("节点“完成调研”未完成", 49)


def test_the_page_offers_each_what_is_theirs_and_tells_what_happened(step):
    lead, clerk = signed_in("member_contact", step.task.lead), signed_in("planning_office", make.make_body())
    page, finish = reverse("plan:task", args=[step.task_id]), reverse("plan:finish_milestone", args=[step.pk])
    reopen = reverse("plan:reopen_milestone", args=[step.pk])
    assert finish in lead.get(page).content.decode()
    assert lead.get(finish).status_code == 200
    refused = lead.post(finish, {"done_on": "2018-07-18"})
    assert "请上传佐证材料" in refused.content.decode()
    upload = SimpleUploadedFile("调研报告.pdf", pdf_bytes(), content_type="application/pdf")
    done = lead.post(finish, {"done_on": "2018-07-18", "evidence": upload, "note": ""})
    assert done.status_code == 302 and done["Location"] == page
    shown = clerk.get(page).content.decode()
    assert "完成节点“完成调研”（完成日期 2018-07-18）" in shown and "调研报告.pdf" in shown and reopen in shown
    assert reopen not in lead.get(page).content.decode()
    assert clerk.post(reopen, {"reason": "报告没有盖章"}).status_code == 302
    assert "理由：报告没有盖章" in lead.get(page).content.decode()
    assert signed_in("member_contact", make.make_body()).get(finish).status_code == 404


def test_the_office_sets_them_as_lines(office, step):
    clerk, url = signed_in("planning_office", make.make_body()), reverse("plan:set_milestones", args=[step.task_id])
    assert "完成调研｜2018-06-01" in clerk.get(url).content.decode()
    assert clerk.post(url, {"lines": "完成调研|2018-06-10\n终验｜2018-12-01"}).status_code == 302
    assert list(step.task.milestones.values_list("title", flat=True)) == ["完成调研", "终验"]
    assert "应形如" in clerk.post(url, {"lines": "终验"}).content.decode()
