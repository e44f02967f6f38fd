"""The procedure of a transfer to the police 「涉嫌犯罪案件移送」 (E03): 国务院令第310号（2020年修订）; 最高检2001年规定.

Each waiting on another body stands in an envelope (`Handover`) with its own limit: silence there is told to both sides.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db.models import Q

from qingzhi.base.permits import Actor, Answer
from qingzhi.engine.procedures.access import case_viewers
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.openings import Opening, case_opening
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..access import visible_handovers
from ..models import Transfer
from ..queries import envelopes_of
from . import papers, transfer_effects  # noqa: F401  (register themselves)
from .transfer_forms import FilingForm, GoodsForm, RefusalForm, ReturnForm

CODE = "coordination.transfer"
BEFORE_SENDING = ("proposed", "approved", "not_transferred")
PAPERS = (
    Attachment("letter", "涉嫌犯罪案件移送书"), Attachment("report", "调查报告"), Attachment("goods", "涉案物品清单"),
    Attachment("appraisal", "检验报告或鉴定意见", required=False), Attachment("more", "其他有关材料", required=False),
)  # fmt: skip


def of_police(actor: Actor, case: Any) -> Answer:
    """Only the police body that the case went to."""
    mine = actor.is_system or actor.body_id == case.dossier.police_id
    return Answer(mine, "" if mine else "由接收移送的公安机关办理")


def of_procuratorate(actor: Actor, case: Any) -> Answer:
    """Only the procuratorate of the same level."""
    mine = actor.is_system or actor.body_id == case.dossier.procuratorate_id
    return Answer(mine, "" if mine else "由同级检察院办理")


def _sent_to(actor: Actor) -> Q:
    """What was sent is seen by police and procuratorate."""
    if not actor.body_id:
        return Q(pk__in=[])
    to = Transfer.objects.filter(Q(police=actor.body_id) | Q(procuratorate=actor.body_id)).values("case")
    return Q(procedure=CODE, pk__in=to) & ~Q(state__in=BEFORE_SENDING)


def fragment_context(actor: Actor, case: Any) -> Mapping[str, Any]:
    """The envelopes of the case that the actor sees, with their lights."""
    return {"envelopes": envelopes_of(case, visible_handovers(actor)), "opens_envelopes": True}


case_viewers(CODE, _sent_to)
office = partial(Step, lane="office", layer=Layer.BODIES)
police = partial(Step, lane="police", layer=Layer.BODIES)
justice = partial(Step, lane="procuratorate", layer=Layer.BODIES)
TRANSFER = procedure(
    Procedure(
        code=CODE,
        title="涉嫌犯罪案件移送",
        dossier=Transfer,
        prefix="YS",
        initial="proposed",
        states=(
            State("proposed", "待负责人决定", task="决定是否移送", stage="决定"),
            State("approved", "待移送", task="移送公安机关", stage="移送"),
            State("sent", "待公安接收", Waits.OTHERS, task="", stage="移送"),
            State("examining", "公安审查立案", Waits.OTHERS, task="", stage="立案"),
            State("not_filed", "公安不予立案", task="决定复议、建议监督或处罚", stage="立案"),
            State("review", "公安复议", Waits.OTHERS, task="", stage="立案"),
            State("supervising", "检察院审查", Waits.OTHERS, task="", stage="监督"),
            State("explaining", "公安说明理由", Waits.OTHERS, task="", stage="监督"),
            State("explained", "检察院认定", Waits.OTHERS, task="", stage="监督"),
            State("ordered", "公安按通知立案", Waits.OTHERS, task="", stage="监督"),
            State("filed", "已立案", task="移交物品和材料", stage="移交"),
            State("handed_over", "已移交", Waits.NOBODY, outcome=Outcome.TRANSFERRED, stage="移交"),
            State("not_transferred", "不移送", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("punish", "依法作出行政处理", Waits.NOBODY, outcome=Outcome.CLOSED),
        ),
        steps=(
            Step("approve", "批准移送", ("proposed",), "approved", "chief", style="primary", layer=Layer.INTERNAL,
                 effects=("coordination.penalty_waits", "coordination.draw_letter")),
            Step("reject", "不批准移送", ("proposed",), "not_transferred", "chief", needs_reason=True, style="danger",
                 layer=Layer.INTERNAL),
            office("send", "移送公安机关", ("approved",), "sent", attachments=PAPERS, style="primary",
                 effects=("coordination.ask_to_receive",)),
            police("receive", "签收", ("sent",), "examining", style="primary",
                 effects=("coordination.received", "coordination.ask_to_examine")),
            police("return_", "退回补充材料或转有管辖权的机关", ("sent",), "approved", form=ReturnForm, needs_reason=True,
                 effects=("coordination.returned",)),
            police("file", "决定立案", ("examining", "review", "explaining", "ordered"), "filed", form=FilingForm, style="primary",
                 effects=("coordination.filed", "coordination.penalty_ends")),
            police("not_file", "不予立案", ("examining",), "not_filed", form=RefusalForm, needs_reason=True, style="danger",
                 effects=("coordination.not_filed",)),
            office("ask_review", "提请复议", ("not_filed",), "review", effects=("coordination.ask_review",), needs_reason=True,
                 guards=("coordination.no_review_yet",)),
            police("uphold", "维持不予立案", ("review",), "not_filed", form=RefusalForm, needs_reason=True, style="danger",
                 effects=("coordination.not_filed",)),
            office("ask_supervision", "建议检察院立案监督", ("not_filed",), "supervising", needs_reason=True, style="primary",
                 effects=("coordination.ask_supervision",)),
            justice("ask_reasons", "要求公安说明不立案理由", ("supervising",), "explaining", style="primary",
                 effects=("coordination.ask_reasons",)),
            justice("decline", "不启动监督", ("supervising",), "not_filed", form=RefusalForm, needs_reason=True,
                 effects=("coordination.declined",)),
            police("explain", "书面说明不立案理由", ("explaining",), "explained", needs_reason=True, style="primary",
                 effects=("coordination.explained",)),
            justice("order", "通知公安立案", ("explained",), "ordered", needs_reason=True, style="primary",
                 effects=("coordination.order_filing",)),
            justice("agree", "不立案理由成立", ("explained",), "not_filed", needs_reason=True,
                 effects=("coordination.agreed",)),
            office("ask_supervision_silent", "公安机关逾期没有决定，建议检察院立案监督", ("sent", "examining", "review"), "supervising",
                   needs_reason=True, guards=("coordination.police_silent",), effects=("coordination.ask_supervision",)),
            office("punish", "依法作出行政处理", ("not_filed",), "punish", needs_reason=True, effects=("coordination.penalty_goes_on",)),
            office("hand_goods", "移交物品和材料", ("filed",), "handed_over", form=GoodsForm, style="primary",
                 effects=("coordination.goods_handed",)),
        ),
        lanes=(
            Lane("office", "案件承办机构", "coordination.transfer"),
            Lane("chief", "负责人", "coordination.transfer.approve"),
            Lane("police", "公安机关", "coordination.transfer.police", Relation.ANYBODY, of_police),
            Lane("procuratorate", "检察院", "coordination.transfer.supervise", Relation.ANYBODY, of_procuratorate),
        ),
        clocks=(
            Clock("decide", "决定期限", "coordination.transfer.decide", ("proposed",)),
            Clock("send", "移送期限", "coordination.transfer.send", ("approved",)),
            Clock("examine", "立案审查期限", "coordination.transfer.examine", ("examining",)),
            Clock("object", "提请复议或监督期限", "coordination.transfer.object", ("not_filed",)),
            Clock("review", "复议期限", "coordination.transfer.review", ("review",)),
            Clock("supervise", "检察院审查期限", "coordination.transfer.supervise", ("supervising", "explained")),
            Clock("explain", "说明理由期限", "coordination.transfer.explain", ("explaining",)),
            Clock("order", "通知立案期限", "coordination.transfer.order", ("ordered",)),
            Clock("goods", "移交期限", "coordination.transfer.goods", ("filed",)),
        ),
        view_permit="coordination.transfer",
        detail="coordination/_transfer.html",
        context=fragment_context,
        basis="国务院令第310号《行政执法机关移送涉嫌犯罪案件的规定》（2020年修订）",
    )
)  # fmt: skip
case_opening(
    Opening(
        "coordination.transfer", "移送公安机关", "coordination:transfer", "coordination.transfer", ("enforcement.penalty",),
        suits=lambda case: case.state in ("investigating", "proposing"),
    )
)  # fmt: skip
