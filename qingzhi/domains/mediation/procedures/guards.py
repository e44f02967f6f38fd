"""What stands against a mediation's steps."""

from qingzhi.base.permits import Answer
from qingzhi.engine.limits.queries import due
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import guard

from ..access import at_desk, of_claimant, of_respondent
from ..queries.people import available_once
from ..terms import NOT_ARBITRABLE, Side


@guard("mediation.from_paper", "代为登记须有书面材料")
def from_paper(occurrence: Occurrence) -> Answer:
    """The desk enters for a side only what the side gave on paper."""
    actor, case = occurrence.actor, occurrence.case
    if actor.is_system or not at_desk(actor, case):
        return Answer(True, "本人办理")
    wanted = {one.code for one in occurrence.step.attachments}
    held = any(one.replaced_at is None and one.slot in wanted for one in case.attachments.all())
    return Answer(held, "已附书面材料" if held else "由窗口代为登记的，须先附其书面材料")


@guard("mediation.overdue", "期限内没有答复")
def overdue(occurrence: Occurrence) -> Answer:
    """Only after the limit has run out silence is a no."""
    rows = occurrence.case.clocks.all()
    late = any(one.ended_on is None and one.due_on is not None and one.due_on < occurrence.on for one in rows)
    return Answer(late, "答复期限已过" if late else "答复期限还没有到")


@guard("mediation.somebody_free", "名册中有可以抽取的调解员")
def somebody_free(occurrence: Occurrence) -> Answer:
    """Nobody is drawn from nobody."""
    free = sum(1 for _, reasons in available_once(occurrence.dossier) if not reasons)
    return Answer(free > 0, f"可以抽取的调解员{free}名" if free else "名册中没有熟悉这一领域且不需回避的调解员")


@guard("mediation.objects_once", "每一方申请回避一次")
def objects_once(occurrence: Occurrence) -> Answer:
    """Each side once, so that nobody delays by it."""
    side = side_of(occurrence)
    again = side != "" and any(one.by == side for one in occurrence.dossier.exclusions.all())
    return Answer(not again, "您一方已经申请过一次回避" if again else "还没有申请过回避")


@guard("mediation.has_sessions", "已有调解笔录")
def has_sessions(occurrence: Occurrence) -> Answer:
    """No agreement without a session on record."""
    held = occurrence.dossier.sessions.exists()
    return Answer(held, "已有调解笔录" if held else "请先登记调解笔录")


@guard("mediation.arbitrable", "属于可以仲裁的争议")
def arbitrable(occurrence: Occurrence) -> Answer:
    """《仲裁法》第三条: what an authority has to decide is not arbitrated."""
    may = occurrence.dossier.dispute not in NOT_ARBITRABLE
    return Answer(may, "合同纠纷和其他财产权益纠纷可以仲裁" if may else "权利效力争议和行政争议不能仲裁")


@guard("mediation.no_sign", "没有虚假调解的情形")
def no_sign(occurrence: Occurrence) -> Answer:
    """What the table found goes to another person."""
    signs = occurrence.dossier.signs
    return Answer(not signs, f"须由另一人复核：{'；'.join(signs)}" if signs else "筛查没有发现情形")


@guard("mediation.has_sign", "有须复核的情形")
def has_sign(occurrence: Occurrence) -> Answer:
    """A clean agreement needs no second look."""
    signs = occurrence.dossier.signs
    return Answer(bool(signs), "；".join(signs) or "筛查没有发现须复核的情形")


@guard("mediation.not_barred", "不属于不得制作协议的情形")
def not_barred(occurrence: Occurrence) -> Answer:
    """Nobody can clear what no agreement can settle."""
    barred = occurrence.dossier.barred
    return Answer(not barred, "属于不得制作调解协议的情形，请退回修改或终止" if barred else "可以制作协议")


@guard("mediation.in_time", "在申请司法确认的期限内")
def in_time(occurrence: Occurrence) -> Answer:
    """《人民调解法》第三十三条: within thirty days of the day on which the agreement took effect."""
    dossier, case = occurrence.dossier, occurrence.case
    if dossier.effective_on is None:
        return Answer(False, "协议还没有生效")
    last = due("mediation.confirm", dossier.effective_on, region=case.region_code, on=case.rules_on).on
    may = last is None or occurrence.on <= last
    return Answer(may, f"应在{last}前共同申请" if may else f"申请司法确认的期限已于{last}届满，可以依协议起诉")


def side_of(occurrence: Occurrence) -> str:
    """Which side acts; empty for the desk and the system, which act for whichever gave its paper."""
    actor, case = occurrence.actor, occurrence.case
    if actor.is_system or at_desk(actor, case):
        return ""
    if of_claimant(actor, case):
        return Side.CLAIMANT.value
    return Side.RESPONDENT.value if of_respondent(actor, case) else ""
