"""The procedure of adjudicating a dispute about infringement of a patent 「专利侵权纠纷行政裁决」 (E02, E08), P07.

请求 → 立案审查（5＋5个工作日） → 送达副本 → 答辩（15日、30日） → 审理、口头审理 → 中止 → 合议 → 签发 → 送达 → 起诉期 → 生效 → 执行.
《专利纠纷行政裁决和调解办法》(令81, 2025-02-01) and 《专利行政执法办法》(令71) before it, by dated rows. A case at mediation waits in
`mediation`; `actions.resume_after_mediation` leads out of it.
"""

from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..models import AdjudicationCase
from ..queries.case_shown import PARTS, adjudication_context
from . import adjudication_effects, adjudication_guards, penalty_after, penalty_guards  # noqa: F401  (register themselves)
from . import adjudication_forms as forms
from . import penalty_forms as common
from .adjudication_effects import defence_limit

APPLICANT = Lane("applicant", "请求人", "enforcement.adjudication.file", Relation.APPLICANT)
OFFICE = Lane("office", "合议组、立案窗口", "enforcement.case.handle")
CHIEF = Lane("chief", "部门负责人", "enforcement.case.approve")
INSIDE = Layer.INTERNAL
TITLE = Attachment("title", "专利权有效证明", note="专利登记簿副本，或者专利证书和当年缴费收据")
REPORT = Attachment("report", "专利权评价报告", required=False, note="实用新型、外观设计专利")
HEARD = ("examining", "oral", "defence")
LATER = ("served", "effective", "court")

STATES = (
    State("draft", "填写请求书", Waits.APPLICANT, task="填写并提交请求书", stage="请求"),
    State("submitted", "立案审查", task="决定是否立案", public="已收到请求，正在审查是否立案", stage="立案"),
    State("correcting", "待补正", Waits.APPLICANT, task="补正", public="请补正材料", stage="立案"),
    State("accepted", "待送达副本", task="送达请求书副本", public="已立案", stage="答辩"),
    State("defence", "答辩期", task="答辩期满后审理", public="等待对方答辩", stage="答辩"),
    State("examining", "审理", task="审理", stage="审理"),
    State("oral", "待口头审理", task="举行口头审理", public="已定口头审理日期", stage="审理"),
    State("appraisal", "检验鉴定", task="跟踪检验鉴定", stage="审理"),
    State("stayed", "中止", task="查看中止的原因是否消除", public="中止处理", stage="审理"),
    State("mediation", "调解", task="跟踪调解", public="正在调解", stage="审理"),
    State("signing", "待签发", task="签发裁决书", public="合议后待签发", stage="裁决"),
    State("decided", "待送达", task="送达裁决书", stage="裁决"),
    State("served", "起诉期", task="等待起诉期满，期满自动生效", public="裁决书已送达", stage="裁决"),
    State("effective", "已生效", task="督促履行", public="裁决已生效", stage="执行"),
    State("court", "法院执行", task="跟踪法院执行", public="已申请法院强制执行", stage="执行"),
    State("closed", "已办结", Waits.NOBODY, outcome=Outcome.CLOSED, stage="执行"),
    State("refused", "不予立案", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("withdrawn", "撤回请求", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
    State("settled", "调解结案", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("dropped", "撤销案件", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("revoked", "裁决已撤销", Waits.NOBODY, outcome=Outcome.REVOKED),
)
ASKING = (
    Step("submit", "提交请求书", ("draft",), "submitted", "applicant", form=forms.SubmitForm, attachments=(TITLE, REPORT), style="primary",
         effects=("enforcement.ask",)),
    Step("enter_paper", "登记纸质请求书", ("draft",), "submitted", "office", form=forms.PaperForm, style="primary", effects=("enforcement.ask",)),
    Step("lengthen_acceptance", "延长立案期限", ("submitted",), "submitted", "chief", needs_reason=True,
         guards=("enforcement.acceptance_extendable", "enforcement.not_lengthened"), effects=("enforcement.lengthen_acceptance",)),
    Step("ask_to_correct", "告知补正", ("submitted",), "correcting", "office", form=forms.MissingForm, guards=("enforcement.not_corrected",),
         effects=("enforcement.ask_to_correct",), told="请一次补齐"),
    Step("correct", "提交补正", ("correcting",), "submitted", "applicant", style="primary", effects=("enforcement.corrected",)),
    Step("enter_correction", "登记补正材料", ("correcting",), "submitted", "office", form=forms.CompleteForm, style="primary",
         effects=("enforcement.complete_request", "enforcement.corrected")),
    Step("lapse", "逾期未补正，不予立案", ("correcting",), "refused", "chief", needs_reason=True, style="danger",
         guards=("enforcement.correction_lapsed",)),
    Step("accept", "立案并指定合议组", ("submitted",), "accepted", "chief", form=forms.PanelForm, style="primary",
         guards=("enforcement.may_claim",), effects=("enforcement.accept_claim",), told="已立案"),
    Step("refuse", "不予立案", ("submitted",), "refused", "chief", needs_reason=True, style="danger"),
    Step("withdraw", "撤回请求", ("draft", "submitted", "correcting", "accepted", *HEARD, "signing"), "withdrawn", "applicant", style="danger",
         confirm="撤回后本案终结。"),
    Step("enter_withdrawal", "登记撤回请求", ("draft", "submitted", "correcting", "accepted", *HEARD, "signing"), "withdrawn", "office", needs_reason=True,
         style="danger", confirm="登记后本案终结。"),
)  # fmt: skip
HEARING = (
    Step("serve_copy", "送达请求书副本和答辩通知", ("accepted",), "defence", "office", form=common.ServiceForm, style="primary",
         effects=("enforcement.serve_copy",), told="请求书副本已送达对方"),
    Step("note_defence", "登记答辩书", ("defence",), "defence", "office", form=forms.DefenceForm, effects=("enforcement.note_defence",), told="收到答辩书"),
    Step("send_defence", "转送答辩书", ("defence",), "defence", "office", form=common.ServiceForm, guards=("enforcement.defence_there",),
         effects=("enforcement.send_defence",), told="答辩书已转送"),
    Step("lengthen_defence", "合议组延长答辩期", ("defence",), "defence", "office", form=forms.MoreDefenceForm, needs_reason=True,
         effects=("enforcement.lengthen_defence",)),
    Step("examine", "开始审理", ("defence",), "examining", "office", style="primary", guards=("enforcement.defence_over",)),
    Step("change_panel", "变更合议组", ("accepted", ), "accepted", "chief", form=forms.PanelForm, effects=("enforcement.change_panel",), layer=INSIDE),
    Step("change_panel_later", "变更合议组", ("examining",), "examining", "chief", form=forms.PanelForm, effects=("enforcement.change_panel",), layer=INSIDE),
    Step("call_oral", "通知口头审理", ("examining",), "oral", "office", form=forms.OralForm, style="primary", guards=("enforcement.oral_noticed",),
         effects=("enforcement.call_oral",)),
    Step("hold_oral", "登记口头审理", ("oral",), "examining", "office", form=forms.RecordForm, style="primary", guards=("enforcement.oral_day",),
         effects=("enforcement.keep_record",)),
    Step("postpone_oral", "另定口头审理日期", ("oral",), "examining", "office", needs_reason=True),
    Step("claimant_absent", "请求人无正当理由缺席", ("oral",), "withdrawn", "office", needs_reason=True, guards=("enforcement.oral_day",),
         style="danger", confirm="请求人缺席按撤回请求处理。", told="请求人缺席，按撤回请求处理"),
    Step("stay", "中止处理", HEARD, "stayed", "office", form=forms.StayForm, guards=("enforcement.stay_fits",),
         effects=("enforcement.judge_stay", "enforcement.notice_stay")),
    Step("refuse_stay", "不予中止", ("examining",), "examining", "office", form=forms.StayForm, needs_reason=True,
         guards=("enforcement.stay_not_due",), effects=("enforcement.judge_stay",)),
    Step("resume", "恢复处理", ("stayed",), "examining", "office", needs_reason=True, style="primary"),
    Step("appraise", "送检验鉴定", ("examining",), "appraisal", "office", needs_reason=True),
    Step("appraised", "收到检验鉴定结果", ("appraisal",), "examining", "office"),
    Step("to_mediation", "转入调解", ("examining", "oral"), "mediation", "office", needs_reason=True),
    Step("mediation_failed", "调解不成，恢复处理", ("mediation",), "examining", "office", needs_reason=True),
    Step("mediation_settled", "达成调解协议", ("mediation",), "settled", "office", needs_reason=True),
    Step("drop", "撤销案件", ("accepted", *HEARD, "stayed"), "dropped", "chief", needs_reason=True, style="danger", confirm="撤销后本案终结。"),
)  # fmt: skip
RULING = (
    Step("lengthen", "负责人批准延长办案期限", ("examining",), "examining", "chief", needs_reason=True, guards=("enforcement.not_lengthened",),
         effects=("enforcement.lengthen_adjudication",)),
    Step("lengthen_above", "上一级部门批准再延长", ("examining",), "examining", "chief", form=forms.AboveForm, needs_reason=True,
         guards=("enforcement.second_extension_known", "enforcement.lengthened_once", "enforcement.not_lengthened"),
         effects=("enforcement.lengthen_above",)),
    Step("conclude", "合议并报请签发", ("examining",), "signing", "office", form=forms.RulingForm, style="primary", layer=INSIDE,
         guards=("enforcement.panel_stands",), effects=("enforcement.keep_ruling",)),
    Step("rule_directly", "就重复侵权直接裁决", ("accepted", "defence"), "signing", "office", form=forms.RulingForm, layer=INSIDE,
         guards=("enforcement.repeated", "enforcement.panel_stands"), effects=("enforcement.keep_ruling",)),
    Step("send_back", "退回合议组", ("signing",), "examining", "chief", needs_reason=True, layer=INSIDE),
    Step("sign", "签发裁决书", ("signing",), "decided", "chief", style="primary", other_than="conclude", effects=("enforcement.adjudicate",),
         told="已作出裁决", confirm="裁决书将编号制发。"),
    Step("serve", "送达裁决书", ("decided",), "served", "office", form=common.ServiceForm, style="primary", effects=("enforcement.serve_decision",),
         told="裁决书已送达"),
    *(Step(f"remedy_{one}", "登记起诉", (one,), "served", "office", form=common.RemedyForm, effects=("enforcement.note_remedy",)) for one in LATER),
    Step("remedy_result_served", "登记诉讼结果", ("served",), "served", "office", form=common.RemedyResultForm, guards=("enforcement.remedy_open",),
         effects=("enforcement.end_remedy",)),
    Step("bind", "登记裁决生效", ("served",), "effective", "office", style="primary", guards=("enforcement.suit_over",),
         effects=("enforcement.become_effective",), told="裁决已生效"),
    Step("apply_to_court", "申请法院强制执行", ("effective",), "court", "chief", form=common.CourtForm,
         guards=("enforcement.orders_something",), effects=("enforcement.apply_to_court",)),
    Step("court_result", "登记法院执行结果", ("court",), "closed", "office", form=common.CourtResultForm, style="primary",
         effects=("enforcement.keep_court_result",)),
    Step("close", "办结", ("effective",), "closed", "office", style="primary", needs_reason=True, guards=("enforcement.no_remedy_open",)),
    Step("revoke", "登记裁决被撤销", ("decided", *LATER, "closed"), "revoked", "chief", needs_reason=True, style="danger",
         guards=("enforcement.remedy_revoked",), effects=("enforcement.revoke",), confirm="撤销后公示和信用记录随之撤下。"),
)  # fmt: skip
CLOCKS = (
    Clock("acceptance", "立案审查期限", "enforcement.adjudication.accept", ("submitted",), since=lambda case: case.dossier.asked_on),
    Clock("correction", "补正期限", "enforcement.adjudication.correct", ("correcting",)),
    Clock("copy", "送达副本期限", "enforcement.adjudication.copy", ("accepted",)),
    Clock("defence", "答辩期限", "enforcement.adjudication.defence", ("defence",), choose=defence_limit,
          since=lambda case: case.dossier.copy_served_on, period=True),
    Clock("decide", "办案期限", "enforcement.adjudication.decide", ("accepted", "defence", "examining", "oral", "signing"),
          ("stayed", "appraisal", "mediation")),
    Clock("service", "送达期限", "enforcement.service.decision", ("decided",)),
    Clock("suing", "起诉期限", "enforcement.adjudication.sue", ("served",), since=lambda case: _served_on(case), period=True),
    Clock("court_application", "申请强制执行期限", "enforcement.adjudication.court", ("effective",), since=lambda case: _final_on(case)),
)  # fmt: skip


def _served_on(case):  # type: ignore[no-untyped-def]
    decision = case.dossier.decision
    return decision.served_on if decision is not None else None


def _final_on(case):  # type: ignore[no-untyped-def]
    """The three months begin with the end of the days for a lawsuit: 《行政强制法》第五十三条."""
    decision = case.dossier.decision
    return decision.contest_until if decision is not None else None


ADJUDICATION = procedure(
    Procedure(
        code="enforcement.adjudication",
        title="专利侵权纠纷行政裁决",
        dossier=AdjudicationCase,
        prefix="CJ",
        states=STATES,
        steps=(*ASKING, *HEARING, *RULING),
        lanes=(APPLICANT, OFFICE, CHIEF),
        initial="draft",
        clocks=CLOCKS,
        view_permit="enforcement.case.view",
        follow=("right", "archive"),
        parts=PARTS,
        matter="请求和审理",
        detail="enforcement/case_adjudication.html",
        context=adjudication_context,
        guide="enforcement:ask_adjudication",
        basis="《专利法》第六十五条；《专利纠纷行政裁决和调解办法》（2024年国家知识产权局令第81号）",
    )
)
