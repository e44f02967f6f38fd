"""What tracking asks of bodies lies in the one inbox, by the engine's own actions: in bulk, audited, with idle days."""

import time
from datetime import date, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.domains.plan.actions.reports import save_draft
from qingzhi.domains.plan.actions.rounds import lock_period
from qingzhi.domains.plan.models import PlanTask, ProgressReport
from qingzhi.domains.plan.testing import tracking as make
from qingzhi.engine.tasks.models import WorkItem
from qingzhi.engine.tasks.queries import inaction_board

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
SECONDS = 5.0


@pytest.fixture(autouse=True)
def _stand():
    with clock.fixed(TODAY):
        make.set_up_reference()
        yield


def test_a_round_opens_and_ends_its_duties_with_one_entry_and_one_event_each():
    office = make.make_actor("planning_office")
    for _ in range(3):
        make.make_task()
    round_ = make.make_round(office)
    assert AuditEntry.objects.get(action="tasks.open_items").object_id == str(round_.pk)
    assert EventRow.objects.get(name="tasks.items_opened").payload["count"] == 3
    with clock.fixed(TODAY + timedelta(days=30)):
        lock_period(actor=office, round=round_)
        lock_period(actor=office, round=round_)
    assert set(WorkItem.objects.values_list("outcome", flat=True)) == {"cancelled"}
    entry = AuditEntry.objects.get(action="tasks.close_items")
    assert (entry.object_id, entry.changes) == (str(round_.pk), {"closed": [0, 3]})
    assert EventRow.objects.get(name="tasks.items_closed").payload == {"kind": "", "count": 3, "outcome": "cancelled"}


def test_a_body_that_works_on_its_report_is_not_idle():
    task = make.make_task()
    make.make_round()
    with clock.fixed(TODAY + timedelta(days=9)):
        (row,) = inaction_board()
        assert (row.idle_days, row.last_act_on) == (9, None)
        contact = make.make_actor("member_contact", task.lead)
        save_draft(actor=contact, report=ProgressReport.objects.get(), text="正在办")
        (row,) = inaction_board()
        assert (row.idle_days, row.last_act_on) == (0, clock.today())
    with clock.fixed(TODAY + timedelta(days=12)):
        assert inaction_board()[0].idle_days == 3


def test_a_draft_kept_by_the_office_is_no_act_of_the_body():
    make.make_task()
    make.make_round()
    with clock.fixed(TODAY + timedelta(days=9)):
        save_draft(actor=make.make_actor("planning_office"), report=ProgressReport.objects.get(), text="代填")
        assert inaction_board()[0].idle_days == 9


def test_a_round_of_a_whole_province_opens_and_is_locked_in_seconds():
    bodies = [make.make_body() for _ in range(55)]
    plan = make.make_plan()
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            code=f"B{number}",
            title=f"第{number}项任务",
            lead=bodies[number % 55],
            region=bodies[0].region,
            opened_on=make.START,
            due_on=date(2018, 12, 31),
        )
        for number in range(3740)
    )
    office = make.make_actor("planning_office")
    began = time.perf_counter()
    round_ = make.make_round(office)
    opened = time.perf_counter() - began
    assert WorkItem.objects.filter(closed_at=None).count() == 3740
    with clock.fixed(TODAY + timedelta(days=30)):
        began = time.perf_counter()
        lock_period(actor=office, round=round_)
        locked = time.perf_counter() - began
    assert not WorkItem.objects.filter(closed_at=None).exists()
    assert max(opened, locked) < SECONDS, f"opened in {opened:.1f} s, locked in {locked:.1f} s"
