"""Dunning: drawn over all that is late, answered, escalated once a level, closed; and it stands in the body's record."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import PermitRefused
from qingzhi.domains.plan.actions.closing import cancel_task
from qingzhi.domains.plan.actions.dunning import answer_dunning, close_dunning, draw_dunning
from qingzhi.domains.plan.actions.escalating import escalate_overdue_dunning
from qingzhi.domains.plan.models import DunningNotice, PlanTask, ProgressReport
from qingzhi.domains.plan.queries.boards import inaction_board
from qingzhi.domains.plan.queries.records import record_entries, standings
from qingzhi.domains.plan.refusals import NothingToDun, NoticeNotOpen
from qingzhi.domains.plan.rules.escalation import Rung, reached
from qingzhi.domains.plan.testing import tracking as make
from qingzhi.engine.documents.rules.reading import read_document
from qingzhi.engine.limits.rules.calendar import WorkCalendar
from qingzhi.engine.messages.models import Message
from qingzhi.engine.tasks.models import WorkItem

TODAY = date(2018, 7, 20)
ANSWER = "因经费下达较晚，现已落实，八月底前完成并报送佐证。"


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(TODAY):
        make.set_up_reference()
        yield


@pytest.fixture
def office():
    return make.make_actor("planning_office")


@pytest.fixture
def late(office):
    """A body with a late task and a report that never came."""
    task = make.make_task(due_on=date(2018, 7, 1))
    with clock.fixed(date(2018, 7, 2)):
        make.make_round(office)
    return task


def draw(office, task):
    return draw_dunning(actor=office, body=task.lead, plan=task.plan)


def test_a_notice_names_everything_that_is_late_and_is_an_official_document(office, late):
    notice = draw(office, late)
    report = ProgressReport.objects.get(task=late)
    assert [(m.task_id, m.report_id, m.days_late) for m in notice.matters.order_by("pk")] == [
        (late.pk, None, 19),
        (late.pk, report.pk, 7),
    ]
    assert (notice.number, notice.document.number) == ("示知督〔2018〕1号",) * 2
    assert notice.answer_due_on == date(2018, 8, 3) and "工作日" in notice.answer_due_explained
    text = read_document(read_file(notice.document.file), "督办单.docx").text
    for part in (late.lead.name, late.title, "2018年8月3日", "未报进展", "未办结"):
        assert part in text, part
    item = WorkItem.objects.get(kind="plan.dunning")
    assert (item.body_id, item.due_on) == (late.lead_id, notice.answer_due_on)
    assert Message.objects.filter(recipient=late.lead.subject).exists()
    assert AuditEntry.objects.filter(action="plan.draw_dunning").count() == 1
    assert EventRow.objects.filter(name="plan.dunning_drawn").count() == 1


def test_a_second_click_draws_no_second_notice(office, late):
    draw(office, late)
    with pytest.raises(NothingToDun):
        draw(office, late)
    assert DunningNotice.objects.count() == 1


def test_what_is_not_late_is_not_dunned(office):
    task = make.make_task(due_on=TODAY)
    with pytest.raises(NothingToDun, match="没有尚未督办"):
        draw(office, task)


def test_the_document_never_comes_without_its_notice(office, late, monkeypatch):
    def fail(**values):
        raise RuntimeError("no number")

    monkeypatch.setattr("qingzhi.domains.plan.actions.dunning.issue_document", fail)
    with pytest.raises(RuntimeError):
        draw(office, late)
    assert not DunningNotice.objects.exists() and not WorkItem.objects.filter(kind="plan.dunning").exists()


def test_only_the_dunned_body_answers_and_only_the_office_closes(office, late):
    notice = draw(office, late)
    with pytest.raises(PermitRefused, match="其他单位"):
        answer_dunning(actor=make.make_actor("member_contact"), notice=notice, text=ANSWER)
    with pytest.raises(NoticeNotOpen, match="尚未答复"):
        close_dunning(actor=office, notice=notice, note="同意")
    contact = make.make_actor("member_contact", late.lead)
    answer_dunning(actor=contact, notice=notice, text=ANSWER)
    answer_dunning(actor=contact, notice=notice, text=ANSWER)
    assert AuditEntry.objects.filter(action="plan.answer_dunning").count() == 1
    assert not WorkItem.objects.filter(kind="plan.dunning", closed_at=None).exists()
    with pytest.raises(PermitRefused):
        close_dunning(actor=contact, notice=notice, note="同意")
    close_dunning(actor=office, notice=notice, note="已按承诺落实")
    with pytest.raises(NoticeNotOpen, match="不能再答复"):
        answer_dunning(actor=contact, notice=notice, text=ANSWER + "补充")


@pytest.mark.parametrize(
    ("today", "levels"),
    [
        (date(2018, 8, 3), []),
        (date(2018, 8, 4), [1]),
        (date(2018, 8, 10), [1]),
        (date(2018, 8, 11), [1, 2]),
        (date(2019, 1, 1), [1, 2]),
    ],
)
def test_the_levels_that_silence_reaches(today, levels):
    rungs = [Rung(2, "召集人", 5, "甲"), Rung(1, "分管领导", 0, "甲")]
    found = reached(date(2018, 8, 3), today, rungs, WorkCalendar())
    assert [one.rung.level for one in found] == levels
    assert all("答复期限 2018年8月3日" in one.reason and "甲" in one.reason for one in found)


def test_silence_goes_up_once_for_each_level_and_an_answer_stops_it(office, late):
    notice = draw(office, late)
    leader = make.make_person(make.make_body(), "leader")
    with clock.fixed(date(2018, 8, 3)):
        assert escalate_overdue_dunning() == 0
    with clock.fixed(date(2018, 8, 6)):
        assert escalate_overdue_dunning() == 1
        assert escalate_overdue_dunning() == 0
        assert Message.objects.filter(recipient=leader.subject).count() == 1
        answer_dunning(actor=make.make_actor("member_contact", late.lead), notice=notice, text=ANSWER)
    with clock.fixed(date(2018, 9, 1)):
        assert escalate_overdue_dunning() == 0
    assert AuditEntry.objects.filter(action="plan.escalate_dunning").count() == 1


def test_all_of_it_stands_in_the_body_s_record_and_on_the_board(office, late):
    draw(office, late)
    with clock.fixed(date(2018, 8, 20)):
        escalate_overdue_dunning()
        found = standings([late.lead_id])[late.lead_id]
        assert (found.dunned, found.dunned_unanswered, found.escalated, found.tasks_late) == (1, 1, 2, 1)
        assert (found.reports_due, found.reports_on_time, found.code) == (1, 0, "late")
        told = [one.what for one in record_entries(late.lead)]
        assert sum("升级" in what for what in told) == 2 and any("收到督办单" in what for what in told)
        board = inaction_board(*_all_rows())
        (row,) = board.bodies
        assert (row.tasks, row.reports, row.notices, row.days) == (1, 1, 1, 50)


def test_a_cancelled_task_is_off_the_board(office, late):
    cancel_task(actor=office, task=late, reason="机构改革后不再承担")
    board = inaction_board(*_all_rows())
    assert (board.bodies, board.tasks, board.reports) == ([], 0, 0)


def _all_rows():
    return PlanTask.objects.all(), ProgressReport.objects.all(), DunningNotice.objects.all()
