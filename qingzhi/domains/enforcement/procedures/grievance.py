"""The procedure of a consumer's dispute 「投诉调解」: taken up in 7 working days, mediated within 45, its end told within 7
(总局令第20号第十四、二十一条；默认，待确认). A complaint that is routed as 投诉 becomes one."""

from typing import Any

from qingzhi.engine.procedures.declaring import Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Outcome, Waits

from ..actions.grievances import open_grievance
from ..models import Grievance
from ..rules.complaint_targets import complaint_target
from ..terms.complaints import Way
from . import complaint_effects  # noqa: F401  (registers itself)
from .complaint_forms import AgreementForm, EndedForm

STATES = (
    State("received", "待受理", public="正在决定是否受理", task="受理", stage="受理"),
    State("mediating", "调解中", public="正在调解", task="调解", stage="调解"),
    State("ended", "调解终止，待告知", public="调解没有成功，正在通知", task="告知终止", stage="告知"),
    State("agreed", "达成协议", Waits.NOBODY, public="双方达成了协议", outcome=Outcome.GRANTED, stage="告知"),
    State(
        "terminated",
        "终止调解",
        Waits.NOBODY,
        public="调解没有成功，可以向法院起诉",
        outcome=Outcome.CLOSED,
        stage="告知",
    ),
    State("not_accepted", "不予受理", Waits.NOBODY, public="没有受理", outcome=Outcome.REFUSED),
    State("withdrawn", "已撤回", Waits.NOBODY, public="已经撤回", outcome=Outcome.WITHDRAWN),
)
STEPS = (
    Step("accept", "受理", ("received",), "mediating", "desk", style="primary", batch=True),
    Step("refuse", "不予受理", ("received",), "not_accepted", "desk", needs_reason=True, style="danger"),
    Step("agree", "达成协议", ("mediating",), "agreed", "desk", form=AgreementForm, style="primary",
         effects=("enforcement.note_agreement",)),
    Step("fail", "终止调解", ("mediating",), "ended", "desk", form=EndedForm, effects=("enforcement.end_mediation",)),
    Step("tell_end", "告知终止", ("ended",), "terminated", "desk", needs_reason=True, style="primary"),
    Step("withdraw", "投诉人撤回", ("received", "mediating"), "withdrawn", "desk", needs_reason=True),
)  # fmt: skip


def grievance_context(actor: Any, case: Case) -> dict[str, Any]:
    """The complaint that it came from."""
    return {"complaint": Grievance.objects.select_related("complaint__case").get(case=case).complaint}


GRIEVANCE = procedure(
    Procedure(
        code="enforcement.grievance",
        title="投诉调解",
        dossier=Grievance,
        prefix="TS",
        states=STATES,
        steps=STEPS,
        lanes=(Lane("desk", "执法经办", "enforcement.case.handle"),),
        initial="received",
        clocks=(
            Clock("accept", "受理期限", "enforcement.grievance.accept", ("received",)),
            Clock("mediate", "调解期限", "enforcement.grievance.mediate", ("mediating",)),
            Clock("tell", "终止告知期限", "enforcement.grievance.tell", ("ended",)),
        ),
        view_permit="enforcement.case.view",
        detail="enforcement/case_grievance.html",
        context=grievance_context,
        guide="enforcement:new_complaint",
        basis="市场监督管理投诉举报处理暂行办法（总局令第20号）；消费者权益保护法第三十九条",
    )
)
complaint_target(Way.GRIEVANCE.value, open_grievance)
