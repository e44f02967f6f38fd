"""Codes of the protection list, of flags on cases, of supervised handling."""

from qingzhi.base.terms import Term


class ListedKind(Term):
    """Why a right stands on the list 「重点保护名录」: 推进计划4.2.3."""

    WELL_KNOWN = "well_known", "驰名、著名商标"
    GI = "gi", "地理标志"
    FOREIGN = "foreign", "涉外商标"


class FlagKind(Term):
    """What a case is flagged as."""

    LISTED = "listed", "涉重点保护名录"
    POVERTY = "poverty", "涉贫困地区"
    SUPERVISE = "supervise", "符合挂牌督办条件"


class SupervisionState(Term):
    """Where supervised handling 「挂牌督办」 stands."""

    PROPOSED = "proposed", "待确认"
    REFUSED = "refused", "不予挂牌"
    CONFIRMED = "confirmed", "待定办结日期"
    RUNNING = "running", "督办中"
    ENDED = "ended", "已解除"


class SupervisionAct(Term):
    """What happened to it."""

    PROPOSED = "proposed", "符合条件，提请确认"
    CONFIRMED = "confirmed", "确认挂牌督办"
    REFUSED = "refused", "不予挂牌"
    DATED = "dated", "确定办结日期"
    ASKED = "asked", "要求报告进展"
    TOLD = "told", "报告进展"
    ENDED = "ended", "解除督办"


LIVING = (SupervisionState.PROPOSED, SupervisionState.CONFIRMED, SupervisionState.RUNNING)
