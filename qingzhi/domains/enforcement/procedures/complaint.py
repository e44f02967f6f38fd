"""The procedure of a complaint 「举报投诉分流」 (E01, P05): received, asked about, routed, told.

Limits: 总局令第20号 (from 2026-04-15 令第121号, not yet checked against its text): 7 working days to decide and tell, 5 to tell a result
(默认，待确认). What it becomes is handled in cases of its own (`rules.complaint_targets`).
"""

from qingzhi.engine.procedures.declaring import Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..models import Complaint
from ..queries.complaint_page import complaint_context
from . import complaint_effects  # noqa: F401  (registers itself)
from .complaint_forms import RouteForm, TellForm

STATES = (
    State("received", "待分流", public="收到了，正在看", task="分流", stage="收到"),
    State("asking", "待补充说明", public="我们有问题要问你", task="等待补充说明，期满未补充的继续办理", stage="收到"),
    State("handling", "已分流，办理中", Waits.OTHERS, public="正在办理", task="", stage="办理"),
    State("telling", "待告知结果", public="已经办完，正在写答复", task="告知结果", stage="答复"),
    State("closed", "已告知", Waits.NOBODY, public="已经答复", outcome=Outcome.CLOSED, stage="答复"),
    State("not_accepted", "不予受理", Waits.NOBODY, public="没有受理，理由见下", outcome=Outcome.REFUSED),
    State("withdrawn", "已撤回", Waits.NOBODY, public="你已经撤回", outcome=Outcome.WITHDRAWN),
)
STEPS = (
    Step("route", "分流", ("received",), "handling", "desk", form=RouteForm, style="primary",
         effects=("enforcement.route_complaint", "enforcement.see_news"), told="已经分给办理的人"),
    Step("ask", "请举报投诉人补充说明", ("received",), "asking", "desk", needs_reason=True, told="想问你一个问题"),
    Step("answer", "补充说明", ("asking",), "received", "complainant", told="你作了补充"),
    Step("go_on", "未补充，继续办理", ("asking",), "received", "desk", needs_reason=True, told="没有等到补充，继续办理"),
    Step("refuse", "不予受理", ("received",), "not_accepted", "desk", needs_reason=True, style="danger",
         effects=("enforcement.see_news",), told="没有受理"),
    Step("withdraw", "撤回", ("received", "asking"), "withdrawn", "complainant", told="你撤回了"),
    Step("results_in", "各去向已有结果", ("handling",), "telling", "desk", guards=("enforcement.targets_closed",),
         layer=Layer.INTERNAL),
    Step("tell", "告知结果", ("telling",), "closed", "desk", form=TellForm, style="primary",
         effects=("enforcement.tell_result", "enforcement.see_news"), told="有了结果"),
    Step("reopen", "依新的情况重新办理", ("closed", "not_accepted"), "received", "desk", needs_reason=True,
         effects=("enforcement.see_news",), told="有新的情况，重新办理"),
)  # fmt: skip

COMPLAINT = procedure(
    Procedure(
        code="enforcement.complaint",
        title="举报投诉受理分流",
        dossier=Complaint,
        prefix="JB",
        states=STATES,
        steps=STEPS,
        lanes=(
            Lane("complainant", "举报投诉人", "procedures.case.file", Relation.APPLICANT),
            Lane("desk", "执法经办", "enforcement.case.handle"),
        ),
        initial="received",
        clocks=(
            Clock("route", "受理分流期限", "enforcement.complaint.route", ("received",), ("asking",)),
            Clock("answer", "补充说明期限", "enforcement.complaint.answer", ("asking",)),
            Clock("tell", "结果告知期限", "enforcement.complaint.tell", ("telling",)),
        ),
        view_permit="enforcement.case.view",
        detail="enforcement/case_complaint.html",
        context=complaint_context,
        guide="enforcement:new_complaint",
        basis="市场监督管理投诉举报处理暂行办法（总局令第20号）、办法（总局令第121号）；推进计划四、（二）2、4",
    )
)
