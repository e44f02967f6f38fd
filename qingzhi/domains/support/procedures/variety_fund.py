"""The procedure of the variety-right fund 「品种权保护专项基金」 (S05): joint review, experts, publicity, contract, payment, acceptance."""

from collections.abc import Mapping
from typing import Any

from qingzhi.base.permits import Actor, Answer
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..models import VarietyFundApplication
from ..rules.priority import shown
from .aid import CLOCKS, ENDS, HEAD, LANES, PUBLIC, filing, publicising
from .aid_forms import AcceptanceForm, AssessmentForm, ContractForm, JointForm, OpinionForm
from .award_forms import DecisionForm, PaymentForm


def asked_body(actor: Actor, case: Any) -> Answer:
    """The body that was asked to look at the application."""
    body = case.dossier.trade_body
    named = body is not None and body.pk == actor.body_id
    return Answer(named, "属于本单位会审" if named else f"由{body.short_name if body else '会审单位'}会审")


TRADE = Lane("trade", "会审单位", "support.aid.joint", Relation.ANYBODY, may=asked_body)
STATES = (
    *HEAD,
    State("sending", "待送会审", task="送农业、林业部门会审", stage="会审"),
    State("joint", "会审", Waits.OTHERS, task="", public="有关部门会审中", stage="会审"),
    State("assessing", "专家评审", task="组织专家评审", stage="评审"),
    State("assessed", "已评审", task="提请公示", stage="评审"),
    *PUBLIC,
    State("contracting", "待签合同", task="签订合同", public="已批准，待签合同", stage="拨付"),
    State("paying", "待拨付", task="拨付", stage="拨付"),
    State("running", "实施中", Waits.APPLICANT, task="完成后申请验收", stage="验收"),
    State("accepting", "待验收", task="验收", stage="验收"),
    State("accepted", "已验收", Waits.NOBODY, outcome=Outcome.GRANTED, stage="验收"),
    State("recovered", "已收回", Waits.NOBODY, outcome=Outcome.REVOKED),
    *ENDS,
)
STEPS = (
    *filing((Attachment("area", "推广面积或用途证明"),), accepted="sending"),
    Step("send", "送会审", ("sending",), "joint", "office", form=JointForm, effects=("support.send_joint",), style="primary"),
    Step("give_opinion", "会审意见", ("joint",), "assessing", "trade", form=OpinionForm, effects=("support.keep_opinion",),
         layer=Layer.BODIES, style="primary"),
    Step("assess", "登记专家评审", ("assessing", "assessed"), "assessed", "office", form=AssessmentForm,
         guards=("support.trade_agrees",), effects=("support.assess_fund",), style="primary"),
    *publicising("assessed", approved="contracting", effects=("support.promise_aid",), label="批准资助"),
    Step("refuse_joint", "会审不同意", ("assessing",), "refused", "chief", needs_reason=True, style="danger"),
    Step("contract", "登记合同", ("contracting",), "paying", "office", form=ContractForm, effects=("support.keep_contract",),
         style="primary"),
    Step("pay", "登记拨付", ("paying",), "running", "finance", form=PaymentForm, effects=("support.pay_aid",), style="primary"),
    Step("ask_acceptance", "申请验收", ("running",), "accepting", "applicant",
         attachments=(Attachment("report", "实施总结"),), style="primary"),
    Step("pass_acceptance", "验收合格", ("accepting",), "accepted", "office", form=AcceptanceForm,
         effects=("support.keep_acceptance",), style="primary"),
    Step("fail_acceptance", "验收不合格，收回资金", ("accepting", "running"), "recovered", "chief", form=DecisionForm,
         effects=("support.recover_aid",), confirm="已拨付的资金将全部追回。", style="danger"),
)  # fmt: skip


def context_of(actor: Actor, case: Any) -> Mapping[str, Any]:
    """What the dossier's part of the case page shows."""
    return {"lines": case.dossier.lines, "amount": case.dossier.approved, "reasons": shown(case.dossier.priority_why)}


VARIETY_FUND = procedure(
    Procedure(
        code="support.variety_fund",
        title="品种权保护专项基金",
        dossier=VarietyFundApplication,
        prefix="PZJJ",
        states=STATES,
        steps=STEPS,
        lanes=(*LANES, TRADE),
        initial="draft",
        view_permit="support.aid.view",
        clocks=(
            *CLOCKS,
            Clock("joint", "会审", "aid.joint", ("joint",)),
            Clock("review", "评审", "aid.review", ("assessing", "assessed")),
            Clock("payment", "签订合同和拨付", "aid.payment", ("contracting", "paying")),
        ),
        detail="support/aid/_variety_fund.html",
        context=context_of,
        basis="推进计划 4.1.1：品种权保护专项基金",
    )
)
