"""Codes of the review of dossiers 「案卷评查」 and of performance, and their official labels."""

from qingzhi.base.terms import Term


class ReviewState(Term):
    """How far a review is."""

    COMMITTED = "committed", "已公布种子摘要"
    DRAWN = "drawn", "评查中"
    CLOSED = "closed", "已结束"


class DossierState(Term):
    """How far a drawn dossier is."""

    WAITING = "waiting", "待评查"
    SCORED = "scored", "已评查"
    CORRECTING = "correcting", "待整改"
    CORRECTED = "corrected", "已整改，待确认"
    DONE = "done", "整改已确认"


class Measure(Term):
    """What is measured of bodies and officers; each opens to its records."""

    CASES = "cases", "办理案件"
    ENDED = "ended", "已终止的期限"
    KEPT = "kept", "按期"
    MISSED = "missed", "逾期终止"
    LATE = "late", "超期未办"
    DECISIONS = "decisions", "作出的决定"
    REVERSED = "reversed", "被撤销、变更或确认违法"
    REVIEWED = "reviewed", "评查的案卷"


TOLD = {
    Measure.CASES: "当年建立的各类执法办件（举报投诉、处罚、裁决、快速维权、展会、线上），按承办单位计。",
    Measure.ENDED: "当年终止的法定或内部期限；等待期（公告、陈述、声明等待）不计。",
    Measure.KEPT: "当年终止的期限中，不晚于期限的（以小时计的看时刻）。按期率＝按期÷已终止的期限。",
    Measure.MISSED: "当年终止的期限中，晚于期限的。",
    Measure.LATE: "现在仍在计算、已经超过期限的。",
    Measure.DECISIONS: "当年作出的处罚决定、裁决和强制措施决定。",
    Measure.REVERSED: "当年作出的决定中，经复议或诉讼被撤销、变更或确认违法的。撤改率＝被撤改÷作出的决定。",
    Measure.REVIEWED: "当年评查并打分的案卷；平均分按评查标准的权重计算。",
}
