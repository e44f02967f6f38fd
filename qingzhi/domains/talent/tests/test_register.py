"""The register: entering, correcting, renewing, retiring; declarations by the expert alone or the office with a source."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Scope
from qingzhi.domains.talent import actions, refusals
from qingzhi.domains.talent.access import visible_experts
from qingzhi.domains.talent.models import Expert, ExpertRelation
from qingzhi.domains.talent.queries import active_on, experts_for
from qingzhi.domains.talent.rules.fields import fits
from qingzhi.domains.talent.rules.names import key_of, same_names, split_names
from qingzhi.domains.talent.rules.standing import standing
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.scoring.sources import GroupWanted

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 1)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def person(*permits, subject=None):
    return Actor(kind="person", name="祁永寿", user_id=1, subject_id=subject, grants=dict.fromkeys(permits, Scope.ALL))


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "retired", "state"),
    [
        (date(2018, 1, 1), None, None, "active"),
        (date(2018, 7, 1), date(2018, 7, 2), None, "active"),
        (date(2018, 7, 2), None, None, "future"),
        (date(2018, 1, 1), date(2018, 7, 1), None, "expired"),
        (date(2018, 1, 1), None, date(2018, 7, 1), "retired"),
        (date(2018, 1, 1), None, date(2018, 7, 2), "active"),
    ],
)
def test_whether_an_expert_may_be_drawn(valid_from, valid_to, retired, state):
    assert standing(TODAY, valid_from, valid_to, retired)[0] == state
    made = make_expert(valid_from=valid_from, valid_to=valid_to)
    Expert.objects.update(retired_on=retired)
    assert active_on(TODAY).filter(pk=made.pk).exists() is (state == "active")


@pytest.mark.parametrize(
    ("fields", "wanted", "fit"),
    [
        (["C12G"], "C12", True), (["C12"], "C12G A61K", True), (["A61K"], "C12", False), (["a61k"], "A61K", True),
        (["农产品加工"], "农产品加工", True), (["农产品加工"], "农产品", False), ([], "", True), ([], "C12", False),
        (["C15"], "C14，C15", True),
    ],
)  # fmt: skip
def test_fields_fit_by_the_beginning_of_codes_and_whole_words(fields, wanted, fit):
    assert fits(fields, wanted) is fit


def test_names_are_the_same_whatever_the_spaces():
    assert split_names("张三；李四, 王五、赵六") == ("张三", "李四", "王五", "赵六")
    assert key_of("王 五（示例）") == key_of("王五")
    assert same_names({"才让·多杰"}, {"才让多杰", "张三"}) == {"才让多杰"}


def test_an_expert_is_registered_with_a_number_of_the_year():
    one = make_expert("王致远", employer="青海示例大学", fields=[("ipc", "C12G"), ("ipc", "C12G")])
    two = make_expert("马宗明")
    assert (one.number, two.number) == ("ZJ2017-0001", "ZJ2017-0002")
    assert one.subject.display_name == "王致远"
    assert one.fields.count() == 1
    assert one.employments.get().employer == "青海示例大学"
    assert AuditEntry.objects.filter(action="talent.register_expert").count() == 2
    assert EventRow.objects.filter(name="talent.expert_registered").count() == 2


def test_the_same_person_is_not_entered_twice_by_mistake():
    make_expert("王致远", employer="青海示例大学")
    asked = {"actor": SYSTEM, "name": "王致远", "employer": "青海示例大学"}
    with pytest.raises(refusals.ExpertKnown) as refused:
        actions.register_expert(**asked)
    assert refused.value.field == "name"
    assert actions.register_expert(**asked, despite_same_name=True).pk
    assert actions.register_expert(actor=SYSTEM, name="王致远", employer="别处").pk


def test_a_correction_has_a_reason_and_no_change_is_no_entry():
    one = make_expert("王致远")
    with pytest.raises(refusals.ValueNotValid):
        actions.change_expert(actor=SYSTEM, expert=one, reason=" ", title="教授")
    actions.change_expert(actor=SYSTEM, expert=one, reason="晋升", title="教授", name="王志远")
    actions.change_expert(actor=SYSTEM, expert=one, reason="晋升", title="教授")
    one.refresh_from_db()
    assert (one.title, one.subject.display_name) == ("教授", "王志远")
    assert AuditEntry.objects.filter(action="talent.change_expert").count() == 1


def test_a_term_grows_and_an_expert_retires_once():
    one = make_expert(valid_to=date(2018, 12, 31))
    with pytest.raises(refusals.ValueNotValid):
        actions.renew_expert(actor=SYSTEM, expert=one, valid_to=date(2018, 6, 1))
    actions.renew_expert(actor=SYSTEM, expert=one, valid_to=date(2020, 1, 1))
    with pytest.raises(refusals.ValueNotValid):
        actions.retire_expert(actor=SYSTEM, expert=one, reason="")
    actions.retire_expert(actor=SYSTEM, expert=one, reason="本人申请")
    with pytest.raises(refusals.ChangedMeanwhile):
        actions.retire_expert(actor=SYSTEM, expert=one, reason="本人申请")
    with pytest.raises(refusals.ExpertGone):
        actions.change_expert(actor=SYSTEM, expert=one, reason="x", title="y")


def test_posts_end_once_and_lists_grow_once():
    one = make_expert()
    post = actions.add_employment(actor=SYSTEM, expert=one, employer="某厂", valid_from=date(2010, 1, 1))
    assert actions.add_employment(actor=SYSTEM, expert=one, employer="某厂", valid_from=date(2010, 1, 1)) == post
    with pytest.raises(refusals.ValueNotValid):
        actions.end_employment(actor=SYSTEM, employment=post, on=date(2009, 1, 1))
    actions.end_employment(actor=SYSTEM, employment=post, on=date(2016, 1, 1))
    with pytest.raises(refusals.ChangedMeanwhile):
        actions.end_employment(actor=SYSTEM, employment=post, on=date(2016, 1, 2))
    policy = {
        "title": "柔性引才补贴",
        "basis": "青组字〔2017〕1号（示例）",
        "valid_from": date(2018, 1, 1),
        "amount": 30000,
    }
    actions.add_policy(actor=SYSTEM, expert=one, **policy)
    actions.add_policy(actor=SYSTEM, expert=one, **policy)
    assert one.policies.count() == 1
    actions.add_engagement(
        actor=SYSTEM, expert=one, kind="advice", title="盐湖产业论证", began_on=TODAY, ended_on=TODAY
    )
    assert one.engagements.get().role == ""
    field = actions.add_field(actor=SYSTEM, expert=one, scheme="ipc", symbol="C01D")
    actions.remove_field(actor=SYSTEM, field=field)
    actions.remove_field(actor=SYSTEM, field=field)
    assert one.fields.count() == 1


def test_an_expert_declares_his_own_ties_and_nobody_else_s():
    one, other = make_expert(), make_expert()
    self_ = person("talent.declare", subject=one.subject_id)
    row = actions.declare_relation(actor=self_, expert=one, kind="student", name="才让")
    assert row.source == "专家本人申报"
    assert actions.declare_relation(actor=self_, expert=one, kind="student", name="才让") == row
    with pytest.raises(refusals.NotYourRecord):
        actions.declare_relation(actor=self_, expert=other, kind="student", name="才让")
    office = person("talent.register")
    with pytest.raises(refusals.ValueNotValid):
        actions.declare_relation(actor=office, expert=other, kind="kin", name="张三")
    actions.declare_relation(actor=office, expert=other, kind="kin", name="张三", source="来信反映")
    with pytest.raises(PermitRefused):
        actions.declare_relation(actor=person(), expert=other, kind="kin", name="李四", source="x")
    actions.end_relation(actor=self_, relation=row, on=date(2018, 7, 2))
    assert ExpertRelation.objects.count() == 2


def test_nobody_writes_without_the_permit():
    with pytest.raises(PermitRefused):
        actions.register_expert(actor=person("talent.view"), name="王致远")


def test_who_sees_whom():
    one, other = make_expert(), make_expert()
    assert set(visible_experts(person("talent.view"))) == {one, other}
    assert set(visible_experts(person("talent.declare", subject=one.subject_id))) == {one}
    assert not visible_experts(Actor(kind="public", name="公众")).exists()


def test_candidates_are_those_in_term_whose_fields_fit():
    make_expert("甲", fields=[("ipc", "C12G")])
    make_expert("乙", fields=[("discipline", "材料")])
    make_expert("丙", fields=[("ipc", "C12G")], valid_to=date(2018, 1, 1))
    both = make_expert("丁", fields=[("ipc", "C12G"), ("discipline", "材料")], employer="某所")
    groups = [GroupWanted("A", "食品", "C12"), GroupWanted("B", "材料", "材料")]
    found = {one.name: one for one in experts_for(groups, TODAY)}
    assert {name: one.groups for name, one in found.items()} == {"甲": ("A",), "乙": ("B",), "丁": ()}
    assert found["丁"].employer == "某所"
    assert found["丁"].subject_id == both.subject_id
    assert {one.name for one in experts_for([GroupWanted("C", "全部")], TODAY)} == {"甲", "乙", "丁"}
