"""The procedure of a priority standing 「优先支持资格」 (S07): membership of an alliance or a pool, a core portfolio."""

from qingzhi.engine.procedures.declaring import Attachment, Clock, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Outcome, Waits

from ..models import PriorityStanding
from .aid import CLOCKS, ENDS, HEAD, LANES, PUBLIC, filing, publicising
from .aid_forms import TermForm

STATES = (
    *HEAD,
    State("reviewing", "核实", task="核实成员资格", stage="核实"),
    *PUBLIC,
    State("recognised", "已认可", Waits.NOBODY, outcome=Outcome.GRANTED, stage="审批"),
    State("ended", "已终止", Waits.NOBODY, outcome=Outcome.CLOSED),
    *ENDS,
)
STEPS = (
    *filing((Attachment("membership", "联盟、专利池章程或成员证明"),), accepted="reviewing"),
    *(one for one in publicising("reviewing", approved="recognised", effects=(), label="认可") if one.code != "approve"),
    Step("approve", "认可", ("approving",), "recognised", "chief", form=TermForm, effects=("support.recognise_priority",),
         other_than="end_publicity", style="primary"),
    Step("end", "终止", ("recognised",), "ended", "office", needs_reason=True, effects=("support.end_priority",),
         confirm="终止后不再加分，已作出的决定不变。", style="danger"),
)  # fmt: skip
PRIORITY = procedure(
    Procedure(
        code="support.priority",
        title="优先支持资格认可",
        dossier=PriorityStanding,
        prefix="YXZC",
        states=STATES,
        steps=STEPS,
        lanes=LANES,
        initial="draft",
        view_permit="support.aid.view",
        detail="support/aid/_priority.html",
        clocks=(*CLOCKS, Clock("review", "核实", "aid.review", ("reviewing",))),
        basis="推进计划 4.1.2：在政府各类资金计划中优先支持联盟、专利池和核心专利组合",
    )
)
