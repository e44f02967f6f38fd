"""Ballots: the own one, once, by members who are present and may judge; enough of them, or nothing is decided."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused
from qingzhi.engine.scoring.actions import (
    NewItem,
    cast_ballot,
    close_vote,
    count_ballots,
    open_vote,
    recuse_member,
    take_attendance,
)
from qingzhi.engine.scoring.models import Vote, VoteRecusal
from qingzhi.engine.scoring.refusals import ReasonMissing, VoteInvalid
from qingzhi.engine.scoring.sources import FoundConflict, Involved, conflict_source
from qingzhi.engine.scoring.testing import make_thresholds

pytestmark = pytest.mark.django_db
_barred: list[tuple[int, str, bool]] = []  # member, name that the question touches, certain


def _told(asked):
    for person, name, certain in _barred:
        for one in asked.entries:
            if person in asked.experts and name in one.names("holder"):
                yield FoundConflict(person, one.id, "任职于权利人", f"任职记录：{name}", certain=certain)


@pytest.fixture(autouse=True)
def _rules():
    make_thresholds()
    conflict_source("tests.vote_conflict", "测试表决回避", _told)
    _barred.clear()


def people(count=3):
    return [Subject.objects.create(kind="person", display_name=f"评委{at}") for at in range(count)]


def voter(subject):
    return Actor(kind="person", name=subject.display_name, user_id=subject.pk, subject_id=subject.pk, role="expert")


def a_vote(members, *titles, present=None):
    items = [NewItem(one, involved=[Involved("holder", name=one)]) for one in titles or ("甲公司", "乙公司")]
    vote = open_vote(
        actor=SYSTEM, title="拟奖名单", body=a_body(), items=items, members=members, rules_on=date(2018, 7, 1)
    )
    take_attendance(actor=SYSTEM, vote=vote, present=members if present is None else present)
    return vote


def ballot(vote, *choices):
    return dict(zip(vote.items.order_by("position").values_list("pk", flat=True), choices, strict=True))


def test_a_ballot_counts_once_leaves_no_trace_and_is_not_changed():
    one, *others = people()
    vote = a_vote([one, *others])
    cast_ballot(actor=voter(one), vote=vote, choices=ballot(vote, "for", "against"))
    for again in (("for", "against"), ("against", "against")):
        with pytest.raises(VoteInvalid, match="不能更改"):
            cast_ballot(actor=voter(one), vote=vote, choices=ballot(vote, *again))
    assert [(each.in_favour, each.against) for each in vote.items.all()] == [(1, 0), (0, 1)]
    entry = AuditEntry.objects.filter(action="scoring.cast_ballot").get()
    assert "against" not in str(entry.changes) and "for" not in str(entry.changes)
    assert EventRow.objects.filter(name="scoring.ballot_cast").count() == 1


@pytest.mark.parametrize(
    ("choices", "why"),
    [(("for",), "每个事项"), ((), "每个事项"), (("for", "yes"), "同意、不同意或弃权")],
)
def test_a_ballot_that_does_not_fit_counts_nothing(choices, why):
    one, *others = people()
    vote = a_vote([one, *others])
    given = dict(zip(vote.items.values_list("pk", flat=True), choices, strict=False))
    with pytest.raises(VoteInvalid, match=why):
        cast_ballot(actor=voter(one), vote=vote, choices=given)
    assert sum(each.in_favour for each in vote.items.all()) == 0
    assert not vote.member_rows.filter(voted=True).exists()


def test_strangers_the_absent_and_the_late_cast_none():
    one, two, three = people()
    (stranger,) = people(1)
    vote = a_vote([one, two, three], present=[one, two])
    choices = ballot(vote, "for", "for")
    with pytest.raises(PermitRefused, match="不是本次表决的委员"):
        cast_ballot(actor=voter(stranger), vote=vote, choices=choices)
    with pytest.raises(VoteInvalid, match="请先签到"):
        cast_ballot(actor=voter(three), vote=vote, choices=choices)
    cast_ballot(actor=voter(one), vote=vote, choices=choices)
    take_attendance(actor=SYSTEM, vote=vote, present=[two])
    assert vote.member_rows.get(subject=one).present  # whoever has voted was there
    close_vote(actor=SYSTEM, vote=vote)
    with pytest.raises(VoteInvalid, match="表决已经结束"):
        cast_ballot(actor=voter(two), vote=vote, choices=choices)


def test_too_few_decide_nothing_and_the_vote_stays_open():
    members = people(6)
    vote = a_vote(members, present=members[:3])
    with pytest.raises(VoteInvalid, match=r"应到 6 人，实到 3 人.*表决无效"):
        close_vote(actor=SYSTEM, vote=vote)
    vote.refresh_from_db()
    assert vote.state == "open" and vote.items.filter(passed=None).count() == 2
    take_attendance(actor=SYSTEM, vote=vote, present=members[:4])
    assert close_vote(actor=SYSTEM, vote=vote).state == "closed"


def test_a_conflict_from_the_registers_keeps_a_member_out_of_that_question_alone():
    members = people()
    one, two, three = members
    _barred.append((one.pk, "甲公司", True))
    vote = a_vote(members)
    first, second = vote.items.all()
    with pytest.raises(VoteInvalid, match="须回避"):
        cast_ballot(actor=voter(one), vote=vote, choices=ballot(vote, "for", "for"))
    cast_ballot(actor=voter(one), vote=vote, choices={second.pk: "for"})
    cast_ballot(actor=voter(two), vote=vote, choices=ballot(vote, "for", "for"))
    cast_ballot(actor=voter(three), vote=vote, choices=ballot(vote, "for", "against"))
    close_vote(actor=SYSTEM, vote=vote)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.in_favour, first.recused, first.passed) == (2, 1, True)
    assert "回避 1 人" in first.reason and "（2 人）" in first.reason  # two thirds of the two who may judge
    assert (second.in_favour, second.recused, second.passed) == (2, 0, True)


def test_a_member_declares_a_conflict_on_the_ballot():
    members = people()
    vote = a_vote(members)
    cast_ballot(actor=voter(members[0]), vote=vote, choices=ballot(vote, "recuse", "for"))
    for each in members[1:]:
        cast_ballot(actor=voter(each), vote=vote, choices=ballot(vote, "for", "for"))
    close_vote(actor=SYSTEM, vote=vote)
    assert VoteRecusal.objects.get().source_text == "委员本人提出"
    assert [(each.recused, each.in_favour) for each in vote.items.all()] == [(1, 2), (0, 3)]


def test_a_suspicion_bars_nobody_until_the_secretary_has_looked():
    members = people()
    _barred.append((members[0].pk, "甲公司", False))
    vote = a_vote(members)
    first = vote.items.first()
    row = vote.member_rows.get(subject=members[0])
    with pytest.raises(ReasonMissing):
        recuse_member(actor=SYSTEM, vote=vote, member=row, item=first, reason=" ", source_text="函")
    told = {"actor": SYSTEM, "vote": vote, "item": first, "reason": "经查同一人", "source_text": "单位证明"}
    recuse_member(member=row, **told)
    assert recuse_member(member=row, **told) == VoteRecusal.objects.get()  # twice changes nothing
    assert AuditEntry.objects.filter(action="scoring.recuse_member").count() == 1
    cast_ballot(actor=voter(members[1]), vote=vote, choices=ballot(vote, "for", "for"))
    with pytest.raises(VoteInvalid, match="已经投票"):
        recuse_member(member=vote.member_rows.get(subject=members[1]), **told)


def test_paper_and_screen_do_not_mix_and_who_kept_out_is_counted():
    vote = open_vote(actor=SYSTEM, title="纸质", body=a_body(), items=[NewItem("甲")], members_count=9)
    item = vote.items.get()
    told = {"actor": SYSTEM, "vote": vote, "present": 9, "tellers": "张三、李四"}
    with pytest.raises(VoteInvalid, match="超过实到人数"):
        count_ballots(counts={item.pk: (6, 2, 0)}, recused={item.pk: 2}, **told)
    count_ballots(counts={item.pk: (5, 2, 0)}, recused={item.pk: 2}, **told)
    close_vote(actor=SYSTEM, vote=vote)
    item.refresh_from_db()
    assert item.passed and item.recused == 2  # five of the seven who may judge
    members = people()
    named = a_vote(members)
    cast_ballot(actor=voter(members[0]), vote=named, choices=ballot(named, "for", "for"))
    with pytest.raises(VoteInvalid, match="在线投票"):
        count_ballots(
            actor=SYSTEM,
            vote=named,
            present=3,
            counts={each.pk: (3, 0, 0) for each in named.items.all()},
            tellers="张三",
        )


def test_a_member_votes_on_the_page_and_sees_no_count_before_the_end(client, django_assert_max_num_queries):
    user = an_account("expert", "王致远")
    a_post(user, a_role("expert", "scoring.score"))
    others = people(2)
    _barred.append((user.person.subject_id, "甲公司", True))
    vote = a_vote([user.person.subject, *others], present=others)
    url = reverse("scoring:vote", args=[vote.pk])
    browser = signed_in(client, user)
    assert "签到后才能投票" in browser.get(url).content.decode()
    take_attendance(actor=SYSTEM, vote=vote, present=[user.person.subject, *others])
    first, second = vote.items.all()
    with django_assert_max_num_queries(15):
        shown = browser.get(url).content.decode()
    assert f"item_{second.pk}" in shown and f"item_{first.pk}" not in shown and "任职于权利人" in shown
    assert browser.post(url, {f"item_{second.pk}": ""}).status_code == 200  # nothing chosen
    assert browser.post(url, {f"item_{second.pk}": "for"}).status_code == 302
    assert "您已投票" in browser.get(url).content.decode()
    assert browser.post(url, {f"item_{second.pk}": "against"}).status_code == 200
    second.refresh_from_db()
    assert (second.in_favour, second.against) == (1, 0)
    assert browser.get(reverse("scoring:vote_recusal", args=[vote.pk])).status_code == 403
    stranger = an_account("stranger", "陌生人")
    a_post(stranger, a_role("expert", "scoring.score"))
    assert signed_in(client, stranger).get(url).status_code == 404


def test_the_secretary_registers_a_conflict_on_the_page(client):
    user = an_account("secretary", "祁永寿")
    a_post(user, a_role("award_secretary", "scoring.round.view", "scoring.vote.manage"))
    members = people()
    vote = a_vote(members)
    browser, url = signed_in(client, user), reverse("scoring:vote_recusal", args=[vote.pk])
    asked = {
        "member": vote.member_rows.first().pk,
        "item": vote.items.first().pk,
        "reason": "近亲属",
        "source_text": "来信",
    }
    assert browser.post(url, {**asked, "reason": ""}).status_code == 200
    assert browser.post(url, asked).url == reverse("scoring:vote", args=[vote.pk])
    assert "近亲属" in browser.get(reverse("scoring:vote", args=[vote.pk])).content.decode()
    assert Vote.objects.get(pk=vote.pk).items.first().recusals.count() == 1
