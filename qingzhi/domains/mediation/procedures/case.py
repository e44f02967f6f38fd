"""The procedure of mediation 「知识产权纠纷调解」.

双方同意 → 选定或者抽取调解员 → 调解（委派30日） → 协议、虚假调解筛查、复核 → 双方签字生效 → 30日内共同申请司法确认 → 履行；违约的申请法院强制执行.
What is asked of the court goes in an envelope (`coordination.Handover`) that it accepts, refuses or returns with a coded reason: its
silence is told. Where mediation fails, the case from which it arose goes on with its clock.
"""

from typing import Any

from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..access import CODE, of_claimant, of_court, of_either, of_mediator, of_respondent
from ..models import Mediation
from ..queries.shown import mediation_shown
from ..terms import Channel
from . import court_effects, effects, guards, papers  # noqa: F401  (register themselves)
from .court_forms import (
    ApplyForm,
    EnforcedForm,
    EnforcementForm,
    NotConfirmedForm,
    NotReceivedForm,
    ReturnedForm,
    RulingForm,
)
from .step_forms import AgreementForm, ArbitrationForm, ChooseForm, SessionForm, TakeOnForm

UNDER_WAY = ("mediating", "review", "second_look", "signing", "countersigning")
OWN_PAPER = Attachment("paper_claimant", "申请人的书面意见", required=False, note="没有账号的一方由窗口代为登记时须附")
OTHER_PAPER = Attachment(
    "paper_respondent", "对方的书面意见", required=False, note="没有账号的一方由窗口代为登记时须附"
)
SIDES_PAPER = Attachment("paper_side", "当事人的书面意见", required=False, note="没有账号的一方由窗口代为登记时须附")
SIGNED = ("pdf", "jpg", "png")
APPLICATION = Attachment("application", "双方签字的司法确认申请书（含没有虚假调解的承诺）")
PAPER = "mediation.from_paper"


def conduct_limit(case: Any) -> str:
    """A court's thirty days, or the house's own."""
    return "mediation.court" if case.dossier.channel == Channel.COURT else "mediation.conduct"


def step(code: str, label: str, source: tuple[str, ...], target: str, lane: str, *done: str, **more: Any) -> Step:
    """A step after which it is somebody else's turn."""
    return Step(code, label, source, target, lane, effects=(*done, "mediation.turn"), **more)


BACK, TELL = "mediation.give_back", "mediation.tell_end"

STATES = (
    State("consent", "待申请人同意", Waits.APPLICANT, task="确认是否同意调解", stage="同意"),
    State("inviting", "待对方同意", Waits.OTHERS, task="", stage="同意"),
    State("choosing", "待选定调解员", task="选定或者抽取调解员", stage="选定"),
    State("taking_on", "待调解员接受", Waits.OTHERS, task="", stage="选定"),
    State("mediating", "调解中", Waits.OTHERS, task="", stage="调解"),
    State("review", "协议待审核", task="审核调解协议", stage="协议"),
    State("second_look", "协议待复核", task="复核调解协议", public="协议待审核", stage="协议"),
    State("signing", "待申请人签字", Waits.APPLICANT, task="签署调解协议", stage="协议"),
    State("countersigning", "待对方签字", Waits.OTHERS, task="", stage="协议"),
    State("agreed", "协议已生效", Waits.APPLICANT, task="履行协议或者申请司法确认", stage="确认"),
    State("applied", "待法院受理", Waits.OTHERS, task="", stage="确认"),
    State("correcting", "待补正确认申请", Waits.APPLICANT, task="补正司法确认申请", stage="确认"),
    State("confirming", "法院审查确认", Waits.OTHERS, task="", stage="确认"),
    State("rejected", "法院未予确认", task="重新调解或者终结", stage="确认"),
    State("confirmed", "已司法确认", Waits.APPLICANT, task="登记履行情况", stage="履行"),
    State("breached", "违约，待申请执行", Waits.APPLICANT, task="申请强制执行", stage="履行"),
    State("asked", "待法院立案执行", Waits.OTHERS, task="", stage="履行"),
    State("enforcing", "法院强制执行", Waits.OTHERS, task="", stage="履行"),
    State("fulfilled", "已履行", Waits.NOBODY, outcome=Outcome.GRANTED, stage="履行"),
    State("enforced", "执行终结", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("lapsed", "协议有效，未申请确认", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("failed", "调解不成", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("declined", "不同意调解", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("stopped", "涉嫌虚假调解，已终止", Waits.NOBODY, public="已终止", outcome=Outcome.REFUSED),
    State("arbitrated", "转交仲裁", Waits.NOBODY, outcome=Outcome.TRANSFERRED),
    State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
)
STEPS = (
    step("agree", "同意调解", ("consent",), "inviting", "claimant", attachments=(OWN_PAPER,), guards=(PAPER,), style="primary"),
    step("refuse", "不同意调解", ("consent",), "declined", "claimant", BACK, attachments=(OWN_PAPER,), guards=(PAPER,),
         needs_reason=True),
    step("accept", "同意调解", ("inviting",), "choosing", "respondent", attachments=(OTHER_PAPER,), guards=(PAPER,), style="primary",
         told="对方同意调解"),
    step("decline", "不同意调解", ("inviting",), "declined", "respondent", BACK, attachments=(OTHER_PAPER,), guards=(PAPER,),
         needs_reason=True, told="对方不同意调解"),
    step("no_answer", "逾期没有答复，视为不同意", ("consent", "inviting"), "declined", "desk", BACK, guards=("mediation.overdue",)),
    step("choose", "按双方意愿选定调解员", ("choosing",), "taking_on", "desk", "mediation.choose", form=ChooseForm, style="primary"),
    step("draw", "随机抽取调解员", ("choosing",), "taking_on", "desk", "mediation.draw", guards=("mediation.somebody_free",)),
    step("no_mediator", "双方未能选定，终结调解", ("choosing",), "failed", "desk", BACK, TELL, needs_reason=True),
    step("take_on", "接受并签收材料", ("taking_on",), "mediating", "mediator", "mediation.take_on", form=TakeOnForm, style="primary"),
    step("step_aside", "回避", ("taking_on", "mediating"), "choosing", "mediator", "mediation.exclude", needs_reason=True),
    step("object", "申请调解员回避", ("taking_on", "mediating"), "choosing", "sides", "mediation.exclude", needs_reason=True,
         attachments=(SIDES_PAPER,), guards=(PAPER, "mediation.objects_once")),
    step("session", "登记调解笔录", ("mediating",), "mediating", "mediator", "mediation.session", form=SessionForm),
    step("draft", "拟写调解协议", ("mediating",), "review", "mediator", "mediation.screen", form=AgreementForm, style="primary",
         guards=("mediation.has_sessions",)),
    step("fail", "调解不成", ("mediating",), "failed", "mediator", BACK, TELL, needs_reason=True, style="danger",
         confirm="终结调解后，委托的办件恢复办理。"),
    step("arbitrate", "转交仲裁", ("mediating",), "arbitrated", "mediator", "mediation.arbitrate", form=ArbitrationForm,
         attachments=(Attachment("clause", "双方的书面仲裁协议"),), guards=("mediation.arbitrable",)),
    step("send_back", "退回修改", ("review", "second_look"), "mediating", "desk", needs_reason=True),
    step("pass_on", "审核通过，制作协议书", ("review",), "signing", "desk", "mediation.write_agreement", style="primary",
         guards=("mediation.not_barred", "mediation.no_sign")),
    step("refer", "提交另一人复核", ("review",), "second_look", "desk", needs_reason=True, layer=Layer.INTERNAL,
         guards=("mediation.has_sign",)),
    step("clear", "复核通过，制作协议书", ("second_look",), "signing", "second", "mediation.write_agreement", needs_reason=True,
         other_than="refer", guards=("mediation.not_barred",), style="primary", layer=Layer.INTERNAL),
    step("stop", "认定涉嫌虚假调解，终止", ("second_look",), "stopped", "second", BACK, needs_reason=True, other_than="refer",
         style="danger", confirm="终止后不能恢复。", layer=Layer.INTERNAL),
    step("sign", "签署协议", ("signing",), "countersigning", "claimant", "mediation.sign", style="primary",
         attachments=(Attachment("signed_claimant", "申请人签字的协议", kinds=SIGNED),)),
    step("countersign", "签署协议", ("countersigning",), "agreed", "respondent", "mediation.sign", style="primary", told="对方已签字，协议生效",
         attachments=(Attachment("signed_respondent", "对方签字的协议", kinds=SIGNED),)),
    step("go_back", "签字前反悔", ("signing", "countersigning"), "mediating", "sides", "mediation.unsign", needs_reason=True,
         attachments=(SIDES_PAPER,), guards=(PAPER,)),
    step("ask_court", "双方共同申请司法确认", ("agreed",), "applied", "sides", "mediation.ask_court", form=ApplyForm, style="primary",
         attachments=(APPLICATION,), guards=("mediation.in_time",)),
    step("receive", "受理申请", ("applied",), "confirming", "court", "mediation.court_received", style="primary", told="法院已受理司法确认申请"),
    step("return_", "退回补正", ("applied",), "correcting", "court", "mediation.court_returned", form=ReturnedForm, needs_reason=True),
    step("turn_down", "不予受理", ("applied",), "rejected", "court", "mediation.court_refused", form=NotReceivedForm, needs_reason=True,
         style="danger"),
    step("resend", "补正后再次提交", ("correcting",), "applied", "sides", "mediation.ask_again", attachments=(APPLICATION,), style="primary"),
    step("fulfil", "履行完毕", ("agreed", "correcting", "confirmed", "breached"), "fulfilled", "sides", "mediation.settle",
         attachments=(Attachment("receipt", "履行凭证"),)),
    step("breach", "对方不履行（未经确认）", ("agreed",), "failed", "sides", "mediation.breach", BACK, TELL, needs_reason=True,
         attachments=(SIDES_PAPER,), guards=(PAPER,), confirm="协议未经司法确认，不能申请强制执行；委托的办件恢复办理，也可以依协议起诉。"),
    step("lapse", "期满未申请或者未补正，结案", ("agreed", "correcting"), "lapsed", "desk", "mediation.settle", guards=("mediation.overdue",)),
    step("confirm", "确认有效", ("confirming",), "confirmed", "court", "mediation.confirm", form=RulingForm, style="primary"),
    step("reject", "驳回申请", ("confirming",), "rejected", "court", "mediation.not_confirmed", form=NotConfirmedForm, needs_reason=True,
         style="danger"),
    step("again", "重新调解", ("rejected",), "mediating", "desk", "mediation.again", "mediation.take_on"),
    step("close", "终结调解", ("rejected",), "failed", "desk", BACK, TELL, needs_reason=True),
    step("report_breach", "对方不履行，登记违约", ("confirmed",), "breached", "sides", "mediation.breach", needs_reason=True,
         attachments=(SIDES_PAPER,), guards=(PAPER,), style="danger", told="一方登记对方没有履行"),
    step("ask_enforcement", "向法院申请强制执行", ("breached",), "asked", "sides", "mediation.ask_enforcement", style="primary",
         attachments=(Attachment("execution", "强制执行申请书"),)),
    step("take_enforcement", "立案执行", ("asked",), "enforcing", "court", "mediation.execution_taken", form=EnforcementForm, style="primary",
         told="法院已立案执行"),
    step("return_enforcement", "退回补正执行申请", ("asked",), "breached", "court", "mediation.court_returned", form=ReturnedForm, needs_reason=True),
    step("refuse_enforcement", "不予受理执行申请", ("asked",), "breached", "court", "mediation.court_refused", form=NotReceivedForm,
         needs_reason=True, style="danger"),
    step("enforce", "登记执行结果", ("enforcing",), "enforced", "court", "mediation.enforce", form=EnforcedForm, style="primary"),
    step("withdraw", "撤回申请", ("consent", "inviting", "choosing", "taking_on", "mediating"), "withdrawn", "own", BACK,
         confirm="撤回后须重新申请。", style="danger"),
)  # fmt: skip
LANES = (
    Lane("own", "申请人", "mediation.take_part", Relation.APPLICANT),
    Lane("claimant", "申请人一方", "mediation.take_part", Relation.ANYBODY, of_claimant),
    Lane("respondent", "对方当事人", "mediation.take_part", Relation.ANYBODY, of_respondent),
    Lane("sides", "任一方当事人", "mediation.take_part", Relation.ANYBODY, of_either),
    Lane("desk", "调解工作经办", "mediation.handle"),
    Lane("second", "负责人", "mediation.second_look"),
    Lane("mediator", "调解员", "mediation.mediate", Relation.ANYBODY, of_mediator),
    Lane("court", "人民法院", "mediation.court", Relation.ANYBODY, of_court),
)
CLOCKS = (
    Clock("answer", "答复期限", "mediation.answer", ("consent", "inviting")),
    Clock("choose", "选定期限", "mediation.choose", ("choosing",)),
    Clock("take_on", "接受期限", "mediation.take_on", ("taking_on",)),
    Clock("conduct", "调解期限", "mediation.conduct", UNDER_WAY, choose=conduct_limit, since=lambda case: case.dossier.received_on),
    Clock("confirm", "申请司法确认期限", "mediation.confirm", ("agreed",), since=lambda case: case.dossier.effective_on),
    Clock("receive", "法院受理期限", "mediation.court.receive", ("applied",)),
    Clock("correct", "补正期限", "mediation.correct", ("correcting",)),
    Clock("ruling", "法院审查期限", "mediation.ruling", ("confirming",)),
    Clock("perform", "申请执行期限", "mediation.enforce", ("confirmed", "breached"), since=lambda case: case.dossier.perform_by),
    Clock("take_execution", "法院立案执行期限", "mediation.execution.receive", ("asked",)),
    Clock("execution", "法院执行期限", "mediation.execution", ("enforcing",)),
)  # fmt: skip
MEDIATION = procedure(
    Procedure(
        code=CODE,
        title="知识产权纠纷调解",
        dossier=Mediation,
        prefix="TJ",
        initial="consent",
        states=STATES,
        steps=STEPS,
        lanes=LANES,
        clocks=CLOCKS,
        view_permit="mediation.view",
        detail="mediation/_mediation.html",
        context=mediation_shown,
        follow=("mediator__organisation", "mediator__subject", "court"),
        matter="争议和调解",
        basis="《人民调解法》；《民事诉讼法》确认调解协议案件；《最高人民法院关于人民法院特邀调解的规定》（法释〔2016〕14号）",
    )
)
