"""What a transfer's steps do beside moving the case: envelopes go out and are answered."""

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Answer
from qingzhi.engine.procedures.actions import keep_inside
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import CaseAttachment, CaseEntry
from qingzhi.engine.procedures.registry import effect, guard

from ..actions import answer_handover, send_handover
from ..terms import HandoverKind, Reply, ReplyReason

BASIS = "国务院令第310号《行政执法机关移送涉嫌犯罪案件的规定》"
SUPERVISED = "《人民检察院办理行政执法机关移送涉嫌犯罪案件的规定》第十条"
BASES = {
    HandoverKind.TRANSFER: f"{BASIS}第五条至第七条", HandoverKind.FILING: f"{BASIS}第八条", HandoverKind.REVIEW: f"{BASIS}第九条",
    HandoverKind.SUPERVISION: f"{BASIS}第九条", HandoverKind.EXPLAIN: SUPERVISED, HandoverKind.JUDGE: SUPERVISED,
    HandoverKind.ORDER: SUPERVISED,
}  # fmt: skip


def _pass(occurrence: Occurrence, kind: HandoverKind, sender: Body, receiver: Body, limit: str) -> None:
    """A new envelope is the one that the case waits on. As the system: the step's own permit was asked."""
    case, dossier = occurrence.case, occurrence.dossier
    files = [
        one.file
        for one in CaseAttachment.objects.filter(case=case, replaced_at=None).select_related("file").order_by("pk")
    ]
    dossier.current = send_handover(
        actor=SYSTEM, kind=kind, sender=sender, receiver=receiver, title=case.title, asked=occurrence.note or dossier.facts,
        basis=BASES[kind], limit=limit, case=case, files=files,
    )  # fmt: skip
    dossier.save(update_fields=["current"])


def _answer(occurrence: Occurrence, reply: Reply) -> None:
    """The envelope that the case waits on is answered by whoever takes the step."""
    current = occurrence.dossier.current
    if current is None or not current.is_waiting:
        return
    reason = occurrence.data.get("reason", "") if reply is not Reply.ACCEPT else ""
    code = ReplyReason(reason) if reason else ReplyReason.OTHER if reply is not Reply.ACCEPT else ""
    answer_handover(
        actor=SYSTEM, handover=current, reply=reply, reason=code, text=f"{occurrence.actor.name}：{occurrence.note}"
    )


@effect("coordination.ask_to_receive", "向公安机关移送，24小时内签收")
def ask_to_receive(occurrence: Occurrence) -> None:
    """第五条、第七条. From now on the papers are read through the envelope, with purpose and basis; in the case they stay inside."""
    case, dossier = occurrence.case, occurrence.dossier
    keep_inside(actor=occurrence.actor, case=case)
    _pass(occurrence, HandoverKind.TRANSFER, case.body, dossier.police, "coordination.transfer.receive")


@effect("coordination.received", "记下签收")
def received(occurrence: Occurrence) -> None:
    """The receipt is signed."""
    _answer(occurrence, Reply.ACCEPT)


@effect("coordination.ask_to_examine", "请公安机关三日内决定是否立案")
def ask_to_examine(occurrence: Occurrence) -> None:
    """第八条."""
    case, dossier = occurrence.case, occurrence.dossier
    _pass(occurrence, HandoverKind.FILING, case.body, dossier.police, "coordination.transfer.examine")


@effect("coordination.returned", "记下退回")
def returned(occurrence: Occurrence) -> None:
    """第七条、第八条."""
    _answer(occurrence, Reply.RETURN)


@effect("coordination.filed", "记下立案")
def filed(occurrence: Occurrence) -> None:
    """第八条、第十二条."""
    _answer(occurrence, Reply.ACCEPT)
    dossier = occurrence.dossier
    dossier.filing_number, dossier.filed_on, dossier.refusal = occurrence.data["filing_number"], occurrence.on, ""
    dossier.save(update_fields=["filing_number", "filed_on", "refusal"])


@effect("coordination.not_filed", "记下不予立案的理由")
def not_filed(occurrence: Occurrence) -> None:
    """第八条: in writing, with the file returned."""
    _answer(occurrence, Reply.REFUSE)
    dossier = occurrence.dossier
    dossier.refusal = f"{ReplyReason(occurrence.data['reason']).label}：{occurrence.note}"[:500]
    dossier.save(update_fields=["refusal"])


@effect("coordination.ask_review", "提请公安机关三日内复议")
def ask_review(occurrence: Occurrence) -> None:
    """第九条."""
    case, dossier = occurrence.case, occurrence.dossier
    _pass(occurrence, HandoverKind.REVIEW, case.body, dossier.police, "coordination.transfer.review")


@effect("coordination.ask_supervision", "建议检察院立案监督")
def ask_supervision(occurrence: Occurrence) -> None:
    """第九条第二款."""
    case, dossier = occurrence.case, occurrence.dossier
    _pass(occurrence, HandoverKind.SUPERVISION, case.body, dossier.procuratorate, "coordination.transfer.supervise")


@effect("coordination.declined", "记下不启动监督")
def declined(occurrence: Occurrence) -> None:
    """With its reason."""
    _answer(occurrence, Reply.REFUSE)


@effect("coordination.ask_reasons", "要求公安机关七日内说明理由")
def ask_reasons(occurrence: Occurrence) -> None:
    """最高检规定第十条."""
    _answer(occurrence, Reply.ACCEPT)
    dossier = occurrence.dossier
    _pass(occurrence, HandoverKind.EXPLAIN, dossier.procuratorate, dossier.police, "coordination.transfer.explain")


@effect("coordination.explained", "记下说明的理由")
def explained(occurrence: Occurrence) -> None:
    """In writing."""
    _answer(occurrence, Reply.ACCEPT)
    dossier = occurrence.dossier
    dossier.refusal = occurrence.note[:500]
    dossier.save(update_fields=["refusal"])
    _pass(occurrence, HandoverKind.JUDGE, dossier.police, dossier.procuratorate, "coordination.transfer.supervise")


@effect("coordination.agreed", "记下理由成立")
def agreed(occurrence: Occurrence) -> None:
    """The reasons hold; the file goes back."""
    _answer(occurrence, Reply.ACCEPT)


@effect("coordination.order_filing", "通知公安机关十五日内立案")
def order_filing(occurrence: Occurrence) -> None:
    """最高检规定第十条."""
    _answer(occurrence, Reply.ACCEPT)
    dossier = occurrence.dossier
    _pass(occurrence, HandoverKind.ORDER, dossier.procuratorate, dossier.police, "coordination.transfer.order")


@effect("coordination.goods_handed", "记下物品移交")
def goods_handed(occurrence: Occurrence) -> None:
    """第十二条: within three days of the notice of filing."""
    dossier = occurrence.dossier
    dossier.goods_handed_on = occurrence.data["handed_on"]
    dossier.save(update_fields=["goods_handed_on"])


@guard("coordination.no_review_yet", "还没有提请过复议")
def no_review_yet(occurrence: Occurrence) -> Answer:
    """Once; afterwards the procuratorate is asked."""
    again = CaseEntry.objects.filter(case=occurrence.case, step="ask_review").exists()
    return Answer(not again, "已提请过复议，可建议检察院立案监督" if again else "还没有提请过复议")
