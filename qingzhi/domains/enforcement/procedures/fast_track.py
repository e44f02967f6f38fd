"""The fast track 「快速维权」 (E06): from a request to a preliminary finding within days, then either settled or the ordinary way.

It rules on nothing: a finding is an opinion that both sides get soon. Its limits are the office's own rows (默认，待确认). It keeps the
dossier of an adjudication, so that the ordinary case that follows begins with all of it.
"""

from qingzhi.engine.procedures.actions import link
from qingzhi.engine.procedures.declaring import Clock, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.registry import effect, procedure
from qingzhi.engine.procedures.terms import LinkKind, Outcome, Waits

from ..actions.requests import begin_ordinary
from ..models import AdjudicationCase
from ..queries.case_shown import PARTS, adjudication_context
from . import adjudication_effects, adjudication_guards  # noqa: F401  (register themselves)
from . import adjudication_forms as forms
from . import penalty_forms as common
from .adjudication import APPLICANT, CHIEF, INSIDE, OFFICE, REPORT, TITLE

BEFORE_FINDING = ("draft", "submitted", "answering", "finding")


@effect("enforcement.go_ordinary", "转入行政裁决")
def go_ordinary(occurrence: Occurrence) -> None:
    """The ordinary case begins with the same parties, patent, requests and evidence."""
    made = begin_ordinary(actor=occurrence.actor, case=occurrence.case)
    link(actor=occurrence.actor, case=made, to=occurrence.case, kind=LinkKind.ARISES_FROM, reason="快速维权转入")


STATES = (
    State("draft", "填写请求", Waits.APPLICANT, task="填写并提交请求", stage="请求"),
    State("submitted", "受理审查", task="决定是否受理", public="已收到请求", stage="受理"),
    State("answering", "陈述意见期", task="陈述期满后提出初步意见", public="等待对方陈述意见", stage="审查"),
    State("finding", "形成初步意见", task="提出初步意见", public="正在审查", stage="审查"),
    State("signing", "待签发", task="签发初步意见", public="正在审查", stage="审查"),
    State("opined", "督促履行", task="督促履行", public="已发出初步意见", stage="意见"),
    State("settled", "已停止或和解", Waits.NOBODY, outcome=Outcome.GRANTED, stage="办结"),
    State("ordinary", "转入行政裁决", Waits.NOBODY, outcome=Outcome.TRANSFERRED),
    State("ended", "办结", Waits.NOBODY, outcome=Outcome.CLOSED, stage="办结"),
    State("refused", "不予受理", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("withdrawn", "撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
)
STEPS = (
    Step("submit", "提交请求", ("draft",), "submitted", "applicant", form=forms.SubmitForm, attachments=(TITLE, REPORT), style="primary",
         effects=("enforcement.ask",)),
    Step("enter_paper", "登记纸质请求", ("draft",), "submitted", "office", form=forms.PaperForm, style="primary", effects=("enforcement.ask",)),
    Step("accept", "受理并指定合议组", ("submitted",), "answering", "chief", form=forms.PanelForm, style="primary",
         guards=("enforcement.may_claim",), effects=("enforcement.accept_claim",), told="已受理"),
    Step("refuse", "不予受理", ("submitted",), "refused", "chief", needs_reason=True, style="danger"),
    Step("serve_copy", "送达请求书副本", ("answering",), "answering", "office", form=common.ServiceForm, effects=("enforcement.serve_copy",)),
    Step("note_answer", "登记对方意见", ("answering",), "finding", "office", form=forms.DefenceForm, effects=("enforcement.keep_answer",),
         told="收到对方意见"),
    Step("no_answer", "对方逾期没有陈述", ("answering",), "finding", "office", guards=("enforcement.answer_over",), style="primary"),
    Step("draft_finding", "拟定初步意见", ("finding",), "signing", "office", form=forms.FindingForm, style="primary", layer=INSIDE,
         guards=("enforcement.panel_stands",), effects=("enforcement.draft_finding",)),
    Step("return_finding", "退回重拟", ("signing",), "finding", "chief", needs_reason=True, layer=INSIDE),
    Step("issue_finding", "签发初步意见", ("signing",), "opined", "chief", style="primary", other_than="draft_finding",
         effects=("enforcement.issue_finding",), told="已发出初步意见"),
    Step("settle", "登记停止侵权或和解", ("answering", "finding", "opined"), "settled", "office", needs_reason=True),
    Step("to_ordinary", "转入行政裁决", ("finding", "opined"), "ordinary", "office", needs_reason=True, effects=("enforcement.go_ordinary",)),
    Step("end", "办结", ("opined",), "ended", "office", needs_reason=True),
    Step("withdraw", "撤回请求", BEFORE_FINDING, "withdrawn", "applicant", style="danger", confirm="撤回后本件终结。"),
    Step("enter_withdrawal", "登记撤回", BEFORE_FINDING, "withdrawn", "office", needs_reason=True, style="danger", confirm="登记后本件终结。"),
)  # fmt: skip
CLOCKS = (
    Clock(
        "acceptance", "受理期限", "enforcement.fast.accept", ("submitted",), since=lambda case: case.dossier.asked_on
    ),
    Clock("answer", "陈述意见期限", "enforcement.fast.answer", ("answering",), period=True),
    Clock("finding", "初步意见期限", "enforcement.fast.finding", ("answering", "finding", "signing")),
    Clock("settling", "督促履行期限", "enforcement.fast.settle", ("opined",)),
)
FAST_TRACK = procedure(
    Procedure(
        code="enforcement.fast_track",
        title="专利纠纷快速维权",
        dossier=AdjudicationCase,
        prefix="KS",
        states=STATES,
        steps=STEPS,
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
        basis="推进计划4.2.1（快速维权）；时限为内部工作规则（默认，待确认）",
    )
)
