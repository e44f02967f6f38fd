"""The procedure of a commission to appraise 「鉴定委托」 (E09).

写明问题和材料 → 协商选定、抽取或者指定机构（有利害关系的自动回避） → 受理、指定鉴定人、报价 → 缴费 → 鉴定（30个工作日，补充材料不计入） →
出具意见（文件摘要、日期） → 双方异议 → 书面说明 → 采用，或者另选机构重新鉴定. The opinion goes to the evidence of the case from which it
arose, whose clock stood still meanwhile. 《司法鉴定程序通则》（2016年司法部令第132号, from memory）.
"""

from typing import Any

from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Outcome, Relation, Waits

from ..access import APPRAISAL, of_appraiser, of_either
from ..models import Appraisal
from ..queries.appraisal_shown import appraisal_shown
from . import appraisal_effects, appraisal_guards, guards, papers  # noqa: F401  (register themselves)
from . import appraisal_forms as forms

BY_BODY = Attachment("paper_body", "鉴定机构的书面材料", required=False, note="没有账号的机构由窗口代为登记时须附")
BY_SIDE = Attachment("paper_side", "当事人的书面意见", required=False, note="没有账号的一方由窗口代为登记时须附")
OPINION = Attachment("opinion", "鉴定意见书", kinds=("pdf",))
PAPER = "mediation.from_paper"
END, TURN = "mediation.end_appraisal", "mediation.appraisal_turn"


def step(code: str, label: str, source: tuple[str, ...], target: str, lane: str, *done: str, **more: Any) -> Step:
    """A step after which it is somebody else's turn."""
    return Step(code, label, source, target, lane, effects=(*done, TURN), **more)


STATES = (
    State("choosing", "待选定鉴定机构", task="选定、抽取或者指定鉴定机构", stage="选定"),
    State("offered", "待机构受理", Waits.OTHERS, task="", stage="选定"),
    State("appraising", "鉴定中", Waits.OTHERS, task="", stage="鉴定"),
    State("supplying", "待补充材料", task="补充鉴定材料", stage="鉴定"),
    State("opined", "听取双方意见", task="听取双方对鉴定意见的意见", stage="意见"),
    State("objected", "待机构书面说明", Waits.OTHERS, task="", stage="意见"),
    State("explained", "待决定是否采用", task="决定采用、补充或者重新鉴定", stage="意见"),
    State("adopted", "已采用", Waits.NOBODY, outcome=Outcome.GRANTED, stage="办结"),
    State("ended", "鉴定终止", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("withdrawn", "撤回委托", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
)
STEPS = (
    step("choose", "按双方协商选定机构", ("choosing",), "offered", "desk", "mediation.choose_body", form=forms.AgreedForm, style="primary"),
    step("draw", "随机抽取机构", ("choosing",), "offered", "desk", "mediation.draw_body", form=forms.PayerForm,
         guards=("mediation.body_free",)),
    step("name", "指定机构", ("choosing",), "offered", "desk", "mediation.choose_body", form=forms.NamedForm, needs_reason=True),
    step("take_on", "受理委托，指定鉴定人", ("offered",), "appraising", "body", "mediation.take_commission", form=forms.TakeOnForm,
         attachments=(BY_BODY,), guards=(PAPER,), style="primary", told="鉴定机构已受理"),
    step("decline", "不予受理", ("offered",), "choosing", "body", "mediation.decline_commission", form=forms.DeclineForm, needs_reason=True,
         attachments=(BY_BODY,), guards=(PAPER,)),
    step("no_reply", "逾期没有答复，另行选定", ("offered",), "choosing", "desk", "mediation.decline_commission", guards=("mediation.overdue",)),
    step("object_expert", "申请鉴定人回避", ("appraising",), "choosing", "sides", "mediation.keep_out", needs_reason=True,
         attachments=(BY_SIDE,), guards=(PAPER, "mediation.keeps_out_once")),
    Step("pay", "登记缴纳鉴定费", ("appraising",), "appraising", "desk", form=forms.PaidForm, effects=("mediation.pay_fee",)),
    step("ask_more", "要求补充鉴定材料", ("appraising",), "supplying", "body", "mediation.ask_material", form=forms.MoreForm,
         attachments=(BY_BODY,), guards=(PAPER,)),
    step("supply", "补充鉴定材料", ("supplying",), "appraising", "desk", "mediation.supply_material", form=forms.MaterialForm, style="primary"),
    Step("lengthen", "同意延长鉴定时限", ("appraising",), "appraising", "desk", needs_reason=True, effects=("mediation.lengthen_appraisal",),
         guards=("mediation.not_lengthened_yet",)),
    step("opine", "出具鉴定意见", ("appraising",), "opined", "body", "mediation.give_opinion", form=forms.OpinionForm,
         attachments=(OPINION,), style="primary", told="鉴定意见已出具，可以在期限内提出异议"),
    Step("agree", "对鉴定意见没有异议", ("opined",), "opined", "sides", attachments=(BY_SIDE,), guards=(PAPER, "mediation.speaks_once"),
         form=forms.SideForm, effects=("mediation.note_agreement",)),
    step("object", "对鉴定意见提出异议", ("opined",), "objected", "sides", "mediation.note_objection", form=forms.SideForm, needs_reason=True,
         attachments=(BY_SIDE,), guards=(PAPER, "mediation.speaks_once")),
    step("explain", "书面说明", ("objected",), "explained", "body", "mediation.explain_opinion", needs_reason=True,
         attachments=(BY_BODY,), guards=(PAPER,), style="primary", told="鉴定机构已作书面说明"),
    step("no_explanation", "逾期没有说明", ("objected",), "explained", "desk", guards=("mediation.overdue",)),
    step("adopt", "采用鉴定意见", ("opined",), "adopted", "desk", END, style="primary", guards=("mediation.sides_heard",)),
    step("adopt_explained", "经说明后采用", ("explained",), "adopted", "desk", END, needs_reason=True, style="primary"),
    step("supplement", "补充鉴定", ("explained",), "appraising", "desk", "mediation.set_aside", needs_reason=True),
    step("again", "另选机构重新鉴定", ("explained", "objected"), "choosing", "desk", "mediation.appraise_again", form=forms.SecondForm,
         needs_reason=True, told="重新鉴定", confirm="原鉴定意见不采用，原机构不再参加。"),
    step("reject", "不采用，终止鉴定", ("explained",), "ended", "desk", "mediation.set_aside", END, needs_reason=True, style="danger"),
    step("stop", "终止鉴定", ("offered", "appraising", "supplying"), "ended", "desk", END, needs_reason=True, style="danger",
         confirm="终止后原办件恢复办理。"),
    step("withdraw", "撤回委托", ("choosing",), "withdrawn", "desk", END, needs_reason=True, style="danger", confirm="撤回后原办件恢复办理。"),
)  # fmt: skip
LANES = (
    Lane("desk", "办案单位", "mediation.appraisal.handle"),
    Lane("body", "鉴定机构", "mediation.appraisal.give", Relation.ANYBODY, of_appraiser),
    Lane("sides", "任一方当事人", "mediation.take_part", Relation.ANYBODY, of_either),
)
CLOCKS = (
    Clock("choose", "选定期限", "mediation.appraisal.choose", ("choosing",)),
    Clock("reply", "受理期限", "mediation.appraisal.reply", ("offered",)),
    Clock("conduct", "鉴定时限", "mediation.appraisal.conduct", ("appraising",), ("supplying",)),
    Clock("supply", "补充材料期限", "mediation.appraisal.supply", ("supplying",)),
    Clock("object", "异议期限", "mediation.appraisal.object", ("opined",), period=True),
    Clock("explain", "书面说明期限", "mediation.appraisal.explain", ("objected",)),
)
COMMISSION = procedure(
    Procedure(
        code=APPRAISAL,
        title="鉴定委托",
        dossier=Appraisal,
        prefix="JD",
        initial="choosing",
        states=STATES,
        steps=STEPS,
        lanes=LANES,
        clocks=CLOCKS,
        view_permit="mediation.appraisal.view",
        detail="mediation/_appraisal.html",
        context=appraisal_shown,
        follow=("body",),
        matter="委托和鉴定意见",
        basis="《司法鉴定程序通则》（2016年司法部令第132号）；《最高人民法院关于民事诉讼证据的若干规定》（默认，待确认）",
    )
)
