"""Joining records and taking it back: chains, circles, two clerks at once."""

import threading

import pytest
from django.db import connections

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import Refusal
from qingzhi.engine.search.models import IndexChange

from ..actions import ask_merge, decide_question, merge_parties, undo_merge
from ..models import Merge, NameQuestion, Party
from ..refusals import MergeAlreadyUndone, MergeInCircle, PartiesDiffer, PartyMerged, QuestionDecided, ValueNotValid
from ..rules.credit_code import with_check_digit
from ..testing import clerk, make_party


def roots():
    return dict(Party.objects.order_by("pk").values_list("name", "root__name"))


def merge(party, into, reason="核对为同一主体"):
    return merge_parties(actor=clerk(), party=party, into=into, reason=reason)


@pytest.fixture
def four(db):
    return [make_party(name) for name in "甲乙丙丁"]


def test_a_merge_points_and_undoing_unsets(four):
    first, second, *_ = four
    IndexChange.objects.all().delete()
    found = merge(first, second)
    assert roots() == {"甲": "乙", "乙": "乙", "丙": "丙", "丁": "丁"}
    assert AuditEntry.objects.latest("id").reason == "核对为同一主体"
    event = EventRow.objects.latest("id")
    assert event.name == "parties.merged" and event.payload["party_ids"] == [first.pk]
    assert set(IndexChange.objects.values_list("first_id", flat=True)) == {first.pk, second.pk}
    undo_merge(actor=clerk(name="卓玛"), merge=found, reason="实为两家")
    assert roots() == {name: name for name in "甲乙丙丁"}
    found.refresh_from_db()
    assert (found.undone_by, found.undo_reason, found.reason) == ("卓玛", "实为两家", "核对为同一主体")
    assert EventRow.objects.latest("id").name == "parties.merge_undone"
    assert AuditEntry.objects.latest("id").action == "parties.undo_merge"
    with pytest.raises(MergeAlreadyUndone):
        undo_merge(actor=clerk(), merge=found, reason="再撤一次")


def test_chains_are_flat_and_come_apart_where_they_were_joined(four):
    one, two, three, four_ = four
    merge(one, two)
    middle = merge(two, three)
    merge(three, four_)
    assert set(roots().values()) == {"丁"}
    undo_merge(actor=clerk(), merge=middle, reason="误并")
    assert roots() == {"甲": "乙", "乙": "乙", "丙": "丁", "丁": "丁"}


def test_who_was_merged_is_followed(four):
    one, two, three, _ = four
    merge(one, two)
    found = merge(three, one)
    assert found.into_id == two.pk and roots()["丙"] == "乙"


def test_circles_and_repetitions_are_refused(four):
    one, two, three, _ = four
    merge(one, two)
    for party, into in ((two, one), (two, two)):
        with pytest.raises(MergeInCircle):
            merge(party, into)
    with pytest.raises(PartyMerged):
        merge(one, three)
    with pytest.raises(ValueNotValid):
        merge(three, two, " ")
    assert Merge.objects.count() == 1


@pytest.mark.django_db
def test_what_cannot_be_one_is_refused():
    person = make_party("王伟", kind="individual")
    one, other = (
        make_party(name, credit_code=with_check_digit("91630102", number)) for name, number in (("甲", 1), ("乙", 2))
    )
    with pytest.raises(PartiesDiffer, match="个人与单位"):
        merge(person, one)
    with pytest.raises(PartiesDiffer, match="承继"):
        merge(one, other)


def question(party, candidate, score=90):
    from qingzhi.base import clock

    return NameQuestion.objects.create(
        party=party, candidate=candidate, score=score, reasons=["读音相同"], asked_at=clock.now()
    )


def test_a_question_is_answered_once_and_returns_when_the_merge_is_undone(four):
    one, two, three, _ = four
    asked, within = question(one, two), question(two, one, 80)
    decide_question(actor=clerk(), question=asked, answer="merge")
    found = Merge.objects.get()
    assert (found.party_id, found.into_id, found.score, found.reason) == (
        two.pk,
        one.pk,
        90,
        "读音相同",
    )  # the elder stays
    within.refresh_from_db()
    assert asked.__class__.objects.get(pk=asked.pk).state == within.state == "merged"
    with pytest.raises(QuestionDecided):
        decide_question(actor=clerk(), question=asked, answer="distinct")
    undo_merge(actor=clerk(), merge=found, reason="两家")
    asked.refresh_from_db()
    assert asked.state == "open" and "两家" in asked.reason
    decide_question(actor=clerk(), question=asked, answer="distinct", reason="地址不同")
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.decided_by) == (
        "distinct",
        "地址不同",
        "德吉",
    ) and not Merge.objects.filter(undone_at=None)
    assert AuditEntry.objects.latest("id").action == "parties.decide_question"
    assert ask_merge(actor=clerk(), party=one, candidate=three).state == "open"
    assert (
        ask_merge(actor=clerk(), party=three, candidate=one).pk
        == ask_merge(actor=clerk(), party=one, candidate=three).pk
    )


def test_the_better_known_record_stays(four):
    one, two, *_ = four
    Party.objects.filter(pk=one.pk).update(provisional=True)
    decide_question(actor=clerk(), question=question(two, one), answer="merge")
    assert Merge.objects.get().into_id == two.pk
    decide_question(actor=clerk(), question=question(four[2], four[3]), answer="merge", keep="candidate")
    assert Merge.objects.latest("pk").into_id == four[3].pk


def test_two_clerks_at_once_never_close_a_circle(concurrent_db):
    one, two = make_party("甲"), make_party("乙")
    start, refused = threading.Barrier(2), []

    def work(party, into):
        try:
            start.wait()
            merge(party, into)
        except Refusal as why:
            refused.append(why)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=work, args=pair) for pair in ((one, two), (two, one))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(refused) == 1 and Merge.objects.count() == 1
    assert len(set(roots().values())) == 1
