"""A reporter is rewarded once, by the table of the day, without anybody learning who it is."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PUBLIC, SYSTEM, PermitRefused
from qingzhi.domains.funds.queries import claims_of
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import GuardRefused

from ..actions.complaint_receiving import receive_complaint
from ..actions.complaint_routing import route_complaint
from ..actions.rewards import claim_reward, propose_reward, read_reward_account, reference_of
from ..models import Complaint, Decision, RewardCase
from ..queries.reward_page import plain_reward
from ..refusals.flags import OwnCaseSupervised
from ..refusals.rewards import NoReward, RewardClosed, RewardedAlready
from ..rules.rewards import reward_amount
from ..terms.complaints import Way, Wish
from ..terms.rewards import RewardGrade
from ..testing.cases import REFERENCE, _rows, make_case_rules
from ..testing.complaints import make_complaint_rules, officer, told
from ..testing.decisions import a_decision, someone

pytestmark = pytest.mark.django_db
ACCOUNT = {"holder": "马德彪", "bank": "示例银行西宁分行", "number": "6228480402564890018"}


@pytest.fixture(autouse=True)
def _july(db):
    with clock.fixed(date(2018, 7, 2)):
        load_reward_rules()
        yield


def load_reward_rules() -> None:
    make_case_rules()
    make_complaint_rules()
    rows = _rows(REFERENCE / "decisions" / "enforcement.reward.csv")
    load_decisions(actor=SYSTEM, table="enforcement.reward", rows=rows)


def body():
    return make_complaint_rules()


def office():
    return officer()


def proposer():
    return someone(21, "enforcement.reward.propose", "enforcement.reward.view", body=body())


def chief(user_id: int = 22):
    return someone(user_id, "enforcement.reward.approve", "enforcement.reward.view", "enforcement.reward.propose",
                   body=body())  # fmt: skip


def finance():
    actor = someone(23, "enforcement.reward.pay", "enforcement.reward.view", "funds.pay", body=body())
    return type(actor)(**{**actor.__dict__, "subject_id": 10**9})


def reported(**values) -> Complaint:
    complaint = receive_complaint(actor=PUBLIC, told=told(wishes=(Wish.PUNISH,), **values)).complaint
    route_complaint(actor=office(), complaint=complaint, ways=[Way.PENALTY], why="查处")
    return complaint


def decided(complaint: Complaint, fine: int = 60_000, **values) -> Decision:
    made = a_decision(complaint.routes.get().target, fine=fine, decided_on=date(2018, 7, 2), **values)
    Decision.objects.filter(pk=made.pk).update(served_on=made.decided_on, effective_on=made.decided_on)
    return Decision.objects.get(pk=made.pk)


def proposed(complaint: Complaint | None = None, decision: Decision | None = None) -> RewardCase:
    complaint = complaint or reported()
    return propose_reward(
        actor=proposer(),
        complaint=complaint,
        decision=decision or decided(complaint),
        grade=RewardGrade.SECOND,
        reason="事实和证据完全相符",
    )


def step(dossier: RewardCase, actor, code: str, note: str = "", **data):
    dossier.case.refresh_from_db()
    return take_step(actor=actor, case=dossier.case, step=code, revision=dossier.case.revision, data=data, note=note)


def approved() -> RewardCase:
    dossier, line = proposed(), make_line(50_000, make_programme(body()))
    step(dossier, chief(), "approve", programme=str(line.programme_id))
    return RewardCase.objects.select_related("case", "complaint").get(pk=dossier.pk)


@pytest.mark.parametrize(
    ("base", "amount"),
    [("20000", "1000"), ("33333.33", "1000"), ("60000", "1800"), ("99999.99", "2999"), ("90000000", "200000")],
)
def test_the_amount_has_a_least_and_a_most(base, amount):
    assert reward_amount(Decimal(base), Decimal(3), Decimal(1_000), Decimal(200_000)) == Decimal(amount)


@pytest.mark.parametrize(("day", "least"), [(date(2021, 11, 30), 1_000), (date(2021, 12, 1), 3_000)])
def test_the_standard_is_that_of_the_day(day, least):
    assert decide("enforcement.reward", {"grade": "second"}, day).outcome["least"] == least


def test_a_reward_is_approved_claimed_by_code_and_paid_once_with_nobody_named():
    dossier = approved()
    assert (dossier.amount, dossier.told["told"]) == (1800, "罚没款60,000.00元的3%，最低1,000元，每案最高200,000元")
    assert plain_reward(dossier.complaint).open
    claim_reward(complaint=dossier.complaint, **ACCOUNT)
    with pytest.raises(RewardClosed):
        claim_reward(complaint=dossier.complaint, **ACCOUNT)
    dossier.refresh_from_db()
    assert read_reward_account(actor=finance(), dossier=dossier, purpose="发放奖励") == tuple(ACCOUNT.values())
    step(dossier, finance(), "pay", voucher="ZF-1", paid_on="2018-07-02")
    dossier.refresh_from_db()
    claim = claims_of(reference_of(dossier)).get()
    assert (dossier.case.state, claim.paid, claim.payable) == ("paid", 1800, 0)
    assert str(claim.payee) == "举报投诉人" and not apps.get_model("funds.PayeeAccount")._default_manager.exists()
    written = "".join(f"{one.object_label}{one.changes}{one.reason}" for one in AuditEntry.objects.all())
    assert not any(secret in written for secret in ACCOUNT.values())
    assert AuditEntry.objects.filter(action="enforcement.read_reward_account", reason="发放奖励").count() == 1
    with pytest.raises(RewardedAlready, match="不重复奖励"):
        proposed(dossier.complaint, dossier.decision)


def test_one_decision_rewards_the_first_report_only():
    dossier = proposed()
    second = reported()
    second.routes.update(target=dossier.decision.case)
    with pytest.raises(RewardedAlready, match="最先举报"):
        proposed(second, dossier.decision)


def test_it_rests_on_an_effective_decision_of_that_very_report():
    complaint, other = reported(), reported()
    with pytest.raises(NoReward, match="没有生效"):
        proposed(complaint, a_decision(complaint.routes.get().target))
    with pytest.raises(NoReward, match="不是由这件举报"):
        proposed(complaint, decided(other))


def test_who_proposes_does_not_approve_and_who_approves_does_not_pay():
    complaint = reported()
    dossier = propose_reward(
        actor=chief(), complaint=complaint, decision=decided(complaint), grade=RewardGrade.THIRD, reason="基本相符"
    )
    line = make_line(50_000, make_programme(body()))
    with pytest.raises(OwnCaseSupervised):
        step(dossier, chief(), "approve", programme=str(line.programme_id))
    both = someone(
        25,
        "enforcement.reward.approve",
        "enforcement.reward.pay",
        "funds.pay",
        body=body(),
    )
    both = type(both)(**{**both.__dict__, "subject_id": 10**9 + 1})
    step(dossier, both, "approve", programme=str(line.programme_id))
    claim_reward(complaint=complaint, **ACCOUNT)
    with pytest.raises(PermitRefused, match="另一人"):
        step(dossier, both, "pay", voucher="ZF-1", paid_on="2018-07-02")


def test_who_may_not_read_the_account():
    dossier = approved()
    with pytest.raises(RewardClosed):
        read_reward_account(actor=finance(), dossier=dossier, purpose="发放奖励")
    claim_reward(complaint=dossier.complaint, **ACCOUNT)
    with pytest.raises(PermitRefused):
        read_reward_account(actor=chief(), dossier=dossier, purpose="核对")


def test_what_is_not_claimed_lapses_after_its_days_and_frees_the_money():
    dossier = approved()
    with pytest.raises(GuardRefused, match="2018-08-31"):
        step(dossier, chief(), "lapse", note="举报人未领取")
    with clock.fixed(date(2018, 9, 1)):
        step(dossier, chief(), "lapse", note="举报人未领取")
        dossier.refresh_from_db()
        assert (
            dossier.void
            and claims_of(reference_of(dossier)).get().committed == 0
            and plain_reward(dossier.complaint) is None
        )
