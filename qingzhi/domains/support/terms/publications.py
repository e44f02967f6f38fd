"""What awards publish: those who are proposed, with objections; those who were given one, for good."""

from qingzhi.engine.publication.kinds import PublicationKind, PublicColumn, publication_kind
from qingzhi.engine.publication.terms import ValueKind

COLUMNS = (
    PublicColumn("grade", "奖项", required=True),
    PublicColumn("number", "权利号", required=True),
    PublicColumn("title", "名称", required=True),
    PublicColumn("holders", "权利人", required=True),
    PublicColumn("persons", "发明（设计）人"),
    PublicColumn("nominator", "推荐单位", required=True),
)
PROPOSED = publication_kind(
    PublicationKind(
        "support.award.proposed",
        "拟授奖公示",
        COLUMNS,
        limit="award.publicity",
        accept_limit="award.objection.accept",
        answer_limit="award.objection.investigate",
    )
)
GIVEN = publication_kind(
    PublicationKind(
        "support.award.given",
        "获奖名单",
        (*COLUMNS, PublicColumn("since", "授奖日", ValueKind.DATE), PublicColumn("until", "有效期至", ValueKind.DATE)),
        objections=False,
    )
)
REVOKED = publication_kind(
    PublicationKind(
        "support.award.revoked", "撤销奖项公告", (*COLUMNS, PublicColumn("reason", "撤销理由")), objections=False
    )
)
AID = publication_kind(
    PublicationKind(
        "support.aid.proposed",
        "专项支持公示",
        (
            PublicColumn("matter", "事项", required=True),
            PublicColumn("holder", "申请人", required=True),
            PublicColumn("subject", "权利、交易或组合"),
            PublicColumn("amount", "金额（元）", ValueKind.MONEY),
            PublicColumn("reason", "理由"),
        ),
        limit="aid.publicity",
        accept_limit="award.objection.accept",
        answer_limit="aid.objection",
    )
)
