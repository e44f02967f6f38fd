"""Walks of a subsidy and of its later check."""

from datetime import date

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.support.actions.rechecks import open_recheck
from qingzhi.domains.support.models import PaidClaim
from qingzhi.domains.support.testing import (
    applicant,
    chief,
    clerk,
    finance,
    make_applicant,
    make_application,
    make_call,
    make_granted,
    walk,
)
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def subsidy(precheck: bool = False) -> Case:
    """A draft with two inventions; where asked, over the prefecture."""
    if precheck:
        local = a_body("xining", "西宁市知识产权局", a_region("630100", "西宁市", a_region()))
        type(local).objects.filter(pk=local.pk).update(kind="local_office")
    call, party = make_call(precheck=precheck), make_applicant()
    return make_application(call, party, [make_granted(party), make_granted(party)]).case


def recheck() -> Case:
    """A later check of a subsidy that was paid."""
    with clock.fixed(date(2018, 6, 4)):
        call, party = make_call(), make_applicant()
        made = make_application(call, party, [make_granted(party)], to="publicity")
    with clock.fixed(date(2018, 7, 2)):
        walk(made, "closed")
        paid = PaidClaim.objects.get(claim__application=made)
        return open_recheck(
            actor=SYSTEM, paid=paid, ground="abnormal", happened_on=date(2018, 7, 2), facts="列入非正常申请"
        ).case


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    application = getattr(case.dossier, "party", None) and case.dossier
    party = application.party if application else case.dossier.paid.claim.application.party
    people = {
        "applicant": lambda: applicant(party),
        "office": clerk,
        "chief": chief,
        "finance": finance,
        "prefecture": lambda: clerk("support.precheck", user_id=31, body=case.body, scope=Scope.BODY),
    }
    return people[step.lane]()


def today(case: Case) -> str:
    return clock.today().isoformat()


SUBSIDY = Walk(
    code="support.subsidy",
    variants={"plain": subsidy, "precheck": lambda: subsidy(precheck=True)},
    who=who,
    data={
        "submit": {"promised": "on"},
        "submit_precheck": {"promised": "on"},
        "resubmit": {"promised": "on"},
        "pass_precheck": {"agreed": "yes", "opinion": "情况属实"},
        "ask_correction": {"missing": "缴费票据"},
        "propose": {"opinion": "符合通知"},
        "dismiss_objection": {"finding": "查无实据"},
        "find_objection_right": {"finding": "查证属实"},
        "uphold_objection": {"finding": "查证属实"},
        "return_to_review": lambda case: {
            "finding": "一项不符",
            "struck": [str(one.pk) for one in case.dossier.claims.filter(amount__gt=0)[:1]],
        },
        "decide": lambda case: {"meeting": "局务会", "meeting_on": today(case), "decision_number": "青知资〔2018〕1号"},
        "pay": lambda case: {"paid_on": today(case), "voucher": f"PZ-{case.pk}"},
    },
    deciding=("decide",),
    paths=(
        (
            "plain",
            "submit_precheck! submit ask_correction resubmit ask_correction! accept propose publish end_publicity!"
            " object dismiss_objection wait end_publicity decide take_back propose publish wait end_publicity decide"
            " pay confirm",
        ),
        (
            "plain",
            "submit accept propose publish object return_to_review propose publish object find_objection_right"
            " uphold_objection",
        ),
        ("plain", "submit accept propose publish wait end_publicity decide pay close"),
        ("plain", "submit ask_correction lapse! wait lapse"),
        ("plain", "submit refuse_acceptance"),
        ("plain", "submit accept refuse"),
        ("plain", "submit withdraw"),
        ("precheck", "submit! submit_precheck pass_precheck accept"),
    ),
)
RECHECK = Walk(
    code="support.recheck",
    variants={"abnormal": recheck},
    who=who,
    data={
        "explain": {"statement": "漏缴年费"},
        "recover": lambda case: {
            "amount": str(case.dossier.amount),
            "decision_number": "青知追〔2018〕1号",
            "notice": "请退回",
        },
        "repay": lambda case: {"repaid": str(case.dossier.amount), "repaid_on": today(case), "voucher": "SK-1"},
    },
    paths=(
        ("abnormal", "ask explain recover close! repay close"),
        ("abnormal", "ask go_on keep"),
        ("abnormal", "submit_decision recover"),
        ("abnormal", "keep"),
    ),
)
