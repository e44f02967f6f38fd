"""What the procedures of special support have in common: filing, form check, publicity with objections, withdrawal."""

from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, State, Step
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

APPLICANT = Lane("applicant", "申请人", "support.aid.apply", Relation.APPLICANT)
OFFICE = Lane("office", "经办", "support.aid.handle")
CHIEF = Lane("chief", "审批", "support.aid.decide")
FINANCE = Lane("finance", "财务", "support.aid.pay")
LANES = (APPLICANT, OFFICE, CHIEF, FINANCE)

HEAD = (
    State("draft", "草稿", Waits.APPLICANT, task="提交申请", stage="申请"),
    State("submitted", "待受理", task="受理", stage="受理"),
    State("correcting", "待补正", Waits.APPLICANT, task="补正材料", stage="受理"),
)
PUBLIC = (
    State("publicity", "公示", task="公示期满办理", stage="公示"),
    State("objected", "异议调查", task="调查异议", public="公示中，正在调查异议", stage="公示"),
    State("approving", "待审批", task="审批", stage="审批"),
)
ENDS = (
    State("refused", "不予支持", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
)
CLOCKS = (
    Clock("form", "形式审查", "aid.form_check", ("submitted",)),
    Clock("correction", "补正", "aid.correction", ("correcting",)),
    Clock("publicity", "公示", "aid.publicity", ("publicity",), stopped_in=("objected",), period=True),
    Clock("objection", "异议调查", "aid.objection", ("objected",)),
)


def filing(attachments: tuple[Attachment, ...], *, accepted: str) -> tuple[Step, ...]:
    """From the draft to the desk and, accepted, on to `accepted`."""
    return (
        Step("submit", "提交申请", ("draft",), "submitted", "applicant", attachments=attachments, style="primary"),
        Step("accept", "受理", ("submitted",), accepted, "office", style="primary", batch=True),
        Step("return_form", "退回补正", ("submitted",), "correcting", "office", guards=("support.aid_not_returned",),
             needs_reason=True, told="请一次补齐"),
        Step("resubmit", "提交补正", ("correcting",), "submitted", "applicant", attachments=attachments, style="primary"),
        Step("refuse_form", "不予受理", ("submitted", "correcting"), "refused", "office", needs_reason=True, style="danger"),
        Step("withdraw", "撤回申请", ("draft", "submitted", "correcting"), "withdrawn", "applicant",
             confirm="撤回后须重新申请。", style="danger"),
    )  # fmt: skip


def publicising(source: str, *, approved: str, effects: tuple[str, ...], label: str) -> tuple[Step, ...]:
    """From a computed proposal through publicity and objections to the decision."""
    return (
        Step("publicise", "公示", (source,), "publicity", "office", guards=("support.aid_computed",),
             effects=("support.publicise_aid",), layer=Layer.PUBLIC, style="primary"),
        Step("refuse", "不予支持", (source, "approving"), "refused", "chief", needs_reason=True, style="danger"),
        Step("object", "收到异议", ("publicity",), "objected", "office", needs_reason=True, told="收到异议，正在调查"),
        Step("dismiss_objection", "异议不成立", ("objected",), "publicity", "office", needs_reason=True),
        Step("uphold_objection", "异议成立", ("objected",), "refused", "chief", needs_reason=True, style="danger"),
        Step("end_publicity", "公示期满", ("publicity",), "approving", "office", guards=("support.aid_publicity_over",),
             style="primary"),
        Step("approve", label, ("approving",), approved, "chief", effects=effects, other_than="end_publicity",
             needs_reason=True, style="primary"),
    )  # fmt: skip
