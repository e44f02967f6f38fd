"""Codes of commendations 「基层工作表彰」 and what they publish."""

from qingzhi.base.terms import Term
from qingzhi.engine.publication.kinds import PublicationKind, PublicColumn, publication_kind


class CommendationStage(Term):
    """How far a round is."""

    OPEN = "open", "核查人选"
    PUBLICISED = "publicised", "公示"
    DECIDED = "decided", "已表彰"


class CommendationState(Term):
    """Where a candidate stands."""

    CANDIDATE = "candidate", "人选"
    LEFT_OUT = "left_out", "不予推荐"
    PROPOSED = "proposed", "拟表彰"
    STRUCK = "struck", "公示后取消"
    COMMENDED = "commended", "已表彰"


COLUMNS = (
    PublicColumn("name", "单位", required=True),
    PublicColumn("place", "评价名次", required=True),
    PublicColumn("points", "得分"),
    PublicColumn("basis", "依据", required=True),
)
PROPOSED = publication_kind(
    PublicationKind(
        "support.commendation.proposed", "拟表彰公示", COLUMNS, limit="award.publicity", accept_limit="award.objection.accept",
        answer_limit="award.objection.investigate",
    )
)  # fmt: skip
GIVEN = publication_kind(PublicationKind("support.commendation.given", "表彰名单", COLUMNS, objections=False))
