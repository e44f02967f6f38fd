"""Walks of a reward for a reporter."""

from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC, SYSTEM, Actor
from qingzhi.domains.enforcement.actions.complaint_pieces import COMPLAINANT
from qingzhi.domains.enforcement.actions.complaint_receiving import receive_complaint
from qingzhi.domains.enforcement.actions.complaint_routing import route_complaint
from qingzhi.domains.enforcement.actions.rewards import propose_reward
from qingzhi.domains.enforcement.models import Decision
from qingzhi.domains.enforcement.terms.complaints import Way, Wish
from qingzhi.domains.enforcement.terms.rewards import RewardGrade
from qingzhi.domains.enforcement.testing.cases import REFERENCE, _rows, make_case_rules
from qingzhi.domains.enforcement.testing.complaints import make_complaint_rules, officer, told
from qingzhi.domains.enforcement.testing.decisions import a_decision, someone
from qingzhi.domains.funds.models import Programme
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk

PEOPLE = {
    "chief": (22, "enforcement.reward.approve"),
    "finance": (23, "enforcement.reward.pay", "funds.pay"),
}


def who(case: Case, step: Step) -> Actor:
    """Who approves, who pays; whoever holds the code claims."""
    if step.lane == "reporter":
        return COMPLAINANT
    number, *permits = PEOPLE[step.lane]
    actor = someone(int(number), *(str(one) for one in permits), "procedures.case.view", body=case.body)
    return type(actor)(**{**actor.__dict__, "subject_id": 10**9 + int(number)})


def proposed() -> Case:
    """A report, an effective decision, money for it."""
    make_case_rules()
    body = make_complaint_rules()
    rows = _rows(REFERENCE / "decisions" / "enforcement.reward.csv")
    load_decisions(actor=SYSTEM, table="enforcement.reward", rows=rows)
    complaint = receive_complaint(actor=PUBLIC, told=told(wishes=(Wish.PUNISH,))).complaint
    route_complaint(actor=officer(), complaint=complaint, ways=[Way.PENALTY], why="查处")
    target = complaint.routes.get().target
    assert target is not None
    made = a_decision(target, fine=60_000, decided_on=clock.today())
    Decision.objects.filter(pk=made.pk).update(served_on=made.decided_on, effective_on=made.decided_on)
    make_line(50_000, make_programme(body))
    made = Decision.objects.get(pk=made.pk)
    proposer = someone(21, "enforcement.reward.propose", body=body)
    return propose_reward(
        actor=proposer, complaint=complaint, decision=made, grade=RewardGrade.SECOND, reason="相符"
    ).case


def programme(case: Case) -> dict[str, Any]:
    found = Programme.objects.filter(body=case.body).order_by("-pk").first()
    return {"programme": str(found.pk) if found is not None else ""}


def payment(case: Case) -> dict[str, Any]:
    return {"voucher": "ZF-1", "paid_on": clock.today().isoformat()}


REWARD = Walk(
    code="enforcement.reward",
    variants={"reward": proposed},
    who=who,
    data={"approve": programme, "pay": payment},
    paths=(
        ("reward", "approve claim return_account claim pay"),
        ("reward", "approve lapse! wait lapse"),
        ("reward", "refuse"),
    ),
    starts_on=date(2018, 7, 2),
    wait=61,
    deciding=("approve",),
)
