"""Codes of publishing decisions 「执法决定公开」."""

from qingzhi.base.terms import Term


class PublicStanding(Term):
    """Where the public text of a decision stands."""

    REVIEW = "review", "待复核"
    READY = "ready", "待发布"
    PUBLISHED = "published", "已公开"
    WITHHELD = "withheld", "不予公开"
    WITHDRAWN = "withdrawn", "已撤回"


OPEN = (PublicStanding.REVIEW, PublicStanding.READY)
