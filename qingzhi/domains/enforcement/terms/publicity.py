"""Codes of publishing decisions 「执法决定公开」."""

from qingzhi.base.terms import Term


class PublicStanding(Term):
    """Where the public text of a decision stands."""

    REVIEW = "review", "待复核"
    READY = "ready", "待发布"
    PUBLISHED = "published", "已公开"
    WITHHELD = "withheld", "不予公开"
    WITHDRAWN = "withdrawn", "已撤回"


class PublicPurpose(Term):
    """What a decision is told to everybody for."""

    DECISION = "decision", "决定公开"
    TYPICAL = "typical", "典型案例"


OPEN = (PublicStanding.REVIEW, PublicStanding.READY)
