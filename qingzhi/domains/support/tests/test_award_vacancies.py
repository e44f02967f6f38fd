"""Places that become free, and points on top: what the dated rules say, and who sees why."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.support.actions.award_publishing import announce, publicise
from qingzhi.domains.support.actions.award_scoring import take_results
from qingzhi.domains.support.actions.award_vacancies import settle_vacancy
from qingzhi.domains.support.actions.award_voting import take_vote
from qingzhi.domains.support.models import AwardRound, AwardRule, PriorityStanding
from qingzhi.domains.support.queries.award_shown import counts_of, next_of
from qingzhi.domains.support.refusals.awards import RecordedAlready, RoundNotThere
from qingzhi.domains.support.rules import award_quotas
from qingzhi.domains.support.testing.award_steps import fresh, publicised, scored, step, voted
from qingzhi.domains.support.testing.awards import desk, load_aid_tables, make_award_round, make_grouped
from qingzhi.engine.procedures.refusals import GuardRefused
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.scoring.models import Candidate, Seat, Sheet
from qingzhi.engine.scoring.testing import CRITERIA, make_scheme

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
DECIDED = {"decision": "省政府专题会议纪要〔2018〕12号"}
CHIEF = ("support.award.view", "support.award.decide", "publication.manage")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def upheld(one):
    """A substantive objection that was right."""
    step(one, "object", note="权属争议")
    return step(one, "uphold_objection", note="异议成立")


@pytest.mark.parametrize(
    ("places", "key", "why"),
    [
        ([], 0, "空缺"),
        ([(1, 4, 84, "invention")], 0, "没有类型相符且达到 85 分的"),
        ([(1, 4, 90, "design"), (2, 5, 86, "invention")], 2, "第 5 名"),
        ([(1, 5, 86, "utility"), (2, 4, 88, "utility")], 2, "第 4 名"),
    ],
)
def test_the_best_that_fits_moves_up(places, key, why):
    found = award_quotas.next_for(
        [award_quotas.Place(*one) for one in places], award_quotas.Seat("gold", "金奖", 1, ("invention", "utility"), 85)
    )
    assert found.key == key and why in found.reason


def test_by_the_usual_rule_the_place_stays_empty_and_nothing_is_announced_before_that_is_decided():
    round_, (gold, excellent, *_) = publicised(make_award_round(), 95, 80, 70, 65)
    upheld(gold)
    with clock.fixed(date(2018, 7, 12)):
        for each in fresh_public(round_):
            step(each, "end_publicity", desk(1))
            step(each, "approve", desk(2), data=DECIDED)
            step(each, "certify", desk(1))
        told = next_of(AwardRound.objects.get(pk=round_.pk), counts_of(round_), 0, clock.today())
        assert told.url == "" and "1 个空出的名额" in told.reason
        with pytest.raises(RoundNotThere, match="空出的名额"):
            announce(actor=SYSTEM, round=round_)
        with pytest.raises(PermitRefused):
            settle_vacancy(actor=desk(2, *CHIEF), nomination=gold)
        assert settle_vacancy(actor=desk(1), nomination=gold) is None
        with pytest.raises(RecordedAlready):
            settle_vacancy(actor=desk(1), nomination=gold)
        with pytest.raises(RoundNotThere, match="名额没有空出"):
            settle_vacancy(actor=desk(1), nomination=excellent)
        announce(actor=desk(2, *CHIEF), round=round_)  # the chief announces, who does not organise
    assert fresh(gold).seat is None and "空缺不补" in gold.seat_why
    assert Publication.objects.get(kind="support.award.given").items.count() == 2
    assert AuditEntry.objects.filter(action="support.settle_award_vacancy").count() == 1
    assert EventRow.objects.filter(name="support.award_place_left_empty").count() == 1


def fresh_public(round_):
    return list(round_.nominations.filter(case__state="publicity").select_related("case"))


def test_where_the_rule_says_so_the_next_moves_up_with_a_vote_and_a_publicity_of_his_own():
    round_ = make_award_round()
    AwardRule.objects.filter(code="vacancy").update(numerator=1)
    _, (_, excellent, _, fourth, last) = publicised(round_, 95, 80, 70, 65, 40)
    with pytest.raises(GuardRefused, match="没有空出的名额"):
        step(fourth, "move_up")
    upheld(excellent)
    assert settle_vacancy(actor=SYSTEM, nomination=excellent) == fourth
    assert fresh(fourth).case.state == "shortlisted" and "接替" in fourth.seat_why
    assert fresh(last).case.state == "not_shortlisted"
    with pytest.raises(RoundNotThere, match="表决结果已经登记"):
        take_vote(actor=SYSTEM, round=round_)  # the first vote says nothing about him
    assert next_of(AwardRound.objects.get(pk=round_.pk), counts_of(round_), 0, TODAY).url == "panel"
    assert voted(round_, [9]) == (1, 0)
    publicise(actor=SYSTEM, round=round_)
    assert fresh(fourth).case.state == "publicity"
    assert fourth.case.clocks.get(code="publicity", ended_on=None).due_on == date(2018, 7, 9)
    assert Publication.objects.filter(kind="support.award.proposed", title__contains="递补").get().items.count() == 1
    assert AwardRound.objects.get(pk=round_.pk).stage == "publicised"


def test_priority_points_stand_in_the_ranking_with_their_reason_and_not_before_the_experts(client):
    load_aid_tables()
    make_scheme("award-bonus", (*CRITERIA, ("priority", "", "优先支持加分", "bonus", 5, "support.priority_points")))
    round_ = make_award_round(scheme="award-bonus")
    made = make_grouped(round_, 3)
    for one, first, last in ((made[1], date(2018, 1, 1), None), (made[2], date(2017, 1, 1), date(2018, 7, 1))):
        PriorityStanding.objects.create(
            case=one.case,
            ground="portfolio",
            right=one.right,
            party=one.holder,
            name="盐湖锂核心专利组合",
            basis="章程",
            valid_from=first,
            valid_to=last,
        )
    scored(round_, 80, 79, 78, made=made)
    user = an_account("expert", "王致远")
    a_post(user, a_role("expert", "scoring.score"))
    sheet = Sheet.objects.get(entry__subject_id=str(made[1].pk), seat=Seat.objects.order_by("pk").first())
    Candidate.objects.filter(pk=sheet.seat.candidate_id).update(subject=user.person.subject)
    shown = signed_in(client, user).get(reverse("scoring:sheet", args=[sheet.pk])).content.decode()
    assert "79" in shown and "盐湖锂" not in shown  # its name would say whose the entry is
    ranked = take_results(actor=SYSTEM, round=round_)
    assert [(one.pk, one.score, one.priority_points) for one in ranked] == [
        (made[1].pk, 82, 3), (made[0].pk, 80, 0), (made[2].pk, 78, 0),  # what ended before the day earns nothing
    ]  # fmt: skip
    assert "盐湖锂核心专利组合" in ranked[0].priority_why[0] and ranked[1].priority_why == []
