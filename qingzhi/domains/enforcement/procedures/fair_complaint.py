"""The procedure of a complaint at a trade fair 「展会知识产权投诉」 (E12, P12): examined at the station, the exhibitor told and heard
within hours, found, removed; what is not over goes on after the fair.

《展会知识产权保护办法》(2006), 《展会知识产权保护指引》(2022) 第十四条; the hours are rows of the table of limits.
"""

from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Waits

from ..models import FairComplaint
from ..queries.fair_page import fair_complaint_context
from . import fair_forms as forms
from .fair_effects import has_earlier

PROOF = Attachment("proof", "权属证明", required=False, note="现场可以先看原件，展后补交")
UNDERTAKING = Attachment("undertaking", "撤展承诺书", required=False, note="可以拍照上传")
STATES = (
    State("received", "待审查", task="审查投诉材料，受理并通知参展商", stage="受理"),
    State("answering", "待参展商陈述", task="登记陈述，或者期满后认定", stage="陈述"),
    State("deciding", "待认定", task="认定侵权是否成立", stage="认定"),
    State("removing", "待撤展", task="督促撤展并登记", stage="撤展"),
    State("removed", "已撤展，待决定后续", task="决定是否移交后续办理", stage="撤展"),
    State("closed", "已撤展结案", Waits.NOBODY, outcome=Outcome.GRANTED, stage="结案"),
    State("handed", "已移交后续案件", Waits.NOBODY, outcome=Outcome.TRANSFERRED, stage="结案"),
    State("dismissed", "侵权不成立", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("refused", "不予受理", Waits.NOBODY, outcome=Outcome.REFUSED),
    State("merged", "已并入他件", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("withdrawn", "投诉人撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
)
STEPS = (
    Step("accept", "受理并通知参展商", ("received",), "answering", "station", form=forms.NotifyForm, attachments=(PROOF,), style="primary",
         effects=("enforcement.fair_notify",)),
    Step("merge", "并入同一投诉", ("received", "answering"), "merged", "merging", form=forms.MergeForm,
         effects=("enforcement.fair_merge",), layer=Layer.BODIES),
    Step("refuse", "不予受理", ("received",), "refused", "station", needs_reason=True, style="danger"),
    Step("note_defence", "登记参展商陈述", ("answering",), "deciding", "station", form=forms.DefenceForm, style="primary",
         effects=("enforcement.fair_defence",)),
    Step("no_defence", "逾期没有陈述", ("answering",), "deciding", "station", guards=("enforcement.fair_defence_over",)),
    Step("uphold", "认定侵权成立，要求撤展", ("deciding",), "removing", "station", form=forms.UpholdForm, style="primary",
         effects=("enforcement.fair_uphold",)),
    Step("dismiss", "认定侵权不成立", ("deciding",), "dismissed", "station", form=forms.DismissForm, effects=("enforcement.fair_dismiss",)),
    Step("remove", "登记撤展", ("removing",), "removed", "station", form=forms.RemovalForm, attachments=(UNDERTAKING,), style="primary",
         effects=("enforcement.fair_remove",)),
    Step("hand_over", "移交后续办理", ("answering", "deciding", "removing", "removed"), "handed", "station", form=forms.FollowUpForm,
         effects=("enforcement.fair_follow_up",)),
    Step("close", "撤展结案，不再移交", ("removed",), "closed", "station", needs_reason=True),
    Step("withdraw", "登记撤回", ("received", "answering", "deciding"), "withdrawn", "station", needs_reason=True),
)  # fmt: skip
CLOCKS = (
    Clock("review", "材料审查时限", "enforcement.fair.review", ("received",), since=lambda case: case.dossier.counted_from),
    Clock("hand_on", "移交主管部门时限", "enforcement.fair.hand_on", ("received",), since=lambda case: case.dossier.counted_from),
    Clock("defence", "参展商陈述时限", "enforcement.fair.defence", ("answering",), since=lambda case: case.dossier.notified_at, period=True),
    Clock("decide", "认定时限", "enforcement.fair.decide", ("deciding",)),
    Clock("remove", "撤展时限", "enforcement.fair.remove", ("removing",), since=lambda case: case.dossier.found_at),
    Clock("after", "展后移交期限", "enforcement.fair.after", ("answering", "deciding", "removing", "removed"),
          since=lambda case: case.dossier.fair.ends_on),
)  # fmt: skip
FAIR_COMPLAINT = procedure(
    Procedure(
        code="enforcement.fair",
        title="展会知识产权投诉",
        dossier=FairComplaint,
        prefix="ZH",
        states=STATES,
        steps=STEPS,
        lanes=(
            Lane("station", "展会工作站", "enforcement.case.handle"),
            Lane("merging", "展会工作站（有同一投诉时）", "enforcement.case.handle", may=has_earlier),
        ),
        initial="received",
        clocks=CLOCKS,
        view_permit="enforcement.case.view",
        follow=("fair", "station", "exhibitor__party", "right", "merged_into__case", "follow_up"),
        matter="投诉内容",
        detail="enforcement/fairs/case.html",
        context=fair_complaint_context,
        guide="enforcement:public_fairs",
        basis="《展会知识产权保护办法》（2006年）、《展会知识产权保护指引》（2022年）；推进计划4.2.2（默认，待确认）",
    )
)
