"""The procedure of an administrative penalty 「行政处罚普通程序」 (E02, E08), P06.

线索核查 → 立案审批 → 调查取证（两人执法、证据保管、强制措施） → 拟处理意见 → 审核 → 告知 → 听证 → 集体讨论 → 决定 → 送达 → 履行 →
催告 → 申请法院执行 → 结案. 《市场监督管理行政处罚程序规定》(2021) and the rules before it, by dated rows. A case that the police
look at waits in `with_police`; coordination calls the two steps that lead out of it.
"""

from qingzhi.engine.procedures.declaring import Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Waits

from ..models import PenaltyCase
from ..queries.case_shown import PARTS, penalty_context
from . import penalty_after, penalty_effects, penalty_guards  # noqa: F401  (register themselves)
from . import penalty_forms as forms
from .penalty_effects import decide_limit

OFFICE = Lane("office", "办案人员", "enforcement.case.handle")
CHIEF = Lane("chief", "部门负责人", "enforcement.case.approve")
REVIEWER = Lane("reviewer", "审核机构", "enforcement.case.review")
INSIDE = Layer.INTERNAL
TWO = ("enforcement.two_officers",)
AFTER = ("served", "demanded", "court", "closing")
HOLDING = ("investigating", "proposing", "noticing", "deciding", "decided", *AFTER)

STATES = (
    State("clue", "线索核查", task="核查线索并提出立案意见", stage="立案"),
    State("clue_appraisal", "核查中检验鉴定", task="跟踪检验鉴定", stage="立案"),
    State("filing", "待立案审批", task="审批立案", stage="立案"),
    State("investigating", "调查取证", task="调查取证", stage="调查"),
    State("appraisal", "检验鉴定、权利人辨认", task="跟踪检验鉴定", stage="调查"),
    State("with_police", "公安机关审查", task="跟踪公安机关审查", stage="调查"),
    State("proposing", "拟处理意见", task="提出处理意见", stage="调查"),
    State("review", "案件审核", task="审核案件", stage="审核"),
    State("noticing", "待告知", task="送达处罚告知书", stage="告知"),
    State("informed", "陈述申辩期", task="陈述申辩期满后提请决定", stage="告知"),
    State("hearing", "听证", task="组织听证", stage="告知"),
    State("collective", "待集体讨论", task="提请集体讨论", stage="决定"),
    State("deciding", "待决定", task="作出决定", stage="决定"),
    State("decided", "待送达", task="送达决定书", stage="决定"),
    State("served", "待履行", task="督促履行", stage="执行"),
    State("demanded", "已催告", task="催告期满后申请执行", stage="执行"),
    State("court", "法院执行", task="跟踪法院执行", stage="执行"),
    State("closing", "待结案", task="结案归档", stage="结案"),
    State("closed", "已结案", Waits.NOBODY, outcome=Outcome.CLOSED, stage="结案"),
    State("not_filed", "不予立案", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("dropped", "撤销案件", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("transferred", "已移送", Waits.NOBODY, outcome=Outcome.TRANSFERRED),
    State("revoked", "决定已撤销", Waits.NOBODY, outcome=Outcome.REVOKED),
)
FILING = (
    Step("assign", "指定办案人员", ("clue",), "clue", "office", form=forms.OfficersForm, effects=("enforcement.assign_officers",), layer=INSIDE),
    Step("assign_again", "变更办案人员", ("investigating",), "investigating", "office", form=forms.OfficersForm, needs_reason=True,
         effects=("enforcement.assign_officers",), layer=INSIDE),
    Step("lengthen_check", "延长核查期限", ("clue",), "clue", "chief", needs_reason=True, layer=INSIDE,
         guards=("enforcement.extension_known", "enforcement.not_lengthened"), effects=("enforcement.lengthen_check",)),
    Step("appraise_clue", "送检验鉴定或权利人辨认", ("clue",), "clue_appraisal", "office", needs_reason=True, layer=INSIDE),
    Step("appraised_clue", "收到检验鉴定、辨认结果", ("clue_appraisal",), "clue", "office", layer=INSIDE),
    Step("propose_filing", "提出立案意见", ("clue",), "filing", "office", form=forms.FilingForm, style="primary", layer=INSIDE,
         guards=(*TWO, "enforcement.filing_fits"), effects=("enforcement.judge_filing",)),
    Step("file", "批准立案", ("filing",), "investigating", "chief", style="primary", layer=INSIDE, other_than="propose_filing",
         guards=("enforcement.filing_proposed",), effects=("enforcement.file_case",)),
    Step("leave", "批准不予立案", ("filing",), "not_filed", "chief", needs_reason=True, style="danger", layer=INSIDE,
         guards=("enforcement.leaving_proposed",), other_than="propose_filing"),
    Step("send_back_filing", "退回重新核查", ("filing",), "clue", "chief", needs_reason=True, layer=INSIDE),
    Step("send_on", "移送有管辖权的机关", ("clue", "investigating"), "transferred", "office", needs_reason=True, style="danger",
         guards=("enforcement.no_measure_runs",), layer=INSIDE, confirm="移送后本机关不再办理此案。"),
)  # fmt: skip
INVESTIGATING = (
    Step("impose", "实施先行登记保存、查封、扣押", ("investigating",), "investigating", "chief", form=forms.MeasureForm, guards=TWO,
         effects=("enforcement.impose",), layer=INSIDE),
    Step("lengthen_measure", "延长查封、扣押", ("investigating",), "investigating", "chief", form=forms.WhichMeasureForm, needs_reason=True,
         guards=("enforcement.measure_runs",), effects=("enforcement.lengthen_measure",), layer=INSIDE),
    *(Step(f"end_measure_{one}", "处理强制措施", (one,), one, "office", form=forms.EndMeasureForm,
           guards=("enforcement.measure_runs",), effects=("enforcement.end_measure",), layer=INSIDE) for one in HOLDING),
    Step("appraise", "送检验鉴定或权利人辨认", ("investigating",), "appraisal", "office", needs_reason=True, layer=INSIDE),
    Step("appraised", "收到检验鉴定、辨认结果", ("appraisal",), "investigating", "office", layer=INSIDE),
    Step("to_police", "移送公安机关审查", ("investigating", "proposing"), "with_police", "chief", needs_reason=True, layer=INSIDE),
    Step("police_file", "公安机关立案", ("with_police",), "transferred", "office", needs_reason=True, layer=INSIDE),
    Step("police_return", "公安机关不立案退回", ("with_police",), "investigating", "office", needs_reason=True, layer=INSIDE),
    Step("lengthen", "延长办案期限", ("investigating",), "investigating", "chief", needs_reason=True, layer=INSIDE,
         guards=("enforcement.not_lengthened",), effects=("enforcement.lengthen_decision",)),
    Step("lengthen_again", "集体讨论后再延长", ("investigating",), "investigating", "chief", form=forms.MoreTimeForm, needs_reason=True,
         guards=("enforcement.lengthened_once",), effects=("enforcement.lengthen_again",), layer=INSIDE),
    Step("finish", "调查终结", ("investigating",), "proposing", "office", form=forms.FindingsForm, style="primary", layer=INSIDE,
         guards=(*TWO, "enforcement.evidence_held"), effects=("enforcement.keep_findings",)),
    Step("reopen", "补充调查", ("proposing", "review", "noticing", "informed", "collective", "deciding"), "investigating", "office", needs_reason=True, layer=INSIDE),
    Step("drop", "撤销案件", ("investigating", "proposing"), "dropped", "chief", needs_reason=True, style="danger", layer=INSIDE,
         guards=("enforcement.no_measure_runs",), confirm="撤销后本案终结。"),
    Step("propose", "提出处罚意见", ("proposing",), "review", "office", form=forms.ProposalForm, style="primary", layer=INSIDE,
         guards=TWO, effects=("enforcement.keep_proposal",)),
)  # fmt: skip
DECIDING = (
    Step("pass_review", "审核通过", ("review",), "noticing", "reviewer", form=forms.OpinionForm, style="primary", layer=INSIDE, other_than="propose",
         guards=("enforcement.not_own_case",), effects=("enforcement.keep_review",)),
    Step("fail_review", "审核退回", ("review",), "investigating", "reviewer", needs_reason=True, other_than="propose",
         guards=("enforcement.not_own_case",), layer=INSIDE),
    Step("notify", "送达处罚告知书", ("noticing",), "informed", "office", form=forms.ServiceForm, style="primary", guards=TWO,
         effects=("enforcement.notify_party",)),
    Step("note_statement", "登记陈述申辩", ("informed",), "informed", "office", form=forms.StatementForm, effects=("enforcement.keep_statement",)),
    Step("ask_hearing", "当事人要求听证", ("informed",), "hearing", "office", guards=("enforcement.hearing_right",),
         effects=("enforcement.ask_for_hearing",)),
    Step("call_hearing", "通知听证", ("hearing",), "hearing", "office", form=forms.HearingCallForm, guards=("enforcement.hearing_noticed",),
         effects=("enforcement.call_hearing",)),
    Step("hold_hearing", "登记听证报告", ("hearing",), "collective", "office", form=forms.HearingReportForm, style="primary", layer=INSIDE,
         guards=("enforcement.hearing_called",), effects=("enforcement.keep_hearing",)),
    Step("withdraw_hearing", "当事人放弃听证", ("hearing",), "informed", "office", needs_reason=True),
    Step("to_collective", "提请集体讨论", ("informed",), "collective", "office", style="primary", layer=INSIDE,
         guards=("enforcement.collective_needed", "enforcement.statement_over")),
    Step("to_decision", "提请决定", ("informed",), "deciding", "office", style="primary", layer=INSIDE,
         guards=("enforcement.collective_not_needed", "enforcement.statement_over")),
    Step("discuss", "登记集体讨论", ("collective",), "deciding", "chief", form=forms.DiscussionForm, style="primary", layer=INSIDE,
         effects=("enforcement.keep_discussion",)),
    Step("decide", "作出处罚决定", ("deciding",), "decided", "chief", style="primary", other_than="propose", layer=INSIDE,
         effects=("enforcement.decide_penalty",), confirm="决定书将编号制发。"),
    Step("decide_none", "不予行政处罚", ("deciding",), "closing", "chief", needs_reason=True, other_than="propose", layer=INSIDE),
)  # fmt: skip
CARRYING_OUT = (
    Step("serve", "送达决定书", ("decided",), "served", "office", form=forms.ServiceForm, style="primary",
         effects=("enforcement.serve_decision",)),
    Step("pay", "登记缴款", ("served", "demanded"), "served", "office", form=forms.PaidForm, effects=("enforcement.note_payment",), layer=INSIDE),
    Step("fulfilled", "履行完毕", ("served",), "closing", "office", style="primary", guards=("enforcement.all_paid",), layer=INSIDE,
         effects=("enforcement.end_court_clock",)),
    Step("ask_relief", "登记延期、分期缴纳申请", ("served",), "served", "office", form=forms.ReliefForm, guards=("enforcement.relief_possible",),
         effects=("enforcement.ask_relief",), layer=INSIDE),
    Step("grant_relief", "批准延期、分期缴纳", ("served",), "served", "chief", guards=("enforcement.relief_asked",), other_than="ask_relief",
         effects=("enforcement.grant_relief",), layer=INSIDE),
    Step("refuse_relief", "不予延期、分期缴纳", ("served",), "served", "chief", needs_reason=True, guards=("enforcement.relief_asked",),
         other_than="ask_relief", effects=("enforcement.refuse_relief",), layer=INSIDE),
    Step("demand", "催告履行", ("served",), "demanded", "office", form=forms.ServiceForm, guards=("enforcement.payment_overdue",),
         effects=("enforcement.demand",)),
    Step("apply_to_court", "申请法院强制执行", ("demanded",), "court", "chief", form=forms.CourtForm, style="primary", layer=INSIDE,
         guards=("enforcement.demand_over",), effects=("enforcement.end_court_clock", "enforcement.apply_to_court")),
    Step("court_result", "登记法院执行结果", ("court",), "closing", "office", form=forms.CourtResultForm, style="primary", layer=INSIDE,
         effects=("enforcement.keep_court_result",)),
    *(Step(f"remedy_{one}", "登记复议或诉讼", (one,), one, "office", form=forms.RemedyForm, effects=("enforcement.note_remedy",), layer=INSIDE)
      for one in AFTER),
    *(Step(f"remedy_result_{one}", "登记复议或诉讼结果", (one,), one, "office", form=forms.RemedyResultForm, layer=INSIDE,
           guards=("enforcement.remedy_open",), effects=("enforcement.end_remedy",)) for one in AFTER),
    Step("revoke", "撤销处罚决定", ("decided", *AFTER, "closed"), "revoked", "chief", needs_reason=True, style="danger", layer=INSIDE,
         guards=("enforcement.remedy_revoked",), effects=("enforcement.end_court_clock", "enforcement.revoke"), confirm="撤销后公示和信用记录随之撤下。"),
    Step("close", "批准结案", ("closing",), "closed", "chief", style="primary", layer=INSIDE,
         guards=("enforcement.no_measure_runs", "enforcement.no_remedy_open"), effects=("enforcement.close_penalty",)),
)  # fmt: skip
UNTIL_DECISION = ("investigating", "proposing", "review", "noticing", "informed", "collective", "deciding")
CLOCKS = (
    Clock("check", "核查立案期限", "enforcement.penalty.check", ("clue", "filing"), ("clue_appraisal",),
          since=lambda case: case.dossier.clue_on),
    Clock("decide", "办案期限", "enforcement.penalty.decide", UNTIL_DECISION, ("appraisal", "hearing", "with_police"), choose=decide_limit),
    Clock("review", "审核期限", "enforcement.penalty.review", ("review",)),
    Clock("statement", "陈述申辩期限", "enforcement.penalty.statement", ("informed",), since=lambda case: case.dossier.noticed_on, period=True),
    Clock("service", "送达期限", "enforcement.service.decision", ("decided",)),
    Clock("payment", "缴款期限", "enforcement.penalty.pay", ("served",), since=lambda case: _served_on(case), period=True),
    Clock("demand", "催告期限", "enforcement.penalty.demand", ("demanded",), since=lambda case: case.dossier.demanded_on, period=True),
    Clock("closing", "结案期限", "enforcement.penalty.close", ("closing",)),
)  # fmt: skip


def _served_on(case):  # type: ignore[no-untyped-def]
    decision = case.dossier.decision
    return decision.served_on if decision is not None else None


PENALTY = procedure(
    Procedure(
        code="enforcement.penalty",
        title="知识产权行政处罚",
        dossier=PenaltyCase,
        prefix="CF",
        states=STATES,
        steps=(*FILING, *INVESTIGATING, *DECIDING, *CARRYING_OUT),
        lanes=(OFFICE, CHIEF, REVIEWER),
        initial="clue",
        clocks=CLOCKS,
        view_permit="enforcement.case.view",
        follow=("right", "archive"),
        parts=PARTS,
        matter="案件情况",
        detail="enforcement/case_penalty.html",
        context=penalty_context,
        basis="《行政处罚法》；《市场监督管理行政处罚程序规定》",
    )
)
_REGISTERED = (penalty_after,)
