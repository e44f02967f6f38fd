"""What the steps of a complaint do beside moving the case, and what must hold before them."""

from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect, guard

from ..actions.complaint_following import note_seen
from ..actions.complaint_routing import all_settled, route_complaint, tell_result
from ..actions.grievances import end_mediation, note_agreement
from ..terms.complaints import Way

YES = Answer(True, "")


@effect("enforcement.route_complaint", "按去向分案、转送或告知")
def route(occurrence: Occurrence) -> None:
    """One case for each way that the office takes itself."""
    data = occurrence.data
    route_complaint(
        actor=occurrence.actor, complaint=occurrence.dossier, ways=[Way(one) for one in data["ways"]], body=data.get("body"),
        why=data.get("why", ""),
    )  # fmt: skip


@effect("enforcement.tell_result", "记下告知的结果")
def tell(occurrence: Occurrence) -> None:
    """What the complainant reads, and apart from it how far staff see it solved."""
    data = occurrence.data
    tell_result(actor=occurrence.actor, complaint=occurrence.dossier, result=data["result"], solved=data["solved"])


@effect("enforcement.see_news", "已看过举报投诉人的新消息")
def see_news(occurrence: Occurrence) -> None:
    """Who takes the complaint up again has read what came."""
    note_seen(actor=occurrence.actor, complaint=occurrence.dossier)


@effect("enforcement.note_agreement", "记下调解协议")
def agree(occurrence: Occurrence) -> None:
    """What both sides agreed on."""
    note_agreement(grievance=occurrence.dossier, agreement=occurrence.data["agreement"])


@effect("enforcement.end_mediation", "记下终止原因")
def end(occurrence: Occurrence) -> None:
    """Why mediation ended without an agreement."""
    end_mediation(grievance=occurrence.dossier, why=occurrence.data["why"])


@guard("enforcement.targets_closed", "分出的案件都已办结")
def targets_closed(occurrence: Occurrence) -> Answer:
    """The result is told when every case that the complaint became has one."""
    open_cases = occurrence.dossier.routes.filter(target__closed_at=None, target__isnull=False).select_related("target")
    if all_settled(occurrence.dossier):
        return YES
    return Answer(False, f"还有案件没有办结：{'、'.join(one.target.number for one in open_cases)}")
