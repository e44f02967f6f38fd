"""The table of avoidance, each rule by what the registers hold; every finding names its record."""

from datetime import date

import pytest

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.talent import actions
from qingzhi.domains.talent.queries import conflicts
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.scoring.sources import EntryFacts, Involved, Screening
from qingzhi.engine.scoring.testing import make_thresholds

pytestmark = pytest.mark.django_db
ON = date(2018, 7, 1)


@pytest.fixture(autouse=True)
def _thresholds(db):
    make_thresholds()


def asked(experts, *involved, entry=7):
    facts = EntryFacts(entry, "tests.entry", "1", "项目", tuple(involved))
    return Screening(tuple(one.subject_id for one in experts), (facts,), ON)


def found(rule, experts, *involved):
    return list(rule(asked(experts, *involved)))


def holder(party):
    return Involved("holder", "parties.party", str(party.pk), party.name)


@pytest.mark.parametrize(
    ("first", "last", "hit"),
    [
        (date(2010, 1, 1), None, True),
        (date(2010, 1, 1), date(2015, 7, 1), False),  # ended three years ago to the day
        (date(2010, 1, 1), date(2015, 7, 2), True),
        (None, None, True),
        (date(2018, 7, 2), None, False),  # not begun
    ],
)
def test_employed_by_a_holder_within_three_years(first, last, hit):
    firm = make_party("青海示例青稞有限公司")
    expert = make_expert()
    post = actions.add_employment(actor=SYSTEM, expert=expert, party=firm, valid_from=first, valid_to=last)
    rows = found(conflicts.employed, [expert], holder(firm))
    assert bool(rows) is hit
    if hit:
        assert (rows[0].source_kind, rows[0].source_id, rows[0].certain) == (
            "talent.expertemployment",
            str(post.pk),
            True,
        )
        assert expert.number in rows[0].source_text


def test_an_employer_is_found_by_name_too_and_through_the_right_alone():
    expert = make_expert(employer="青海示例青稞有限公司")
    assert found(conflicts.employed, [expert], Involved("applicant", name="青海示例青稞 有限公司"))
    right = make_right(holders=["青海示例青稞有限公司"])
    assert found(conflicts.employed, [expert], Involved("right", "rights.right", str(right.pk)))
    assert not found(
        conflicts.employed, [make_expert(employer="别的公司")], Involved("right", "rights.right", str(right.pk))
    )


def test_a_renamed_or_merged_holder_is_the_same_holder():
    from qingzhi.domains.parties.actions import merge_parties

    old, new = make_party("青海示例一公司"), make_party("青海示例一公司（新）")
    expert = make_expert()
    actions.add_employment(actor=SYSTEM, expert=expert, party=old)
    merge_parties(actor=SYSTEM, party=old, into=new, reason="更名")
    assert found(conflicts.employed, [expert], holder(new))


def test_an_inventor_is_certain_at_the_holder_and_a_namesake_elsewhere():
    right = make_right(holders=["青海示例青稞有限公司"], details={"type": "invention", "inventors": "王致远；才让"})
    entry = Involved("right", "rights.right", str(right.pk))
    sure = make_expert("王致远", employer="青海示例青稞有限公司")
    rows = found(conflicts.own, [sure], entry)
    assert [(one.entry, one.certain) for one in rows] == [(7, True), (None, True)]
    assert rows[0].source_kind == "rights.right" and rows[0].source_id == str(right.pk)
    namesake = make_expert("才让", employer="北京某所")
    rows = found(conflicts.own, [namesake], entry)
    assert [(one.entry, one.certain) for one in rows] == [(7, False)]


def test_own_application_keeps_out_of_the_whole_round():
    person = make_party("扎西东知", "individual")
    expert = make_expert("扎西东知", party=person)
    rows = found(conflicts.own, [expert], Involved("applicant", "parties.party", str(person.pk), "扎西东知"))
    assert (None, "本人申报同届评审") in [(one.entry, one.reason) for one in rows]


def test_joint_inventors_of_five_years():
    name = "青海示例盐湖有限公司"
    recent = make_right(
        holders=[name], applied_on=date(2014, 1, 1), registered_on=date(2016, 1, 1),
        details={"type": "invention", "inventors": "王致远；李明"},
    )  # fmt: skip
    make_right(
        holders=[name], applied_on=date(2012, 1, 1), registered_on=date(2014, 1, 1),
        details={"type": "invention", "inventors": "马宗明；李明"},
    )  # fmt: skip
    entry = make_right(holders=[name], details={"type": "invention", "inventors": "李明"})
    inside, outside = make_expert("王致远", employer=name), make_expert("马宗明", employer=name)
    rows = found(conflicts.co_inventors, [inside, outside], Involved("right", "rights.right", str(entry.pk)))
    assert [(one.expert, one.source_id, one.certain) for one in rows] == [(inside.subject_id, str(recent.pk), True)]
    assert "李明" in rows[0].reason


def test_who_left_the_holder_long_ago_is_still_told_as_joint_inventor():
    name = "青海示例盐湖有限公司"
    firm = make_party(name)
    expert = make_expert("王致远", employer="北京某所")
    actions.add_employment(actor=SYSTEM, expert=expert, party=firm, valid_to=date(2014, 6, 1))
    make_right(holders=[name], applied_on=date(2014, 1, 1), details={"type": "invention", "inventors": "王致远；李明"})
    entry = make_right(holders=[name], details={"type": "invention", "inventors": "李明"})
    involved = Involved("right", "rights.right", str(entry.pk))
    assert not found(conflicts.employed, [expert], involved)
    assert [one.certain for one in found(conflicts.co_inventors, [expert], involved)] == [True]


def test_the_agency_of_the_entry():
    right = make_right(details={"type": "invention", "agency": "西宁示例专利代理事务所"})
    involved = Involved("right", "rights.right", str(right.pk))
    assert found(conflicts.agents, [make_expert(employer="西宁示例专利代理事务所")], involved)
    served = make_expert()
    actions.declare_relation(
        actor=SYSTEM,
        expert=served,
        kind="agent",
        name="青海示例青稞有限公司",
        detail="2017年代理诉讼",
        source="本人声明",
    )
    assert found(conflicts.agents, [served], involved)
    assert not found(conflicts.agents, [make_expert()], involved)


def test_shares_in_a_holder_until_they_are_sold():
    firm = make_party("青海示例青稞有限公司")
    expert = make_expert()
    row = actions.declare_relation(actor=SYSTEM, expert=expert, kind="equity", party=firm, source="本人声明")
    rows = found(conflicts.shares, [expert], holder(firm))
    assert (rows[0].source_kind, rows[0].source_id) == ("talent.expertrelation", str(row.pk))
    actions.end_relation(actor=SYSTEM, relation=row, on=date(2018, 6, 1), reason="转让")
    assert not found(conflicts.shares, [expert], holder(firm))


@pytest.mark.parametrize(
    ("kind", "rule"),
    [("teacher", "teachers"), ("student", "teachers"), ("kin", "kin"), ("co_inventor", "co_inventors")],
)
def test_ties_to_a_maker_are_suspected_by_name_and_certain_with_the_employer(kind, rule):
    right = make_right(holders=["青海示例青稞有限公司"], details={"type": "invention", "inventors": "李明"})
    involved = Involved("right", "rights.right", str(right.pk))
    sure, maybe, no = make_expert(), make_expert(), make_expert()
    tie = {"actor": SYSTEM, "kind": kind, "name": "李明", "source": "本人声明"}
    actions.declare_relation(expert=sure, employer="青海示例青稞有限公司", **tie)
    actions.declare_relation(expert=maybe, **tie)
    actions.declare_relation(expert=no, **{**tie, "name": "张三"})
    rows = found(getattr(conflicts, rule), [sure, maybe, no], involved)
    assert {one.expert: one.certain for one in rows} == {sure.subject_id: True, maybe.subject_id: False}
    assert "申报" in rows[0].source_text


def test_inventors_told_by_the_nominator_count_like_the_register_s():
    expert = make_expert("王致远")
    rows = found(conflicts.own, [expert], Involved("inventor", name="王致远"))
    assert [(one.entry, one.certain) for one in rows] == [(7, False)]


def test_two_thousand_entries_are_asked_in_a_few_questions(django_assert_max_num_queries):
    experts = [make_expert(employer=f"单位{index}") for index in range(5)]
    entries = tuple(
        EntryFacts(index, "tests.entry", str(index), "项目", (Involved("applicant", name=f"单位{index % 50}"),))
        for index in range(2000)
    )
    wanted = Screening(tuple(one.subject_id for one in experts), entries, ON)
    with django_assert_max_num_queries(12):
        assert len(list(conflicts.employed(wanted))) == 5 * 40
    with django_assert_max_num_queries(14):
        assert not list(conflicts.co_inventors(wanted))
