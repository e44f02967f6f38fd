"""What actions on work items change, audit and publish."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.engine.tasks.actions import (
    NewItem,
    change_due,
    close_items,
    close_items_about,
    delegate,
    end_delegation,
    hand_over,
    note_act,
    open_item,
    open_items,
    take,
    take_many,
)
from qingzhi.engine.tasks.kinds import UnknownWorkKind, work_kind
from qingzhi.engine.tasks.models import WorkItem, WorkItemPassage
from qingzhi.engine.tasks.queries import inbox
from qingzhi.engine.tasks.refusals import (
    DelegationInvalid,
    ItemClosed,
    NothingChanges,
    NotOfThatBody,
    ReasonMissing,
)
from qingzhi.engine.tasks.terms import Outcome
from qingzhi.engine.tasks.testing import make_actor, make_body, make_item, make_person, make_region

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 1)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def person(body):
    return make_person(body=body)


@pytest.fixture
def actor(person, body):
    return make_actor(person, body)


def audited(action):
    return AuditEntry.objects.filter(action=action).count()


def published(name):
    return EventRow.objects.filter(name=name).count()


def test_opening_twice_gives_one_item(body):
    subject = make_region("990100")
    first = make_item(body, subject=subject, due_on=date(2018, 7, 10))
    second = make_item(body, subject=subject, due_on=date(2018, 8, 1))
    assert first == second
    assert second.due_on == date(2018, 7, 10)
    assert (audited("tasks.open_item"), published("tasks.item_opened")) == (1, 1)


def test_after_closing_the_same_can_be_opened_anew(body):
    subject = make_region("990100")
    first = make_item(body, subject=subject)
    close_items(actor=SYSTEM, subject=subject)
    assert make_item(body, subject=subject) != first


def test_an_undeclared_kind_raises(body):
    with pytest.raises(UnknownWorkKind):
        make_item(body, kind="nobody.declared")


def test_one_code_cannot_mean_two_things():
    with pytest.raises(ValueError, match="twice"):
        work_kind("tests.report", "别的事")


def test_the_region_is_that_of_the_body_unless_told(body):
    assert make_item(body).lead_region == body.region.code
    assert make_item(body, lead_region="990100").lead_region == "990100"


def test_closing_by_subject_closes_all_bodies_items_once(body):
    subject, other = make_region("990100"), make_body("甲省财政厅")
    make_item(body, subject=subject)
    make_item(other, subject=subject)
    assert len(close_items(actor=SYSTEM, subject=subject, outcome=Outcome.CANCELLED, reason="任务撤销")) == 2
    assert close_items(actor=SYSTEM, subject=subject) == []
    assert set(WorkItem.objects.values_list("outcome", "closed_at")) == {("cancelled", clock.now())}
    assert (audited("tasks.close_item"), published("tasks.item_closed")) == (2, 2)


def test_closing_one_kind_leaves_others(body):
    work_kind("tests.answer", "答复")
    subject = make_region("990100")
    make_item(body, subject=subject)
    make_item(body, subject=subject, kind="tests.answer")
    close_items(actor=SYSTEM, subject=subject, kind="tests.answer")
    assert list(WorkItem.objects.filter(closed_at=None).values_list("kind", flat=True)) == ["tests.report"]


def test_taking_is_audited_with_its_passage_and_harmless_twice(actor, body, person):
    item = make_item(body)
    take(actor=actor, item=item)
    found = take(actor=actor, item=item)
    assert found.owner == person
    assert found.last_act_at == clock.now()
    assert (audited("tasks.take"), WorkItemPassage.objects.count()) == (1, 1)


def test_nobody_takes_another_bodys_item(actor):
    with pytest.raises(PermitRefused):
        take(actor=actor, item=make_item(make_body("甲省财政厅")))


def test_somebody_who_oversees_cannot_take_for_another_body(person, body):
    overseer = make_actor(person, body, "all")
    with pytest.raises(NotOfThatBody):
        take(actor=overseer, item=make_item(make_body("甲省财政厅")))


def test_taking_many_is_all_or_none(actor, body):
    items = [make_item(body), make_item(body)]
    assert take_many(actor=actor, items=items) == 2
    assert take_many(actor=actor, items=items) == 0
    foreign = make_item(make_body("甲省财政厅"))
    third = make_item(body)
    with pytest.raises(PermitRefused):
        take_many(actor=actor, items=[third, foreign])
    third.refresh_from_db()
    assert third.owner is None


def test_handing_over_to_a_colleague(actor, body):
    item, colleague = make_item(body), make_person("李某某（示例）", body)
    found = hand_over(actor=actor, item=item, to=colleague)
    assert (found.owner, found.body) == (colleague, body)
    assert published("tasks.item_passed") == 0
    with pytest.raises(NothingChanges):
        hand_over(actor=actor, item=item, to=colleague)


def test_handing_over_to_another_body_needs_a_reason(actor, body):
    item, other = make_item(body), make_body("甲省财政厅", region=make_region("990100", "乙市"))
    with pytest.raises(ReasonMissing):
        hand_over(actor=actor, item=item, to_body=other, reason=" ")
    found = hand_over(actor=actor, item=item, to_body=other, reason="职责调整")
    assert (found.body, found.owner, found.lead_region) == (other, None, "990100")
    passage = WorkItemPassage.objects.get()
    assert (passage.from_body, passage.to_body, passage.reason, passage.at) == (body, other, "职责调整", clock.now())
    assert (audited("tasks.hand_over"), published("tasks.item_passed")) == (1, 1)


def test_only_somebody_in_post_there_can_be_given_it(actor, body):
    stranger = make_person("王某某（示例）", make_body("甲省财政厅"))
    with pytest.raises(NotOfThatBody):
        hand_over(actor=actor, item=make_item(body), to=stranger)


def test_what_is_closed_stays_as_it_is(actor, body):
    subject = make_region("990100")
    item = make_item(body, subject=subject)
    close_items(actor=SYSTEM, subject=subject)
    for act in (
        lambda: take(actor=actor, item=item),
        lambda: hand_over(actor=actor, item=item, to_body=make_body("甲省财政厅"), reason="职责调整"),
        lambda: change_due(actor=actor, item=item, due_on=date(2018, 8, 1), reason="批准延期"),
    ):
        with pytest.raises(ItemClosed):
            act()


def test_changing_the_due_date(actor, body):
    item = make_item(body, due_on=date(2018, 7, 10))
    with pytest.raises(ReasonMissing):
        change_due(actor=actor, item=item, due_on=date(2018, 8, 1), reason="")
    found = change_due(actor=actor, item=item, due_on=date(2018, 8, 1), reason="批准延期")
    assert found.due_on == date(2018, 8, 1)
    assert AuditEntry.objects.get(action="tasks.change_due").changes["due_on"] == ["2018-07-10", "2018-08-01"]
    change_due(actor=actor, item=item, due_on=date(2018, 8, 1), reason="批准延期")
    assert published("tasks.due_changed") == 1


def test_a_deputy_sees_and_hands_on_while_it_lasts(actor, body, person):
    colleague = make_person("李某某（示例）", body)
    deputy = make_actor(colleague, body)
    item = make_item(body, owner=person)
    delegation = delegate(
        actor=actor, deputy=colleague, valid_from=date(2018, 7, 1), valid_to=date(2018, 7, 8), reason="年休假"
    )
    assert list(inbox(deputy, "deputy")) == [item]
    with clock.fixed(date(2018, 7, 8)):
        assert list(inbox(deputy, "deputy")) == []
    end_delegation(actor=actor, delegation=delegation)
    assert list(inbox(deputy, "deputy")) == []
    assert (audited("tasks.delegate"), audited("tasks.end_delegation")) == (1, 1)


def test_a_delegation_needs_another_person_of_the_body_and_time(actor, body, person):
    colleague, stranger = make_person("李某某（示例）", body), make_person("王某某（示例）", make_body("甲省财政厅"))
    period = {"valid_from": date(2018, 7, 1), "valid_to": date(2018, 7, 8)}
    for wrong in (
        {"deputy": person, **period},
        {"deputy": stranger, **period},
        {"deputy": colleague, "valid_from": date(2018, 6, 1), "valid_to": date(2018, 7, 1)},
    ):
        with pytest.raises(DelegationInvalid):
            delegate(actor=actor, reason="年休假", **wrong)
    with pytest.raises(ReasonMissing):
        delegate(actor=actor, deputy=colleague, reason="", **period)


def test_an_act_is_noted_for_the_own_body_only(actor, body):
    subject, other = make_region("990100"), make_body("甲省财政厅")
    own = make_item(body, subject=subject)
    foreign = make_item(other, subject=subject)
    assert note_act(actor=actor, subject=subject) == 1
    own.refresh_from_db()
    foreign.refresh_from_db()
    assert (own.last_act_at, foreign.last_act_at) == (clock.now(), None)


def test_items_about_many_records_are_closed_at_once_and_only_once(actor, body):
    subjects = [make_region(f"99010{number}") for number in range(3)]
    own = make_item(body, subject=subjects[0])
    foreign = make_item(make_body("甲省财政厅"), subject=subjects[1])
    untouched = make_item(body)
    assert close_items_about(actor=actor, subjects=subjects, about=body, reason="已办") == 2
    assert close_items_about(actor=actor, subjects=subjects, about=body) == 0
    for item in (own, foreign, untouched):
        item.refresh_from_db()
    assert (own.outcome, own.last_act_at) == ("done", clock.now())
    assert (foreign.outcome, foreign.last_act_at) == ("done", None)
    assert untouched.is_open
    assert AuditEntry.objects.get(action="tasks.close_items").reason == "已办"
    assert EventRow.objects.get(name="tasks.items_closed").payload["count"] == 2


def test_open_item_takes_any_record_as_subject(body):
    item = open_item(
        actor=SYSTEM, kind="tests.report", title="题" * 300, url="/x/", body=body, subject=body, due_explained=["说明"]
    )
    assert (item.subject_kind, item.subject_id, len(item.title)) == ("identity.body", str(body.pk), 200)


def test_opening_many_passes_over_what_is_open(body, django_assert_max_num_queries):
    subjects = [make_region(f"99{number:04d}") for number in range(40)]
    make_item(body, subject=subjects[0])
    new = [NewItem(f"第 {each.code} 项", "/", body, each) for each in subjects]
    with django_assert_max_num_queries(8):
        assert open_items(actor=SYSTEM, kind="tests.report", items=[*new, new[5]], about=body) == 39
    assert open_items(actor=SYSTEM, kind="tests.report", items=new) == 0
    assert (audited("tasks.open_items"), published("tasks.items_opened")) == (1, 1)
