"""What a transfer's steps do beside moving the case: envelopes go out and are answered."""

from collections.abc import Callable
from dataclasses import dataclass

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Answer
from qingzhi.domains.enforcement.actions.police import back_from_police, wait_for_police
from qingzhi.engine.procedures.actions import keep_inside
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import CaseEntry
from qingzhi.engine.procedures.registry import effect, guard

from ..actions import answer_by_case, pass_by_case
from ..actions.by_case import answer_older
from ..terms import HandoverKind, Reply, ReplyReason

BASIS = "国务院令第310号《行政执法机关移送涉嫌犯罪案件的规定》"
SUPERVISED = "《人民检察院办理行政执法机关移送涉嫌犯罪案件的规定》第十条"
BASES = {
    HandoverKind.TRANSFER: f"{BASIS}第五条至第七条", HandoverKind.FILING: f"{BASIS}第八条", HandoverKind.REVIEW: f"{BASIS}第九条",
    HandoverKind.SUPERVISION: f"{BASIS}第九条", HandoverKind.EXPLAIN: SUPERVISED, HandoverKind.JUDGE: SUPERVISED,
    HandoverKind.ORDER: SUPERVISED,
}  # fmt: skip


def _stay_inside(occurrence: Occurrence) -> None:
    """From now on the papers are read through the envelope, with purpose and basis; in the case they stay inside."""
    keep_inside(actor=occurrence.actor, case=occurrence.case)


def _keep_filing(occurrence: Occurrence) -> None:
    dossier = occurrence.dossier
    dossier.filing_number, dossier.filed_on, dossier.refusal = occurrence.data["filing_number"], occurrence.on, ""
    dossier.save(update_fields=["filing_number", "filed_on", "refusal"])


def _keep_refusal(occurrence: Occurrence) -> None:
    """In writing: the coded reason before the words, where the step has one."""
    code = occurrence.data.get("reason")
    told = (ReplyReason(code).label if code else "", occurrence.note)
    occurrence.dossier.refusal = "：".join(filter(None, told))[:500]
    occurrence.dossier.save(update_fields=["refusal"])


@dataclass(frozen=True)
class Passage:
    """What a step does: the envelope that the case waits on is answered, something is kept, the next envelope goes out."""

    title: str
    reply: Reply | None = None
    keep: Callable[[Occurrence], None] | None = None
    opens: HandoverKind | None = None
    way: tuple[str, str] = ("office", "police")  # from whom, to whom
    limit: str = ""  # below `coordination.transfer.`
    settles: Reply | None = None  # how what the police left unanswered before is answered with it


FROM_OFFICE_TO_JUSTICE, FROM_JUSTICE, TO_JUSTICE = (
    ("office", "procuratorate"), ("procuratorate", "police"), ("police", "procuratorate"),
)  # fmt: skip
PASSAGES = {  # 国务院令第310号第五条至第十二条；最高检规定第十条
    "ask_to_receive": Passage("向公安机关移送，24小时内签收", keep=_stay_inside, opens=HandoverKind.TRANSFER, limit="receive"),
    "received": Passage("记下签收", Reply.ACCEPT),
    "ask_to_examine": Passage("请公安机关三日内决定是否立案", opens=HandoverKind.FILING, limit="examine"),
    "returned": Passage("记下退回", Reply.RETURN),
    "filed": Passage("记下立案", Reply.ACCEPT, _keep_filing, settles=Reply.ACCEPT),
    "not_filed": Passage("记下不予立案的理由", Reply.REFUSE, _keep_refusal),
    "ask_review": Passage("提请公安机关三日内复议", opens=HandoverKind.REVIEW, limit="review"),
    "ask_supervision": Passage("建议检察院立案监督", opens=HandoverKind.SUPERVISION, way=FROM_OFFICE_TO_JUSTICE, limit="supervise"),
    "declined": Passage("记下不启动监督", Reply.REFUSE),
    "ask_reasons": Passage("要求公安机关七日内说明理由", Reply.ACCEPT, opens=HandoverKind.EXPLAIN, way=FROM_JUSTICE, limit="explain"),
    "explained": Passage("记下说明的理由", Reply.ACCEPT, _keep_refusal, HandoverKind.JUDGE, TO_JUSTICE, "supervise"),
    "agreed": Passage("记下理由成立", Reply.ACCEPT, settles=Reply.REFUSE),
    "order_filing": Passage("通知公安机关十五日内立案", Reply.ACCEPT, opens=HandoverKind.ORDER, way=FROM_JUSTICE, limit="order"),
}  # fmt: skip


def _declare(code: str, passage: Passage) -> None:
    @effect(f"coordination.{code}", passage.title)
    def pass_on(occurrence: Occurrence) -> None:
        if passage.reply is not None:
            answer_by_case(
                actor=occurrence.actor, case=occurrence.case, reply=passage.reply, reason=occurrence.data.get("reason", ""),
                text=occurrence.note,
            )  # fmt: skip
        if passage.settles is not None:
            answer_older(
                actor=occurrence.actor, case=occurrence.case, receiver=occurrence.dossier.police, reply=passage.settles,
                text=occurrence.note or occurrence.step.label,
            )  # fmt: skip
        if passage.keep is not None:
            passage.keep(occurrence)
        if passage.opens is not None:
            _open(occurrence, passage)


def _open(occurrence: Occurrence, passage: Passage) -> None:
    """A new envelope is the one that the case waits on."""
    assert passage.opens is not None
    sender, receiver = (_body(occurrence, role) for role in passage.way)
    pass_by_case(
        case=occurrence.case, kind=passage.opens, sender=sender, receiver=receiver, asked=occurrence.note or occurrence.dossier.facts,
        basis=BASES[passage.opens], limit=f"coordination.transfer.{passage.limit}",
    )  # fmt: skip


def _body(occurrence: Occurrence, role: str) -> Body:
    return occurrence.case.body if role == "office" else getattr(occurrence.dossier, role)  # type: ignore[no-any-return]


for _code, _passage in PASSAGES.items():
    _declare(_code, _passage)


@effect("coordination.goods_handed", "记下物品移交")
def goods_handed(occurrence: Occurrence) -> None:
    """第十二条: within three days of the notice of filing."""
    dossier = occurrence.dossier
    dossier.goods_handed_on = occurrence.data["handed_on"]
    dossier.save(update_fields=["goods_handed_on"])


@effect("coordination.penalty_waits", "处罚案件等待公安机关审查")
def penalty_waits(occurrence: Occurrence) -> None:
    """The penalty case that the transfer arises from stands still."""
    origin = occurrence.dossier.arises_from
    if origin is not None:
        wait_for_police(case=origin, reason=f"批准移送公安机关（{occurrence.case.number}）")


@effect("coordination.penalty_ends", "处罚案件随公安立案结束")
def penalty_ends(occurrence: Occurrence) -> None:
    """What the police have filed is no longer punished here."""
    origin = occurrence.dossier.arises_from
    if origin is not None:
        back_from_police(case=origin, filed=True, note=f"公安机关已立案：{occurrence.data['filing_number']}")


@effect("coordination.penalty_goes_on", "处罚案件恢复办理")
def penalty_goes_on(occurrence: Occurrence) -> None:
    """第十条: what is no crime is punished by the administration."""
    origin = occurrence.dossier.arises_from
    if origin is not None:
        back_from_police(case=origin, filed=False, note=occurrence.note)


@guard("coordination.police_silent", "公安机关逾期没有答复")
def police_silent(occurrence: Occurrence) -> Answer:
    """The limit of the envelope that the case waits on is over: 高检会〔2006〕2号 lets the procuratorate be asked then, too."""
    current = occurrence.dossier.current
    if current is None or not current.is_waiting:
        return Answer(False, "没有等待公安机关答复的移送")
    due = current.due_at.astimezone(clock.now().tzinfo)
    return Answer(clock.now() > current.due_at, f"公安机关应于 {due:%Y-%m-%d %H:%M} 前答复，尚未逾期")


@guard("coordination.no_review_yet", "还没有提请过复议")
def no_review_yet(occurrence: Occurrence) -> Answer:
    """Once; afterwards the procuratorate is asked."""
    again = CaseEntry.objects.filter(case=occurrence.case, step="ask_review").exists()
    return Answer(not again, "已提请过复议，可建议检察院立案监督" if again else "还没有提请过复议")
