"""Tasks: divided, split, handed over, ended; SQL and the rule agree on every state; succession."""

import random
import uuid
from datetime import date, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.actions import succeed_body
from qingzhi.base.identity.events import BodySucceeded
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.plan.access.tasks import visible_reports, visible_tasks
from qingzhi.domains.plan.actions import closing
from qingzhi.domains.plan.actions.dunning import draw_dunning
from qingzhi.domains.plan.actions.milestones import set_milestones
from qingzhi.domains.plan.actions.reports import submit_report
from qingzhi.domains.plan.actions.succession import pass_to_successor
from qingzhi.domains.plan.actions.tasks import (
    Draft,
    assign_task,
    change_deadline,
    divide_measure,
    split_task_to_regions,
)
from qingzhi.domains.plan.models import Measure, MeasureBody, Milestone, PlanTask, ProgressReport
from qingzhi.domains.plan.queries.division import measure_proposals, proposals_below
from qingzhi.domains.plan.queries.tasks import in_state, judged, measure_of
from qingzhi.domains.plan.refusals import DivisionNotSound, TaskClosed, TaskNotClosed, ValueNotValid
from qingzhi.domains.plan.rules.division import short_title
from qingzhi.domains.plan.rules.tracking.terms import TaskCode
from qingzhi.domains.plan.subscribers import on_body_succeeded
from qingzhi.domains.plan.testing import make_published
from qingzhi.domains.plan.testing import tracking as make

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
def measure():
    version = make_published()
    found = Measure.objects.filter(version=version).order_by("start").first()
    found.bodies.all().delete()
    return found


def test_a_measure_is_divided_in_one_go_among_the_bodies_that_it_names(office, measure):
    lead, helper = make.make_body("省甲厅"), make.make_body("省乙厅")
    prefecture = make.make_prefectures(1)[0]
    local = make.make_body("甲州局", prefecture, kind="local_office")
    for place, (body, role) in enumerate(((lead, "lead"), (helper, "support"))):
        MeasureBody.objects.create(measure=measure, name=body.name, role=role, body=body, position=place)
    found = measure_proposals(measure, by_region=True)
    assert [(one.lead_id, one.region_code, one.supports) for one in found] == [
        (lead.pk, "", (helper.pk,)),
        (local.pk, prefecture.code, ()),
    ]
    plan = measure.version.plan
    drafts = [Draft("培育企业", body, date(2018, 12, 31), supports=[helper]) for body in (lead, local)]
    made = divide_measure(actor=office, plan=plan, measure=measure, drafts=drafts)
    assert [(one.lead, one.region, one.opened_on) for one in made] == [
        (lead, lead.region, TODAY),
        (local, prefecture, TODAY),
    ]
    assert len({one.code for one in made}) == 2
    assert [one.body for one in made[0].supports.all()] == [helper]
    assert measure_of(made[0]) == measure
    assert AuditEntry.objects.filter(action="plan.give_task").count() == 2


def test_dividing_is_all_or_nothing(office, measure):
    drafts = [Draft("甲", make.make_body(), date(2018, 12, 31)), Draft("乙", make.make_body(), date(2018, 7, 1))]
    with pytest.raises(DivisionNotSound, match="早于今天"):
        divide_measure(actor=office, plan=measure.version.plan, measure=measure, drafts=drafts)
    assert not PlanTask.objects.exists()


def test_a_task_is_split_once_over_the_divisions_below_and_never_beyond_its_deadline(office):
    prefecture = make.make_prefectures(1, counties=2)[0]
    local = make.make_body("甲州局", prefecture)
    counties = [make.make_body(f"{one.name}局", one, kind="local_office") for one in prefecture.children.all()]
    task = make.make_task(lead=local)
    assert {one.lead_id for one in proposals_below(task)} == {one.pk for one in counties}
    drafts = [Draft(task.title, body, task.due_on) for body in counties]
    actor = make.make_actor("prefecture_office", local)
    parts = split_task_to_regions(actor=actor, task=task, drafts=drafts)
    assert {one.parent for one in parts} == {task}
    with pytest.raises(DivisionNotSound, match="请勿重复"):
        split_task_to_regions(actor=actor, task=task, drafts=drafts)
    with pytest.raises(DivisionNotSound, match="晚于总任务"):
        split_task_to_regions(
            actor=office, task=task, drafts=[Draft("x", make.make_body(), task.due_on + timedelta(days=1))]
        )
    with pytest.raises(PermitRefused):
        split_task_to_regions(actor=actor, task=make.make_task(), drafts=drafts)


def test_a_closed_task_is_reopened_before_it_is_changed(office):
    task = make.make_task()
    closing.complete_task(actor=office, task=task, note="通过验收")
    with pytest.raises(TaskClosed, match="已于 2018-07-02 办结"):
        closing.cancel_task(actor=office, task=task, reason="重复")
    closing.reopen_task(actor=office, task=task, reason="佐证有误")
    with pytest.raises(TaskNotClosed):
        closing.reopen_task(actor=office, task=task, reason="再来")
    with pytest.raises(ValueNotValid, match="完成日期"):
        closing.complete_task(actor=office, task=task, note="提前", done_on=date(2017, 1, 1))


def test_a_suspended_task_waits_and_its_deadline_moves_by_the_days(office):
    task = make.make_task(due_on=date(2018, 7, 10))
    closing.suspend_task(actor=office, task=task, reason="机构改革")
    with clock.fixed(date(2018, 7, 12)):
        task.refresh_from_db()
        assert task.state.code == "ok"
        closing.resume_task(actor=office, task=task)
        task.refresh_from_db()
        assert task.due_on == date(2018, 7, 20) and "顺延 10 天" in task.due_explained


def test_a_moved_deadline_explains_itself(office):
    task = make.make_task()
    change_deadline(actor=office, task=task, due_on=date(2019, 3, 31), reason="省政府同意延期")
    task.refresh_from_db()
    assert "由 2018-12-31 调整为 2019-03-31：省政府同意延期" in task.due_explained


def test_milestones_stay_within_the_task(office):
    task = make.make_task()
    with pytest.raises(DivisionNotSound, match="晚于任务的期限"):
        set_milestones(actor=office, task=task, milestones=[("终验", date(2019, 1, 1))])
    set_milestones(actor=office, task=task, milestones=[("调研", date(2018, 7, 1))])
    task.refresh_from_db()
    assert judged([task])[0].state.code == "warn"


def test_a_task_given_to_another_body_takes_what_is_owed_with_it(office):
    task = make.make_task()
    make.make_round(office)
    old, new = task.lead, make.make_body("新单位")
    assign_task(actor=office, task=task, lead=new, reason="职责调整")
    assert ProgressReport.objects.get(task=task).body == new
    row = task.handovers.get()
    assert (row.from_body, row.to_body) == (old, new)


def test_sql_and_the_rule_agree_on_the_state_of_every_task():
    luck = random.Random(7)
    plan, lead = make.make_plan(), make.make_body()

    def day(low, high, none=0.3):
        return None if luck.random() < none else TODAY + timedelta(days=luck.randint(low, high))

    for _ in range(300):
        done, cancelled = day(-30, 0, 0.8), day(-30, 0, 0.8)
        task = make.make_task(
            lead, plan=plan, due_on=TODAY + timedelta(days=luck.randint(-60, 60)), opened_on=date(2017, 1, 1),
            started_on=day(-200, 0), reported_on=day(-200, 0), suspended_on=day(-60, 0, 0.7),
            done_on=done, cancelled_on=None if done else cancelled,
        )  # fmt: skip
        for number in range(luck.randint(0, 2)):
            Milestone.objects.create(
                task=task,
                title=f"节点{number}",
                due_on=TODAY + timedelta(days=luck.randint(-40, 20)),
                done_on=day(-20, 0),
            )
    said = {code: set() for code in TaskCode}
    for task in judged(PlanTask.objects.prefetch_related("milestones")):
        said[task.state.task_code].add(task.pk)
    for code in TaskCode:
        found = set(PlanTask.objects.filter(in_state(code)).values_list("pk", flat=True))
        assert found == said[code], code
    assert all(said.values()), "the sample misses a state"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("培育20家以上知识产权优势企业。由甲厅牵头。", "培育20家以上知识产权优势企业"),
        ("建立健全知识产权统计制度，" + "开展知识产权统计工作" * 5, "建立健全知识产权统计制度"),
        ("知" * 60, "知" * 39 + "…"),
    ],
)
def test_titles_are_cut_to_what_a_list_can_show(text, title):
    assert short_title(text) == title


def test_what_each_role_sees():
    prefectures = make.make_prefectures(2)
    province, local = make.make_body("省厅"), make.make_body("甲州局", prefectures[0])
    whole = make.make_task(lead=province)
    part = make.make_task(lead=local, parent=whole)
    other = make.make_task(lead=make.make_body("乙州局", prefectures[1]))
    sees = {
        "office": {whole, part, other},
        "leader": {whole, part, other},
        "province": {whole, part},
        "local": {part},
    }
    actors = {
        "office": make.make_actor("planning_office"),
        "leader": make.make_actor("leader"),
        "province": make.make_actor("member_contact", province),
        "local": make.make_actor("prefecture_office", local),
    }
    for who, actor in actors.items():
        assert set(visible_tasks(actor)) == sees[who], who
    assert not visible_tasks(make.make_actor("member_contact")).exists()
    assert not visible_reports(make.make_actor("member_contact")).exists()


def test_succession_moves_what_is_open_and_history_keeps_the_old_name(office):
    old, new = make.make_body("省知识产权局（原）"), make.make_body("省市场监管局")
    done = make.make_task(lead=old, done_on=TODAY)
    task = make.make_task(lead=old, due_on=date(2018, 7, 1))
    make.make_round(office, label="一")
    handed_in = ProgressReport.objects.get(task=task)
    submit_report(actor=make.make_actor("member_contact", old), report=handed_in, text="办了", percent=10)
    make.make_round(office, label="二", period_from=date(2018, 1, 1), period_to=date(2018, 3, 31))
    notice = draw_dunning(actor=office, body=old, plan=task.plan)
    row = succeed_body(actor=SYSTEM, predecessor=old, successor=new, on=TODAY, basis="机构改革方案")
    happened = BodySucceeded(predecessor_id=old.pk, successor_id=new.pk, on=row.on)
    on_body_succeeded(happened)
    on_body_succeeded(happened)
    task.refresh_from_db()
    done.refresh_from_db()
    handed_in.refresh_from_db()
    notice.refresh_from_db()
    assert (task.lead, done.lead) == (new, old)
    assert (handed_in.body, ProgressReport.objects.exclude(pk=handed_in.pk).get().body) == (old, new)
    assert (notice.body, notice.addressed_name) == (new, "省知识产权局（原）")
    assert task.handovers.count() == 1
    assert pass_to_successor(succession=row) == 0


def test_a_task_whose_measure_left_the_plan_says_so():
    task = make.make_task(measure_lineage=uuid.uuid4())
    assert measure_of(task) is None
