"""A round of the patent award from its rules to its certificates: what each step asks, does, tells."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused
from qingzhi.domains.funds.queries import available, summary_of
from qingzhi.domains.funds.refusals import AppropriationExceeded
from qingzhi.domains.support.actions.award_publishing import announce, publicise
from qingzhi.domains.support.actions.award_rounds import open_award_round, set_seat
from qingzhi.domains.support.actions.award_scoring import take_results
from qingzhi.domains.support.actions.award_voting import open_panel, take_vote
from qingzhi.domains.support.actions.money import reference_of
from qingzhi.domains.support.models import AwardRound
from qingzhi.domains.support.refusals.awards import (
    RecordedAlready,
    RoundNotThere,
    ValueUnfit,
)
from qingzhi.domains.support.testing.award_steps import (
    VISIT,
    fresh,
    publicised,
    scored,
    step,
    voted,
)
from qingzhi.domains.support.testing.awards import (
    desk,
    make_award_round,
    nominator,
)
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.scoring.actions import (
    cast_ballot,
    close_vote,
    take_attendance,
)
from qingzhi.engine.scoring.models import Vote
from qingzhi.engine.scoring.refusals import VoteInvalid

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def test_a_round_goes_from_nomination_to_paid_prize_and_revocation():
    round_, (gold, excellent) = publicised()
    assert [one.case.state for one in (gold, excellent)] == ["publicity", "publicity"]
    publication = Publication.objects.get(pk=AwardRound.objects.get(pk=round_.pk).publication)
    assert publication.items.count() == 2
    assert publication.closes_on == gold.case.clocks.get(code="publicity").due_on
    assert gold.case.due_on is None  # waiting for objections is nobody's lateness
    with pytest.raises(GuardRefused, match="公示至"):
        step(gold, "end_publicity")
    with clock.fixed(date(2018, 7, 11)):
        for one in (gold, excellent):
            step(one, "end_publicity", desk(1))
            with pytest.raises(PermitRefused, match="须由另一人办理"):
                step(one, "approve", desk(1), data={"decision": "省政府专题会议纪要〔2018〕12号"})
            step(one, "approve", desk(2), data={"decision": "省政府专题会议纪要〔2018〕12号"})
        assert summary_of(reference_of(gold, gold.holder)).committed == 200_000
        assert available(round_.programme) == 770_000
        for one in (gold, excellent):
            step(one, "certify", desk(1))
        document = IssuedDocument.objects.get(number=gold.certificate_number)
        assert document.kind == "support.award_certificate" and document.verification_code
        step(gold, "pay", desk(3), data={"voucher": "付字001"})
        assert (gold.case.state, gold.case.outcome, gold.paid_on) == ("awarded", "granted", date(2018, 7, 11))
        announce(actor=SYSTEM, round=AwardRound.objects.get(pk=round_.pk))
        assert Publication.objects.filter(kind="support.award.given").get().items.count() == 2
        step(gold, "propose_revocation", desk(1), data={"reason": "专利被宣告全部无效", "basis": "第12345号无效决定"})
        assert gold.case.state == "revoking" and gold.case.closed_at is None
        step(gold, "state", nominator(gold.nominator), data={"statement": "已起诉。"})
        step(gold, "revoke", desk(2), data={"decision": "撤销决定1号"})
    assert (gold.case.state, gold.case.outcome) == ("revoked", "revoked")
    assert summary_of(reference_of(gold, gold.holder)).clawed_back == 200_000
    assert gold.revocations.get().recovered == 200_000
    done = set(AuditEntry.objects.filter(action__startswith="support.").values_list("action", flat=True))
    assert {
        "support.give_award",
        "support.pay_prize",
        "support.revoke_award",
        "support.issue_award_certificate",
    } <= done
    told_ = list(
        EventRow.objects.filter(name__in=("support.award_given", "support.award_revoked")).values_list(
            "name", flat=True
        )
    )
    assert told_.count("support.award_given") == 2 and told_.count("support.award_revoked") == 1


def test_ranks_and_quotas_decide_the_shortlist_with_reasons():
    round_ = make_award_round()
    made = scored(round_, 95, 80, 70, 65, 40)
    take_results(actor=SYSTEM, round=round_)
    found = {fresh(one).rank: (one.case.state, one.seat.code if one.seat else "", one.seat_why) for one in made}
    assert [found[rank][1] for rank in range(1, 6)] == ["gold", "excellent", "excellent", "", ""]
    assert found[4][0] == "not_shortlisted" and "名额已满" in found[4][2]
    assert "金奖须达到 85" in found[2][2]


@pytest.mark.parametrize(("yes", "state"), [(6, "voted"), (5, "not_passed")])
def test_two_thirds_of_those_present_pass(yes, state):
    round_ = make_award_round()
    (one,) = scored(round_, 90)
    take_results(actor=SYSTEM, round=round_)
    voted(round_, [yes])
    assert fresh(one).case.state == state
    assert "同意" in one.vote_why


def member(subject):
    return Actor(kind="person", name=subject.display_name, user_id=subject.pk, subject_id=subject.pk, role="expert")


def test_members_vote_themselves_and_too_few_decide_nothing():
    round_ = make_award_round()
    scored(round_, 90)
    take_results(actor=SYSTEM, round=round_)
    members = [Subject.objects.create(kind="person", display_name=f"评委{at}") for at in range(3)]
    vote = open_panel(actor=SYSTEM, round=round_, members=members)
    take_attendance(actor=SYSTEM, vote=vote, present=members[:1])
    with pytest.raises(VoteInvalid, match="表决无效"):
        close_vote(actor=SYSTEM, vote=vote)
    with pytest.raises(RoundNotThere, match="还没有结束"):
        take_vote(actor=SYSTEM, round=round_)
    with pytest.raises(RecordedAlready):
        open_panel(actor=SYSTEM, round=round_, members=members)
    take_attendance(actor=SYSTEM, vote=vote, present=members[:2])
    for one in members[:2]:
        cast_ballot(actor=member(one), vote=vote, choices={vote.items.get().pk: "for"})
    close_vote(actor=SYSTEM, vote=Vote.objects.get(pk=vote.pk))
    assert take_vote(actor=SYSTEM, round=round_) == (1, 0)


def test_a_top_prize_is_visited_before_it_is_published():
    round_ = make_award_round()
    (one,) = scored(round_, 95)
    take_results(actor=SYSTEM, round=round_)
    voted(round_, [9])
    with pytest.raises(GuardRefused, match="金奖须现场考察"):
        publicise(actor=SYSTEM, round=round_)
    assert Publication.objects.count() == 0  # nothing is left of what failed
    with pytest.raises(FormWrong, match="两人以上"):
        step(one, "visit", data={**VISIT, "visited_by": "张三"})
    step(one, "visit", data={**VISIT, "confirmed": "0"})
    with pytest.raises(GuardRefused, match="与申报不符"):
        step(one, "publicise")
    step(one, "fail_visit", note="未见实施")
    assert one.case.state == "not_passed"


def test_a_prize_without_budget_is_not_given():
    _, (gold, _) = publicised(make_award_round(budget=50_000))
    with clock.fixed(date(2018, 7, 11)):
        step(gold, "end_publicity", desk(1))
        with pytest.raises(AppropriationExceeded):
            step(gold, "approve", desk(2), data={"decision": "纪要"})
    assert (fresh(gold).case.state, gold.awarded_on) == ("approving", None)


def test_quotas_are_changed_before_the_rules_are_published_only():
    round_ = make_award_round(opened=False)
    seat = round_.seats.get(code="gold")
    with pytest.raises(ValueUnfit, match="依据"):
        set_seat(actor=SYSTEM, seat=seat, quota=2, prize=100, source=" ")
    set_seat(actor=SYSTEM, seat=seat, quota=2, prize=100, source="局务会纪要")
    open_award_round(actor=SYSTEM, round=round_)
    with pytest.raises(RoundNotThere):
        set_seat(actor=SYSTEM, seat=seat, quota=3, prize=100, source="再改")
