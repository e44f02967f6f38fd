"""What credit publishes: findings that stand, and penalties and licences with the fields of 「双公示」."""

from qingzhi.engine.publication.kinds import PublicationKind, PublicColumn, publication_kind
from qingzhi.engine.publication.terms import Shown, ValueKind

LISTED = publication_kind(
    PublicationKind(
        "credit.listed",
        "失信认定公示",
        (
            PublicColumn("name", "主体", required=True),
            PublicColumn("code", "统一社会信用代码"),
            PublicColumn("conduct", "失信行为", required=True),
            PublicColumn("list", "名单", required=True),
            PublicColumn("number", "认定文号", required=True),
            PublicColumn("decided_on", "认定日期", ValueKind.DATE),
            PublicColumn("until", "截止日期", ValueKind.DATE),
            PublicColumn("body", "认定机关", required=True),
        ),
        objections=False,
    )
).code
_PENALTY = (
    PublicColumn("number", "行政处罚决定书文号", required=True),
    PublicColumn("violation", "违法行为类型", required=True),
    PublicColumn("facts", "违法事实", required=True),
    PublicColumn("basis", "处罚依据", required=True),
    PublicColumn("kinds", "处罚类别", required=True),
    PublicColumn("content", "处罚内容", required=True),
    PublicColumn("fine", "罚款金额（万元）"),
    PublicColumn("confiscated", "没收金额（万元）"),
    PublicColumn("decided_on", "处罚决定日期", ValueKind.DATE),
    PublicColumn("until", "公示截止期", ValueKind.DATE),
    PublicColumn("authority", "处罚机关", required=True),
)
PENALTY = publication_kind(
    PublicationKind(
        "credit.penalty",
        "行政处罚信息公示",
        (PublicColumn("name", "行政相对人名称", required=True), PublicColumn("code", "统一社会信用代码"), *_PENALTY),
        objections=False,
    )
).code
PERSON_PENALTY = publication_kind(
    PublicationKind(
        "credit.person_penalty",
        "行政处罚信息公示（自然人）",
        (PublicColumn("name", "行政相对人名称", shown=Shown.NAME, required=True), *_PENALTY),
        objections=False,
    )
).code
_LICENCE = (
    PublicColumn("document", "许可决定文书名称", required=True),
    PublicColumn("number", "许可决定文书号", required=True),
    PublicColumn("category", "许可类别", required=True),
    PublicColumn("certificate", "许可证书名称"),
    PublicColumn("certificate_number", "许可编号"),
    PublicColumn("content", "许可内容", required=True),
    PublicColumn("decided_on", "许可决定日期", ValueKind.DATE),
    PublicColumn("valid_from", "有效期自", ValueKind.DATE),
    PublicColumn("valid_to", "有效期至", ValueKind.DATE),
    PublicColumn("authority", "许可机关", required=True),
    PublicColumn("status", "当前状态", required=True),
)
LICENCE = publication_kind(
    PublicationKind(
        "credit.licence",
        "行政许可信息公示",
        (PublicColumn("name", "行政相对人名称", required=True), PublicColumn("code", "统一社会信用代码"), *_LICENCE),
        objections=False,
    )
).code
PERSON_LICENCE = publication_kind(
    PublicationKind(
        "credit.person_licence",
        "行政许可信息公示（自然人）",
        (PublicColumn("name", "行政相对人名称", shown=Shown.NAME, required=True), *_LICENCE),
        objections=False,
    )
).code
