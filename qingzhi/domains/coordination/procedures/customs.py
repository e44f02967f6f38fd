"""The procedure of goods held at the border 「海关扣留协查」 (E11).

《知识产权海关保护条例》（2018年修订）第十二条至第二十七条；《海关关于〈知识产权海关保护条例〉的实施办法》（2018年修正）.
依职权: 通知权利人 → 三个工作日内申请并担保 → 扣留 → 三十个工作日调查认定 → 没收处置，或不能认定，五十个工作日未收到法院通知即放行.
依申请: 申请并担保 → 扣留 → 二十个工作日未收到法院通知即放行.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..access import visible_handovers
from ..models import CustomsSeizure
from ..queries.board import envelope_state
from ..queries.customs import CODE
from . import customs_effects as done
from . import papers  # noqa: F401  (registers itself)
from .customs_forms import BondForm, CourtForm, DisposalForm, FindingForm, HelpForm, SecurityForm

APPLICATION = Attachment("application", "采取知识产权保护措施申请书")
GUARANTEE = Attachment("guarantee", "担保凭证", required=False, note="总担保的附海关核准的文书")
PAPER = Attachment("paper", "权利人的书面答复", note="权利人没有账号，由海关代为登记时附")
HELD = ("seized", "awaiting")


def fragment_context(actor: Actor, case: Any) -> Mapping[str, Any]:
    """The recordal, and the envelopes of the case that the actor sees."""
    rows = visible_handovers(actor).filter(case=case).select_related("sender", "receiver").order_by("pk")
    return {"envelopes": [(one, envelope_state(one)) for one in rows], "inside": actor.body_id == case.body_id}


holder = partial(Step, lane="holder")
customs = partial(Step, lane="customs")
SEIZURE = procedure(
    Procedure(
        code=CODE,
        title="知识产权海关扣留",
        dossier=CustomsSeizure,
        prefix="HG",
        initial="draft",
        states=(
            State("draft", "填写申请", Waits.APPLICANT, task="提交扣留申请", stage="通知"),
            State("notified", "待权利人答复", Waits.APPLICANT, task="答复海关通知", public="请在期限内答复海关通知", stage="通知"),
            State("requested", "待决定扣留", task="决定是否扣留", public="海关审查申请和担保", stage="决定"),
            State("seized", "调查认定", task="调查认定是否侵权", public="货物已扣留，海关调查认定", stage="扣留"),
            State("awaiting", "等待法院通知", task="期满前等待法院协助执行通知", public="货物已扣留，请向人民法院申请保全", stage="扣留"),
            State("condemned", "认定侵权", task="没收和处置货物", stage="处置"),
            State("confiscated", "已没收处置", Waits.NOBODY, outcome=Outcome.GRANTED, stage="处置"),
            State("court", "法院协助执行", Waits.NOBODY, outcome=Outcome.TRANSFERRED),
            State("bonded", "反担保放行", Waits.NOBODY, outcome=Outcome.CLOSED),
            State("released", "已放行", Waits.NOBODY, outcome=Outcome.CLOSED),
            State("refused", "不予扣留", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("withdrawn", "权利人放弃", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
        ),
        steps=(
            customs("notify", "通知权利人", ("draft",), "notified", guards=("coordination.ex_officio",),
                    effects=("coordination.customs_noticed", "coordination.draw_confirm_notice"), style="primary", told="海关发现涉嫌侵权货物，请在期限内答复"),
            holder("apply", "提交扣留申请", ("draft",), "requested", form=SecurityForm, attachments=(APPLICATION, GUARANTEE), style="primary",
                   guards=("coordination.on_request", "coordination.security_enough"), effects=("coordination.keep_security",)),
            holder("ask", "申请扣留并提供担保", ("notified",), "requested", form=SecurityForm, attachments=(APPLICATION, GUARANTEE), style="primary",
                   guards=("coordination.in_time", "coordination.security_enough"), effects=("coordination.keep_security",)),
            holder("decline", "不申请扣留", ("notified",), "withdrawn", needs_reason=True, confirm="答复后海关放行货物，不能恢复。"),
            customs("ask_on_paper", "登记书面答复", ("notified",), "requested", form=SecurityForm, attachments=(PAPER,),
                    guards=("coordination.in_time", "coordination.security_enough"), effects=("coordination.keep_security",)),
            customs("lapse", "逾期没有答复，放行", ("notified",), "released", guards=("coordination.reply_over",), told="期限内没有答复，货物已放行"),
            customs("seize", "扣留货物", ("requested",), "seized", guards=("coordination.ex_officio",), style="primary",
                    effects=("coordination.goods_seized", "coordination.draw_detention_notice")),
            customs("seize_asked", "依申请扣留", ("requested",), "awaiting", guards=("coordination.on_request",), style="primary",
                    effects=("coordination.goods_seized", "coordination.draw_detention_notice"), told="货物已扣留，请向人民法院申请责令停止侵权或者财产保全"),
            customs("refuse", "不予扣留", ("requested",), "refused", needs_reason=True, style="danger"),
            customs("ask_help", "请知识产权部门协助", ("seized",), "seized", form=HelpForm, effects=("coordination.ask_authority",),
                    layer=Layer.BODIES),
            customs("find", "认定侵权", ("seized",), "condemned", form=FindingForm, effects=("coordination.keep_finding",), style="primary"),
            customs("clear", "认定不侵权，放行", ("seized",), "released", form=FindingForm, effects=("coordination.keep_finding",)),
            customs("cannot", "不能认定", ("seized",), "awaiting", form=FindingForm, effects=("coordination.keep_finding",),
                    told="海关不能认定，请向人民法院申请责令停止侵权或者财产保全"),
            customs("bond", "收发货人提供反担保，放行", HELD, "bonded", form=BondForm, guards=("coordination.bond_enough",),
                    effects=("coordination.keep_bond",)),
            customs("court_notice", "收到法院协助执行通知", HELD, "court", form=CourtForm, effects=("coordination.keep_court",), style="primary"),
            customs("release", "期满未收到法院通知，放行", ("awaiting",), "released", guards=("coordination.court_over",)),
            customs("dispose", "没收并处置", ("condemned",), "confiscated", form=DisposalForm, effects=("coordination.keep_disposal",),
                    style="primary"),
            holder("withdraw", "撤回申请", ("draft", "requested", *HELD), "withdrawn", needs_reason=True, style="danger",
                   confirm="撤回后海关放行货物，不能恢复。"),
        ),
        lanes=(
            Lane("holder", "权利人", "coordination.customs.own", Relation.APPLICANT),
            Lane("customs", "海关", "coordination.customs.handle"),
        ),
        clocks=(
            Clock("reply", "权利人答复期限", "coordination.customs.reply", ("notified",), since=done.since_notice),
            Clock("decide", "决定扣留期限", "coordination.customs.decide", ("requested",)),
            Clock("examine", "调查认定期限", "coordination.customs.examine", ("seized",), since=done.since_seizure),
            Clock("court", "等待法院通知期限", "coordination.customs.court", HELD, choose=done.court_limit, since=done.since_seizure,
                  period=True),
        ),
        view_permit="coordination.customs.view",
        detail="coordination/_customs.html",
        context=fragment_context,
        follow=("recordal__holder",),
        matter="货物和担保",
        guide="coordination:ask_seizure",
        basis="《知识产权海关保护条例》（2018年修订）；实施办法",
    )
)  # fmt: skip
