"""The reform of 2018-11-16 from end to end: five planned successions, carried out on their day by the worker."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.events.duties import all_duties
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.actions import appoint, plan_succession
from qingzhi.base.identity.models import Body, Succession
from qingzhi.base.identity.queries import actor_for
from qingzhi.base.identity.refusals import SuccessionUnsound
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.base.regions.actions import load_regions
from qingzhi.config.provinces import current_province
from qingzhi.config.reference.loading import load_bodies, load_successions
from qingzhi.domains.plan.actions.dunning import draw_dunning
from qingzhi.domains.plan.actions.reports import save_draft, submit_report
from qingzhi.domains.plan.models import DunningNotice, PlanTask, ProgressReport
from qingzhi.domains.plan.queries.boards import inaction_board
from qingzhi.domains.plan.testing import tracking as make
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
BEFORE, REFORM = date(2018, 7, 1), date(2018, 11, 16)
READS = (
    "plan.task.view",
    "plan.report.view",
    "plan.report.write",
    "plan.record.view",
    "plan.board.view",
    "plan.dunning.view",
)
MERGED = ("qh-ip", "qh-trademark", "qh-quality", "qh-food-drug")


@pytest.fixture
def bodies():
    with clock.fixed(BEFORE):
        make.set_up_reference()
        province = current_province()
        load_regions(actor=SYSTEM, rows=province.rows("regions"))
        load_bodies(province)
        assert (load_successions(province), load_successions(province)) == (5, 0)
    return {body.code: body for body in Body.objects.select_related("region")}


@pytest.fixture
def world(bodies):
    """Two tasks of each predecessor, one of them done; the open ones reported on, owed, dunned."""
    with clock.fixed(BEFORE):
        for code in (*MERGED, "qh-culture"):
            make.make_task(bodies[code], code=f"{code}-1", title=f"{code}的任务", due_on=date(2018, 6, 30))
            make.make_task(bodies[code], code=f"{code}-2", done_on=date(2018, 6, 1))
        make.make_round(label="一")
        for report in ProgressReport.objects.select_related("body"):
            contact = make.make_actor("member_contact", report.body)
            submit_report(actor=contact, report=report, text="已办一半", percent=50)
        make.make_round(label="二", period_from=date(2018, 1, 1), period_to=date(2018, 3, 31))
        draw_dunning(actor=make.make_actor(), body=bodies["qh-trademark"], plan=make.make_plan())
    return bodies


def work():
    """One round of the worker: duties, then what they published."""
    for name in ("identity.succeed", "plan.pass_to_successors", "tasks.move_to_successors"):
        next(one for one in all_duties() if one.name == name).run()
    deliver_events()


def somebody(username, body, **more):
    user = an_account(username, name=username)
    a_post(user, a_role("contact", *READS, scope=Scope.BODY), body, **more)
    return user


def test_before_its_day_a_succession_is_only_told(client, world):
    with clock.fixed(BEFORE):
        work()
        assert not EventRow.objects.filter(name="identity.body_succeeded").exists()
        assert PlanTask.objects.get(code="qh-trademark-1").lead == world["qh-trademark"]
        assert Body.objects.get(code="qh-trademark").valid_to is None
        keeper = an_account("keeper")
        a_post(keeper, a_role("keeper", "identity.body.manage", duty="system"), world["qh-ip"])
        page = signed_in(client, keeper).get(reverse("identity:body", args=[world["qh-trademark"].pk]))
        assert "将于 2018-11-16 由省市场监管局承继" in page.content.decode()
        page = client.get(reverse("identity:body", args=[world["qh-market"].pk])).content.decode()
        assert "将于 2018-11-16 承继省工商局" in page and "将于 2018-11-16 承继省质监局" in page
        contact = signed_in(client, somebody("contact-1", world["qh-trademark"]))
        record = contact.get(reverse("plan:body_record", args=["qh-trademark"])).content.decode()
        assert "将于 2018-11-16 由省市场监管局承继" in record


def test_on_its_day_what_is_open_moves_and_what_is_done_keeps_the_old_name(world):
    with clock.fixed(REFORM):
        work()
        events = EventRow.objects.filter(name="identity.body_succeeded").count()
        moved = AuditEntry.objects.filter(action="plan.move_task_to_successor").count()
        work()
        assert EventRow.objects.filter(name="identity.body_succeeded").count() == events == 5
        assert AuditEntry.objects.filter(action="plan.move_task_to_successor").count() == moved == 5
    market, bureau = world["qh-market"], world["qh-trademark"]
    assert {PlanTask.objects.get(code=f"{code}-1").lead for code in MERGED} == {market}
    assert PlanTask.objects.get(code="qh-culture-1").lead == world["qh-copyright"]
    assert PlanTask.objects.get(code="qh-trademark-2").lead.short_name == "省工商局"
    handover = PlanTask.objects.get(code="qh-trademark-1").handovers.get()
    assert (handover.from_body, handover.to_body, handover.on) == (bureau, market, REFORM)
    by_round = dict(ProgressReport.objects.filter(task__code="qh-trademark-1").values_list("round__label", "body"))
    assert by_round == {"一": bureau.pk, "二": market.pk}
    open_items = WorkItem.objects.filter(closed_at=None)
    assert set(open_items.values_list("body__code", flat=True)) == {"qh-market", "qh-copyright"}
    assert set(WorkItem.objects.exclude(closed_at=None).values_list("body__code", flat=True)) == {*MERGED, "qh-culture"}
    notice = DunningNotice.objects.get()
    assert (notice.body, notice.addressed_name) == (market, "青海省工商行政管理局")
    assert open_items.get(kind="plan.dunning").body == market
    assert set(Body.objects.filter(valid_to=REFORM).values_list("code", flat=True)) == {*MERGED, "qh-culture"}


def test_board_and_record_show_both(client, world):
    with clock.fixed(REFORM):
        work()
        board = inaction_board(PlanTask.objects.all(), ProgressReport.objects.all(), DunningNotice.objects.all())
        row = next(one for one in board.bodies if one.key == "qh-market")
        assert row.tasks == 4
        assert row.told == "承继自省知识产权局、省工商局、省质监局、省食品药品监管局"
        office = an_account("office")
        a_post(office, a_role("office", *READS), world["qh-science"])
        signed_in(client, office)
        assert "承继自省知识产权局、省工商局" in client.get(reverse("plan:inaction")).content.decode()
        new = client.get(reverse("plan:body_record", args=["qh-market"])).content.decode()
        old = client.get(reverse("plan:body_record", args=["qh-trademark"])).content.decode()
        assert "已于 2018-11-16 承继省工商局" in new and "任务由省工商局移交省市场监管局" in new
        assert "已于 2018-11-16 由省市场监管局承继" in old and "完成任务" in old and "收到督办单" not in old
        lists = {one.short_name for one in Body.objects.filter(led_tasks__isnull=False)}
        assert {"省工商局", "省市场监管局"} <= lists


def test_posts_end_that_day_unless_somebody_is_appointed_anew(world):
    leaving, staying = somebody("leaving", world["qh-trademark"]), somebody("staying", world["qh-trademark"])
    keeper = an_account("keeper")
    a_post(keeper, a_role("keeper", "identity.post.manage", duty="security"), world["qh-ip"])
    later = somebody("later", world["qh-trademark"], valid_from=date(2018, 12, 1))
    with clock.fixed(date(2018, 11, 1)):
        appoint(
            actor=actor_for(keeper),
            person=staying.person,
            body=world["qh-market"],
            role=a_role("contact"),
            valid_from=REFORM,
        )
    with clock.fixed(date(2018, 11, 15)):
        work()
        report = ProgressReport.objects.get(task__code="qh-trademark-1", round__label="二")
        assert actor_for(leaving).body_id == actor_for(staying).body_id == world["qh-trademark"].pk
        save_draft(actor=actor_for(leaving), report=report, text="在办")
    with clock.fixed(REFORM):
        work()
        assert not actor_for(leaving).grants
        with pytest.raises(PermitRefused):
            save_draft(actor=actor_for(leaving), report=report, text="续办")
        assert actor_for(staying).body_id == world["qh-market"].pk
        save_draft(actor=actor_for(staying), report=report, text="续办")
        assert actor_for(keeper).body_id == world["qh-market"].pk, "or nobody could appoint anybody"
    post = later.person.posts.get()
    assert post.valid_to == post.valid_from, "a post of a later day never begins"


def test_two_successors_share_only_tasks_that_are_named(world):
    culture, science = world["qh-culture"], world["qh-science"]
    given = {"actor": SYSTEM, "predecessor": culture, "successor": science, "basis": "机构改革方案"}
    with clock.fixed(BEFORE):
        with pytest.raises(SuccessionUnsound, match="由两个单位承继的，请写明青海省科学技术厅接办的任务编号"):
            plan_succession(on=REFORM, **given)
        with pytest.raises(SuccessionUnsound, match="没有这些任务：qh-culture-2、X"):
            plan_succession(on=REFORM, matters=["qh-culture-1", "qh-culture-2", "X"], **given)
        make.make_task(culture, code="qh-culture-3", due_on=date(2018, 12, 31))
        plan_succession(on=REFORM, matters=["qh-culture-3"], **given)
        make.make_round(label="三", period_from=date(2017, 10, 1), period_to=date(2018, 1, 31))
    with clock.fixed(REFORM):
        work()
    leads = dict(PlanTask.objects.filter(code__startswith="qh-culture").values_list("code", "lead__code"))
    assert leads == {"qh-culture-1": "qh-copyright", "qh-culture-2": "qh-culture", "qh-culture-3": "qh-science"}
    report = ProgressReport.objects.get(task__code="qh-culture-3")
    item = WorkItem.objects.get(subject_id=str(report.pk), kind="plan.report")
    assert (report.body, item.body, item.is_open) == (science, science, True)
    assert not WorkItem.objects.filter(body=culture, closed_at=None).exists()


def test_a_partial_succession_alone_leaves_the_body_as_it_is(bodies):
    with clock.fixed(BEFORE):
        task = make.make_task(bodies["qh-science"], code="S-1")
        other = make.make_task(bodies["qh-science"], code="S-2")
        person = somebody("scientist", bodies["qh-science"])
        plan_succession(
            actor=SYSTEM,
            predecessor=bodies["qh-science"],
            successor=bodies["qh-education"],
            on=BEFORE,
            basis="职责调整",
            matters=["S-1"],
        )
        work()
        task.refresh_from_db()
        other.refresh_from_db()
        assert (task.lead.code, other.lead.code) == ("qh-education", "qh-science")
        assert actor_for(person).body_id == bodies["qh-science"].pk
        assert Body.objects.get(code="qh-science").valid_to is None


def test_the_office_may_move_the_day_and_loading_again_leaves_it(bodies):
    with clock.fixed(BEFORE):
        moved = {"predecessor": bodies["qh-ip"], "successor": bodies["qh-market"], "basis": "省委编办批复"}
        plan_succession(actor=SYSTEM, on=date(2018, 12, 1), **moved)
        load_successions(current_province())
        assert Succession.objects.get(predecessor=bodies["qh-ip"]).on == date(2018, 12, 1)
    with clock.fixed(REFORM):
        work()
        assert Body.objects.get(code="qh-ip").valid_to is None
        plan_succession(actor=SYSTEM, on=date(2019, 1, 1), **{**moved, "predecessor": bodies["qh-quality"]})
        assert Succession.objects.get(predecessor=bodies["qh-quality"]).on == REFORM, "carried out, it stays"
