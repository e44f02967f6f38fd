"""What stands against the steps of an appraisal."""

from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import guard

from ..queries.appraisers import candidates_once
from ..terms import Side
from .guards import side_of


@guard("mediation.body_free", "名册中有可以抽取的鉴定机构")
def body_free(occurrence: Occurrence) -> Answer:
    """Nobody is drawn from nobody."""
    free = sum(one.may for one in candidates_once(occurrence.dossier))
    return Answer(free > 0, f"可以抽取的鉴定机构{free}家" if free else "名册中没有熟悉这一领域且不需回避的鉴定机构")


@guard("mediation.keeps_out_once", "每一方申请回避一次")
def keeps_out_once(occurrence: Occurrence) -> Answer:
    """Each side once, so that nobody delays by it."""
    side = side_of(occurrence)
    again = side != "" and any(one.by == side for one in occurrence.dossier.kept_out.all())
    return Answer(not again, "您一方已经申请过一次回避" if again else "还没有申请过回避")


@guard("mediation.not_lengthened_yet", "没有延长过")
def not_lengthened_yet(occurrence: Occurrence) -> Answer:
    """Once."""
    rows = occurrence.case.clocks.all()
    running = next((one for one in rows if one.code == "conduct" and one.ended_on is None), None)
    again = running is not None and bool(running.extensions)
    return Answer(not again, "鉴定时限已经延长过一次" if again else "还没有延长过")


@guard("mediation.speaks_once", "每一方对一份意见发表一次意见")
def speaks_once(occurrence: Occurrence) -> Answer:
    """The side that acts, or the one for which the desk writes."""
    side, opinion = speaking(occurrence), occurrence.dossier.opinion
    again = bool(side) and opinion is not None and opinion.objections.filter(by=side).exists()
    word = Side(side).label if side else ""
    return Answer(not again, f"{word}一方已经发表过意见" if again else "还没有发表意见")


@guard("mediation.sides_heard", "双方已发表意见或者异议期已过")
def sides_heard(occurrence: Occurrence) -> Answer:
    """Nobody's time to object is cut short."""
    opinion = occurrence.dossier.opinion
    spoken = opinion.objections.count() if opinion is not None else 0
    clocks = [one for one in occurrence.case.clocks.all() if one.code == "object" and one.ended_on is None]
    over = any(one.due_on is not None and one.due_on < occurrence.on for one in clocks)
    may = over or spoken >= len(Side)
    return Answer(may, "双方已发表意见或者异议期已过" if may else "异议期还没有届满，双方也没有都表示无异议")


def speaking(occurrence: Occurrence) -> str:
    """Which side speaks: the actor's own, or the one the desk names."""
    return side_of(occurrence) or str(occurrence.data.get("side") or "")
