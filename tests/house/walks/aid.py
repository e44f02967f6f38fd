"""Walks of special support: the variety-right fund, compensation, priority."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.support.actions import aid_filing
from qingzhi.domains.support.actions.transactions import record_transaction
from qingzhi.domains.support.testing.awards import desk, load_aid_tables, make_award_rules, office
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk

_numbers = count(1)
AID = ("support.aid.view", "support.aid.handle", "support.aid.decide", "support.aid.pay", "funds.commit", "funds.pay",
       "publication.manage", "procedures.case.handle")  # fmt: skip
NUMBERS = {"office": 1, "chief": 2, "finance": 3}


def applicant(subject_id: int | None) -> Actor:
    """Who acts for a party by mandate."""
    return Actor(kind="person", name="企业经办", user_id=500, role_title="申请人", acts_for=subject_id, mandate_id=1,
                 grants={"support.aid.apply": Scope.BODY})  # fmt: skip


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    if step.lane == "applicant":
        return applicant(case.applicant_id)
    if step.lane == "trade":
        return desk(8, "support.aid.joint", body=case.dossier.trade_body or office())
    return desk(NUMBERS[step.lane], *AID)


def ready() -> tuple[Any, Any]:
    """Rules, a party, a programme with money."""
    a_region()
    make_award_rules()
    load_aid_tables()
    a_body("agriculture", "省农牧厅")
    programme = make_programme(office())
    make_line(500_000, programme)
    return make_party(f"青海示例种业{next(_numbers)}有限公司"), programme


def fund() -> Case:
    """An application for the test of a variety."""
    party, programme = ready()
    right = make_right("variety", holders=[party.name], status="in_force", title="青稞品种柴青示例")
    return aid_filing.apply_to_fund(
        actor=applicant(party.subject_id), party=party, body=office(), right=right, use="dus", purpose="测试",
        cost=Decimal(80_000), requested=Decimal(60_000), programme=programme,
    ).case  # fmt: skip


def transaction() -> Case:
    """Compensation of a purchase."""
    party, programme = ready()
    sale = record_transaction(
        actor=SYSTEM, kind="transfer", contract_number="ZR-1", signed_on=date(2018, 5, 2), amount=Decimal(600_000),
        paid_amount=Decimal(600_000), paid_on=date(2018, 5, 20), giver=make_party("青海示例研究所"), taker=party,
        rights=[make_right()], source="合同",
    )  # fmt: skip
    return aid_filing.apply_for_transaction(
        actor=applicant(party.subject_id), party=party, body=office(), transaction_=sale, programme=programme
    ).case


def enforcement() -> Case:
    """Compensation of a lawsuit."""
    party, programme = ready()
    fees = {name: Decimal(20_000) for name in ("lawyer", "notary", "appraisal")} | {"covered": Decimal(0)}
    return aid_filing.apply_for_enforcement(
        actor=applicant(party.subject_id), party=party, body=office(), right=make_right(holders=[party.name]), fees=fees,
        judgement={"kind": "court", "number": "1号", "on": date(2018, 5, 1), "found": True}, programme=programme,
    ).case  # fmt: skip


def priority() -> Case:
    """Membership of an alliance."""
    party, _ = ready()
    return aid_filing.apply_for_priority(
        actor=applicant(party.subject_id), party=party, body=office(), ground="alliance", name="青稞联盟", basis="章程"
    ).case


def today(case: Case) -> str:
    return clock.today().isoformat()


def trade(case: Case) -> dict[str, str]:
    return {"trade_body": str(a_body("agriculture", "省农牧厅").pk)}


FEES = {"lawyer": "20000", "notary": "2000", "appraisal": "0", "covered": "1000"}
FUND = Walk(
    code="support.variety_fund",
    variants={"fund": fund},
    who=who,
    deciding=("approve",),
    data={
        "send": trade,
        "give_opinion": {"agrees": "1", "opinion": "符合规划"},
        "assess": {"score": "82", "expert_opinion": "可行"},
        "contract": lambda case: {"contract_number": "JJ-1", "contract_on": today(case)},
        "pay": {"voucher": "付字1"},
        "pass_acceptance": {"acceptance": "合格"},
        "fail_acceptance": {"decision": "收回1号"},
    },
    paths=(
        ("fund", "submit return_form resubmit return_form! accept send give_opinion assess assess publicise end_publicity!"
                 " object dismiss_objection wait end_publicity approve contract pay ask_acceptance pass_acceptance"),
        ("fund", "submit accept send give_opinion assess publicise wait end_publicity approve contract pay fail_acceptance"),
        ("fund", "submit accept send give_opinion assess publicise object uphold_objection"),
        ("fund", "submit accept send give_opinion refuse_joint"),
        ("fund", "submit accept send give_opinion assess refuse"),
        ("fund", "submit refuse_form"),
        ("fund", "withdraw"),
    ),
)  # fmt: skip
COMPENSATION = Walk(
    code="support.compensation",
    variants={"transaction": transaction, "enforcement": enforcement},
    who=who,
    deciding=("approve",),
    data={"compute_fees": FEES, "pay": {"voucher": "付字2"}},
    paths=(
        ("transaction", "submit return_form resubmit accept compute_fees! compute publicise object dismiss_objection wait"
                        " end_publicity approve pay"),
        ("enforcement", "submit accept compute! compute_fees publicise object uphold_objection"),
        ("transaction", "submit accept compute refuse"),
        ("transaction", "submit refuse_form"),
        ("transaction", "withdraw"),
    ),
)  # fmt: skip
PRIORITY = Walk(
    code="support.priority",
    variants={"alliance": priority},
    who=who,
    data={"approve": {"valid_to": ""}},
    paths=(
        ("alliance", "submit return_form resubmit accept publicise object dismiss_objection wait end_publicity approve wait end"),
        ("alliance", "submit accept publicise object uphold_objection"),
        ("alliance", "submit accept refuse"),
        ("alliance", "submit refuse_form"),
        ("alliance", "submit withdraw"),
    ),
)  # fmt: skip
