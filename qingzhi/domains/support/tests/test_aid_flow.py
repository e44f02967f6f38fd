"""The fund, compensation and priority as cases: filed from the registers, computed by tables, published, approved, paid."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused, Scope
from qingzhi.domains.funds.queries import summary_of
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.support.actions.aid_filing import (
    apply_for_enforcement,
    apply_for_priority,
    apply_for_transaction,
    apply_to_fund,
)
from qingzhi.domains.support.actions.money import reference_of
from qingzhi.domains.support.actions.projects import evaluate_project
from qingzhi.domains.support.actions.transactions import record_transaction, void_transaction
from qingzhi.domains.support.models import VarietyFundApplication
from qingzhi.domains.support.queries.aid import fund_ranking
from qingzhi.domains.support.queries.priority import priority_points
from qingzhi.domains.support.refusals.awards import RecordedAlready, RightUnfit, UseNotFunded, ValueUnfit
from qingzhi.domains.support.testing.awards import a_letter, desk, load_aid_tables, make_award_rules, office
from qingzhi.engine.decisions.queries import cases_count
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.refusals import GuardRefused
from qingzhi.engine.publication.actions import accept_objection, answer_objection, load_grounds, object_to
from qingzhi.engine.publication.actions.objecting import Objector
from qingzhi.engine.publication.models import ObjectionGround, Publication
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
AID = ("support.aid.view", "support.aid.handle", "support.aid.decide", "support.aid.pay", "funds.commit", "funds.pay",
       "publication.manage", "procedures.case.handle")  # fmt: skip


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        a_region()
        make_award_rules()
        load_aid_tables()
        yield


def applicant(party):
    return Actor(
        kind="person", name=f"{party.name}经办", user_id=500 + party.pk, role="applicant", role_title="申请人",
        acts_for=party.subject_id, mandate_id=1, grants={"support.aid.apply": Scope.BODY},
    )  # fmt: skip


def programme(amount=500_000):
    found = make_programme(office())
    make_line(amount, found)
    return found


def step(one, code, actor=SYSTEM, **more):
    one.case.refresh_from_db()
    take_step(actor=actor, case=one.case, step=code, revision=one.case.revision, **more)
    one.refresh_from_db()
    one.case.refresh_from_db()
    return one


def handed_in(one, slot, party):
    attach(actor=applicant(party), case=one.case, slot=slot, label="材料", received=a_letter())
    step(one, "submit", applicant(party))
    return step(one, "accept", desk(1, *AID))


def sold(buyer, paid=600_000, **values):
    usual = {
        "kind": "transfer", "contract_number": "ZR-2018-1", "signed_on": date(2018, 5, 2), "amount": Decimal(paid),
        "paid_amount": Decimal(paid), "paid_on": date(2018, 5, 20), "giver": make_party("青海示例研究所"), "taker": buyer,
        "rights": [make_right()], "source": "合同、到账凭证",
    }  # fmt: skip
    return record_transaction(actor=SYSTEM, **{**usual, **values})


def to_approval(one, decision="局务会纪要〔2018〕8号"):
    step(one, "publicise", desk(1, *AID))
    with pytest.raises(GuardRefused, match="公示至"):
        step(one, "end_publicity", desk(1, *AID))
    with clock.fixed(date(2018, 7, 16)):
        step(one, "end_publicity", desk(1, *AID))
        with pytest.raises(PermitRefused, match="另一人"):
            step(one, "approve", desk(1, *AID), note=decision)
        return step(one, "approve", desk(2, *AID), note=decision)


def test_a_transaction_is_compensated_once_for_each_side_and_paid():
    buyer = make_party("青海示例盐湖科技有限公司")
    sale = sold(buyer)
    one = apply_for_transaction(
        actor=applicant(buyer), party=buyer, body=office(), transaction_=sale, programme=programme()
    )
    with pytest.raises(RecordedAlready, match="已申请补偿"):
        apply_for_transaction(actor=applicant(buyer), party=buyer, body=office(), transaction_=sale)
    with pytest.raises(RecordedAlready, match="为依据，不能作废"):
        void_transaction(actor=SYSTEM, transaction_=sale, reason="登记有误")
    handed_in(one, "proof", buyer)
    with pytest.raises(GuardRefused, match="维权费用须先核定票据"):
        step(one, "compute_fees", desk(1, *AID), data={"lawyer": 1, "notary": 0, "appraisal": 0, "covered": 0})
    step(one, "compute", desk(1, *AID))
    assert one.computed == Decimal("60000.00")
    assert [line[0] for line in one.lines] == ["实际到账金额", "按比例", "上限", "补偿金额"]
    to_approval(one)
    assert summary_of(reference_of(one, buyer)).committed == 60_000
    with clock.fixed(date(2018, 7, 20)):
        step(one, "pay", desk(3, *AID), data={"voucher": "付字9"})
    assert (one.case.state, one.case.outcome, one.paid_on) == ("paid", "granted", date(2018, 7, 20))
    assert summary_of(reference_of(one, buyer)).paid == 60_000
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert {
        "support.record_transaction",
        "support.compute_compensation",
        "support.promise_aid",
        "support.pay_aid",
    } <= done


def test_what_a_table_decided_is_kept_for_the_trial_of_a_draft():
    buyer = make_party("青海示例盐湖科技有限公司")
    one = apply_for_transaction(
        actor=applicant(buyer), party=buyer, body=office(), transaction_=sold(buyer), programme=programme()
    )
    handed_in(one, "proof", buyer)
    assert cases_count("support.compensation") == 0
    for _ in range(2):  # computed again, the latest takes the place of the first
        step(one, "compute", desk(1, *AID))
    assert cases_count("support.compensation") == 1
    assert cases_count("support.enforcement") == 0


def test_only_a_party_to_a_transaction_may_ask():
    sale, other = sold(make_party("买方有限公司")), make_party("旁人有限公司")
    with pytest.raises(ValueUnfit, match="不是这笔交易的一方"):
        apply_for_transaction(actor=applicant(other), party=other, body=office(), transaction_=sale)
    with pytest.raises(PermitRefused):
        apply_for_transaction(actor=applicant(other), party=sale.taker, body=office(), transaction_=sale)


def test_what_no_row_compensates_is_refused_not_published():
    buyer = make_party("小买方有限公司")
    sale = sold(buyer, paid=1_000)
    one = apply_for_transaction(
        actor=applicant(buyer), party=buyer, body=office(), transaction_=sale, programme=programme()
    )
    handed_in(one, "proof", buyer)
    step(one, "compute", desk(1, *AID))
    assert one.computed == 0 and one.lines[-1][0] == "不予补偿"
    with pytest.raises(GuardRefused, match="核定金额为零"):
        step(one, "publicise", desk(1, *AID))
    step(one, "refuse", desk(2, *AID), note="不在补偿范围")
    assert one.case.outcome == "refused"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"rights": []}, "指明交易的权利"), ({"source": " "}, "依据"), ({"paid_on": None}, "到账日"),
        ({"signed_on": date(2018, 7, 3)}, "不能晚于今天"),
    ],
)  # fmt: skip
def test_a_transaction_is_recorded_with_its_proof(change, fault):
    with pytest.raises(ValueUnfit, match=fault):
        sold(make_party("买方有限公司"), **change)


def test_enforcement_costs_by_the_approved_bills():
    party = make_party("青海示例青稞有限公司")
    right = make_right(holders=[party.name])
    judgement = {"kind": "court", "number": "（2018）青01民初1号", "on": date(2018, 5, 1), "found": True}
    fees = {"lawyer": Decimal(90_000), "notary": Decimal(2_000), "appraisal": Decimal(0), "covered": Decimal(10_000)}
    values = {"body": office(), "judgement": judgement, "fees": fees, "programme": programme()}
    with pytest.raises(RightUnfit, match="不属于您单位"):
        apply_for_enforcement(actor=applicant(party), party=party, right=make_right(holders=["别家"]), **values)
    one = apply_for_enforcement(actor=applicant(party), party=party, right=right, **values)
    handed_in(one, "proof", party)
    approved = {"lawyer": "60000", "notary": "2000", "appraisal": "0", "covered": "10000"}
    step(one, "compute_fees", desk(1, *AID), data=approved)
    assert (one.approved_fees, one.computed) == (62_000, Decimal("26000.00"))
    to_approval(one)
    assert one.case.state == "paying"


def variety(party, status="in_force"):
    return make_right("variety", holders=[party.name], status=status, title="青稞品种柴青示例")


def fund(party, right, use="dus", cost=80_000, asked=60_000, **values):
    return apply_to_fund(
        actor=applicant(party), party=party, body=office(), right=right, use=use, purpose="测试", cost=Decimal(cost),
        requested=Decimal(asked), **values,
    )  # fmt: skip


def test_the_fund_pays_for_no_official_fee_and_for_own_rights_only():
    party = make_party("青海示例种业有限公司")
    right = variety(party)
    with pytest.raises(UseNotFunded, match="停征"):
        fund(party, right, "official_fee")
    with pytest.raises(RightUnfit, match="不属于"):
        fund(make_party("别家种业有限公司"), right)
    with pytest.raises(RightUnfit, match="有效"):
        fund(party, make_right(holders=[party.name]))
    with pytest.raises(ValueUnfit):
        fund(party, right, asked=90_000)
    fund(party, right)
    with pytest.raises(RecordedAlready):
        fund(party, right)


def joint(one, trade, agrees="1"):
    step(one, "send", desk(1, *AID), data={"trade_body": str(trade.pk)})
    assert WorkItem.objects.filter(kind="support.joint_review", body=trade, closed_at=None).count() == 1
    other = desk(7, "support.aid.joint", body=a_body("forestry", "省林业厅"))
    with pytest.raises(PermitRefused, match="由省农牧厅会审"):
        step(one, "give_opinion", other, data={"agrees": agrees, "opinion": "同意"})
    step(one, "give_opinion", desk(8, "support.aid.joint", body=trade), data={"agrees": agrees, "opinion": "符合规划"})
    assert not WorkItem.objects.filter(kind="support.joint_review", closed_at=None).exists()


def test_a_grant_goes_through_joint_review_contract_and_acceptance_or_comes_back():
    trade = a_body("agriculture", "省农牧厅")
    party = make_party("青海示例种业有限公司")
    one = fund(party, variety(party), programme=programme())
    handed_in(one, "area", party)
    joint(one, trade)
    step(one, "assess", desk(1, *AID), data={"score": "82", "expert_opinion": "可行"})
    assert (one.approved, one.priority_points) == (Decimal("40000.00"), 0)
    to_approval(one)
    with clock.fixed(date(2018, 7, 20)):
        step(one, "contract", desk(1, *AID), data={"contract_number": "JJ-1", "contract_on": "2018-07-18"})
        step(one, "pay", desk(3, *AID), data={"voucher": "付字10"})
        assert (one.case.state, one.paid) == ("running", 40_000)
        step(one, "fail_acceptance", desk(2, *AID), data={"decision": "收回决定1号"})
    assert (one.case.state, one.recovered) == ("recovered", 40_000)
    assert summary_of(reference_of(one, party)).clawed_back == 40_000


def test_without_the_trade_s_consent_nothing_is_assessed():
    party = make_party("青海示例种业有限公司")
    one = fund(party, variety(party), programme=programme())
    handed_in(one, "area", party)
    joint(one, a_body("agriculture", "省农牧厅"), agrees="0")
    with pytest.raises(GuardRefused, match="会审单位不同意"):
        step(one, "assess", desk(1, *AID), data={"score": "82", "expert_opinion": "可行"})


def recognised(party, ground="alliance", **values):
    one = apply_for_priority(
        actor=applicant(party),
        party=party,
        body=office(),
        ground=ground,
        name="青稞产业知识产权联盟",
        basis="章程",
        **values,
    )
    handed_in(one, "membership", party)
    step(one, "publicise", desk(1, *AID))
    with clock.fixed(date(2018, 7, 16)):
        step(one, "end_publicity", desk(1, *AID))
        return step(one, "approve", desk(2, *AID), data={"valid_to": ""})


def test_priority_lifts_a_ranking_with_its_reason_and_ends():
    first, second = make_party("甲种业有限公司"), make_party("乙种业有限公司")
    standing = recognised(second)
    with clock.fixed(date(2018, 7, 17)):
        for party, score in ((first, "82"), (second, "80")):
            one = fund(party, variety(party), programme=programme())
            handed_in(one, "area", party)
            joint(one, a_body("agriculture", "省农牧厅"))
            step(one, "assess", desk(1, *AID), data={"score": score, "expert_opinion": "可行"})
        ranking = fund_ranking(VarietyFundApplication.objects.all())
        assert [(one.holder.name, one.place, one.priority_points) for one in ranking] == [
            ("乙种业有限公司", 1, 3), ("甲种业有限公司", 2, 0),
        ]  # fmt: skip
        assert "青稞产业知识产权联盟" in ranking[0].priority_why[0][1]
    with clock.fixed(date(2018, 9, 3)):
        step(standing, "end", desk(1, *AID), note="退出联盟")
        assert priority_points(second, None, clock.today()).total == 0
        assert priority_points(second, None, date(2018, 8, 1)).total == 3


def test_a_portfolio_names_a_right():
    party = make_party("甲有限公司")
    with pytest.raises(ValueUnfit, match="须指明权利"):
        apply_for_priority(
            actor=applicant(party), party=party, body=office(), ground="portfolio", name="组合", basis="评审"
        )


def test_an_objection_suspends_and_an_upheld_one_refuses():
    ground = {"code": "truth", "title": "不真实", "nature": "substantive", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
              "valid_from": "", "valid_to": "", "source": "测试"}  # fmt: skip
    load_grounds(actor=SYSTEM, rows=[ground])
    buyer = make_party("青海示例盐湖科技有限公司")
    one = apply_for_transaction(
        actor=applicant(buyer), party=buyer, body=office(), transaction_=sold(buyer), programme=programme()
    )
    handed_in(one, "proof", buyer)
    step(one, "compute", desk(1, *AID))
    step(one, "publicise", desk(1, *AID))
    item = Publication.objects.get(kind="support.aid.proposed").items.get()
    made = object_to(
        actor=SYSTEM, publication=item.publication, item=item, ground=ObjectionGround.objects.get(code="truth"),
        text="这笔交易没有实际付款，材料不真实。", objector=Objector("王五", "13900000000"),
    )  # fmt: skip
    while deliver_events():
        pass
    one.case.refresh_from_db()
    assert one.case.state == "objected"
    accept_objection(actor=SYSTEM, objection=made)
    answer_objection(actor=SYSTEM, objection=made, upheld=True, answer="经查证情况属实。")
    while deliver_events():
        pass
    one.case.refresh_from_db()
    assert (one.case.state, one.case.outcome) == ("refused", "refused")


def test_own_variety_rights_count_in_a_project_s_evaluation():
    party, trade = make_party("青海示例农科院", kind="institute"), a_body("agriculture", "省农牧厅")
    variety(party)
    values = {
        "title": "青稞新品种选育",
        "undertaker": party,
        "body": trade,
        "stage": "establishment",
        "base_score": Decimal(80),
    }
    found = evaluate_project(actor=SYSTEM, **values)
    assert (found.variety_points, found.total) == (3, 83)
    assert "有效 1 件" in found.variety_lines[0][1]
    with pytest.raises(PermitRefused):
        evaluate_project(actor=desk(8, "support.aid.joint", body=trade), **values)
    again = evaluate_project(actor=SYSTEM, **{**values, "base_score": Decimal(90)})
    assert (again.pk, again.total) == (found.pk, 93)
