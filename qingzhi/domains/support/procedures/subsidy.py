"""The procedure of a subsidy 「资助申报」 (S01, S02): from the applicant's draft to the receipt.

Steps as in most provinces' rules (默认，待确认): 网上填报 → 市州初审（如要求）→ 形式审查 → 补正（一次）→ 受理 → 实质审查 → 公示 →
异议处理 → 集体决策 → 拨付 → 确认到账. Later checks are cases of their own (`recheck`).
"""

from qingzhi.engine.procedures.declaring import Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..models import SubsidyApplication
from ..queries.dossier import dossier_context
from . import effects, effects_notices, guards  # noqa: F401  (register themselves)
from .step_forms import (
    CorrectionForm,
    DecisionForm,
    ObjectionForm,
    PaymentForm,
    PrecheckForm,
    PromiseForm,
    ProposeForm,
    StrikeForm,
)

APPLICANT = Lane("applicant", "申请人", "support.apply", Relation.APPLICANT)
PREFECTURE = Lane("prefecture", "市州局", "support.precheck")
OFFICE = Lane("office", "资助经办", "support.handle")
CHIEF = Lane("chief", "资助负责人", "support.decide")
FINANCE = Lane("finance", "财务", "support.pay")
FULL = ("support.claims_chosen", "support.documents_complete", "support.bank_account_known", "support.credit_clear")
BEFORE_DECISION = ("draft", "precheck", "formal", "correction", "review", "proposed", "publicity", "decision")

STATES = (
    State("draft", "填报", Waits.APPLICANT, task="填报并提交", stage="申报"),
    State("precheck", "市州初审", task="初审", stage="审查"),
    State("formal", "形式审查", task="形式审查", public="已提交，正在审查材料", stage="审查"),
    State("correction", "待补正", Waits.APPLICANT, public="请补正材料", task="补正", stage="审查"),
    State("review", "实质审查", task="实质审查", public="已受理，正在审查", stage="审查"),
    State("proposed", "待公示", task="发布拟资助名单", public="审查通过，待公示", stage="公示"),
    State("publicity", "公示", task="公示期满办理", public="拟资助名单公示中", stage="公示"),
    State("objection", "异议处理", task="调查异议", public="公示中有异议，正在调查", stage="公示"),
    State("upheld", "异议成立，待处理", task="处理成立的异议", public="公示中的异议成立，正在处理", stage="公示"),
    State("decision", "待集体决策", task="提请会议决定", public="公示期满，待会议决定", stage="决定"),
    State("committed", "待拨付", task="拨付", public="已决定资助，待拨付", stage="拨付"),
    State("paid", "已拨付", Waits.APPLICANT, task="确认到账", public="已拨付，请确认到账", stage="拨付"),
    State("closed", "办结", Waits.NOBODY, outcome=Outcome.GRANTED, stage="办结"),
    State("not_accepted", "不予受理", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("refused", "不予资助", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
)
FILING = (
    Step("submit", "提交", ("draft",), "formal", "applicant", form=PromiseForm, style="primary",
         guards=("support.window_open", "support.without_precheck", *FULL), effects=("support.compute_on_submit",)),
    Step("submit_precheck", "提交市州初审", ("draft",), "precheck", "applicant", form=PromiseForm, style="primary",
         guards=("support.window_open", "support.with_precheck", *FULL),
         effects=("support.compute_on_submit", "support.to_prefecture")),
    Step("pass_precheck", "报送省局", ("precheck",), "formal", "prefecture", form=PrecheckForm, style="primary",
         effects=("support.to_office",), told="市州已初审"),
    Step("withdraw", "撤回申报", BEFORE_DECISION, "withdrawn", "applicant", style="danger",
         confirm="撤回后不能恢复；申报期内可以重新申报。"),
)  # fmt: skip
CHECKING = (
    Step("accept", "受理", ("formal",), "review", "office", style="primary", batch=True, effects=("support.compute", "support.notice_acceptance")),
    Step("ask_correction", "退回补正", ("formal",), "correction", "office", form=CorrectionForm,
         guards=("support.not_corrected_yet",), effects=("support.ask_correction", "support.notice_correction"),
         told="请一次补齐"),
    Step("resubmit", "提交补正", ("correction",), "formal", "applicant", form=PromiseForm, style="primary",
         guards=FULL, effects=("support.compute_on_submit",)),
    Step("lapse", "逾期未补正", ("correction",), "not_accepted", "office", needs_reason=True, style="danger",
         guards=("support.correction_overdue",), effects=("support.notice_refusal",)),
    Step("refuse_acceptance", "不予受理", ("formal",), "not_accepted", "office", needs_reason=True, style="danger",
         effects=("support.keep_past_cases", "support.notice_refusal")),
    Step("propose", "拟资助", ("review",), "proposed", "office", form=ProposeForm, style="primary", batch=True,
         effects=("support.compute",), guards=("support.right_not_paid", "support.something_to_grant"), told="审查通过"),
    Step("refuse", "不予资助", ("review", "decision"), "refused", "chief", needs_reason=True, style="danger",
         effects=("support.keep_past_cases", "support.notice_refusal")),
)  # fmt: skip
PUBLISHING = (
    Step("publish", "公示", ("proposed",), "publicity", "chief", style="primary", layer=Layer.PUBLIC,
         guards=("support.right_not_paid",), effects=("support.publish_one",), batch=True),
    Step("object", "登记异议", ("publicity",), "objection", "office", needs_reason=True, told="收到异议，正在调查"),
    Step("dismiss_objection", "异议不成立", ("objection",), "publicity", "office", form=ObjectionForm,
         guards=("support.objections_dismissed",), effects=("support.note_objection",), told="异议不成立，恢复公示"),
    Step("find_objection_right", "认定异议成立", ("objection",), "upheld", "office", form=ObjectionForm, layer=Layer.PUBLIC,
         effects=("support.note_objection", "support.withdraw_row"), told="异议成立，已从公示名单撤下"),
    Step("uphold_objection", "异议成立，不予资助", ("objection", "upheld"), "refused", "chief", form=ObjectionForm, style="danger",
         effects=("support.note_objection", "support.withdraw_row", "support.keep_past_cases", "support.notice_refusal")),
    Step("return_to_review", "剔除有异议的事项，重新核算", ("objection", "upheld"), "review", "office", form=StrikeForm,
         effects=("support.note_objection", "support.withdraw_row", "support.strike_claims", "support.compute"),
         told="异议成立，剔除有关事项后重新审查"),
    Step("end_publicity", "公示期满", ("publicity",), "decision", "office", style="primary", batch=True,
         guards=("support.publicity_over",)),
)  # fmt: skip
PAYING = (
    Step("decide", "决定资助", ("decision",), "committed", "chief", form=DecisionForm, style="primary", batch=True,
         guards=("support.right_not_paid",), effects=("support.reserve_money", "support.notice_decision"), other_than="propose", layer=Layer.PUBLIC),
    Step("take_back", "撤销决定", ("committed",), "review", "chief", needs_reason=True, style="danger",
         effects=("support.take_decision_back",)),
    Step("pay", "登记拨付", ("committed",), "paid", "finance", form=PaymentForm, style="primary", batch=True,
         effects=("support.pay", "support.notice_payment"), other_than="decide"),
    Step("confirm", "确认到账", ("paid",), "closed", "applicant", style="primary", effects=("support.confirm_receipt",)),
    Step("close", "办结", ("paid",), "closed", "office", batch=True),
)  # fmt: skip
CLOCKS = (
    Clock("precheck", "初审期限", "support.precheck", ("precheck",)),
    Clock("formal", "形式审查期限", "support.formal_check", ("formal",), ("correction",)),
    Clock("correction", "补正期限", "support.correction", ("correction",)),
    Clock("review", "实质审查期限", "support.review", ("review",)),
    Clock("publicity", "公示期", "support.publicity", ("publicity",), ("objection", "upheld"), period=True),
    Clock("objection", "异议成立后的处理期限", "support.objection", ("upheld",)),
    Clock("payment", "拨付期限", "support.payment", ("committed",)),
)


SUBSIDY = procedure(
    Procedure(
        code="support.subsidy",
        title="知识产权资助申报",
        dossier=SubsidyApplication,
        prefix="ZZ",
        states=STATES,
        steps=(*FILING, *CHECKING, *PUBLISHING, *PAYING),
        lanes=(APPLICANT, PREFECTURE, OFFICE, CHIEF, FINANCE),
        initial="draft",
        clocks=CLOCKS,
        view_permit="support.application.view",
        detail="support/case_subsidy.html",
        context=dossier_context,
        follow=("call__body", "call__programme", "party", "publication", "result"),
        guide="support:calls",
        basis="推进计划四、（一）1；办理步骤为各省通行做法（默认，待确认）",
    )
)
