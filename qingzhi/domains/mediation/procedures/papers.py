"""The documents of mediation (the letter that entrusts it, agreement, application to the court, its end) and of appraisal."""

from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate

SERIES = "notice"
CASE = NoticeField("case_number", "办件编号", sample="TJ201800001")
CLAIMANT = NoticeField("claimant", "申请人", sample="青海某某科技有限公司（示例）")
RESPONDENT = NoticeField("respondent", "对方当事人", sample="西宁某某商贸有限公司（示例）")
MATTER = NoticeField("matter", "争议", sample="专利侵权纠纷")

AGREEMENT = notice_template(
    NoticeTemplate(
        "mediation.agreement",
        "调解协议书",
        SERIES,
        (
            CASE, CLAIMANT, RESPONDENT, MATTER, NoticeField("facts", "争议事项", sample="对方未经许可销售被诉产品"),
            NoticeField("agreed", "协议内容", FieldKind.LINES, sample="对方停止销售"),
            NoticeField("perform_by", "履行期限", sample="2018年9月1日"), NoticeField("mediator", "调解员", sample="韩某（示例调解委员会）"),
            NoticeField("days", "申请确认的期限", sample="30日"),
        ),
        "申请人：{claimant}\n对方当事人：{respondent}\n争议：{matter}（办件编号：{case_number}）。\n争议事项：{facts}\n"
        "经{mediator}主持调解，双方自愿达成如下协议：\n{items:agreed}\n履行期限：{perform_by}。\n"
        "本协议自双方签字或者盖章之日起生效，具有法律约束力。双方可以自协议生效之日起{days}内共同向有管辖权的人民法院申请司法确认；"
        "经确认的协议，一方不履行的，另一方可以申请强制执行。\n双方承诺：本协议是真实意思表示，没有恶意串通、虚构事实损害他人合法权益。\n"
        "申请人（签章）：\n对方当事人（签章）：\n调解员（签字）：",
        of_parties=True,
    )
)  # fmt: skip
APPLICATION = notice_template(
    NoticeTemplate(
        "mediation.application",
        "司法确认申请书",
        SERIES,
        (
            CASE, CLAIMANT, RESPONDENT, MATTER, NoticeField("agreement", "调解协议书文号", sample="青知办〔2018〕1号"),
            NoticeField("effective_on", "生效日期", FieldKind.DATE, sample="2018-07-10"),
        ),
        "申请人：{claimant}\n申请人：{respondent}\n申请事项：请求确认双方于{effective_on}达成的调解协议（{agreement}）有效。\n"
        "事实和理由：双方因{matter}（办件编号：{case_number}）经调解自愿达成协议，现自协议生效之日起三十日内共同申请司法确认。\n"
        "双方承诺：协议是双方真实意思表示，没有恶意串通、虚构事实损害国家利益、社会公共利益或者他人合法权益；"
        "如有不实，愿意承担相应的法律责任。\n此致\n有管辖权的人民法院\n附：调解协议书、双方主体资格证明、与协议有关的证明材料。\n"
        "申请人（签章）：\n申请人（签章）：",
        of_parties=True,
    )
)  # fmt: skip
ENTRUSTED = notice_template(
    NoticeTemplate(
        "mediation.entrusted",
        "委托调解函",
        SERIES,
        (
            CASE, CLAIMANT, RESPONDENT, MATTER, NoticeField("source", "原办件编号", sample="CJ201800001"),
            NoticeField("facts", "争议事项", sample="对方未经许可销售被诉产品"),
        ),
        "{claimant}、{respondent}：\n本机关办理的{source}号办件涉及你们之间的{matter}。经征求意见，现委托调解（办件编号：{case_number}）。\n"
        "争议事项：{facts}\n调解须双方自愿，请在收到本函后答复是否同意。调解期间原办件停止计算期限；达成协议的，协议经双方签字生效，"
        "可以共同申请司法确认；不同意或者调解不成的，原办件恢复办理。",
    )
)  # fmt: skip
ENDED = notice_template(
    NoticeTemplate(
        "mediation.ended",
        "调解终结告知书",
        SERIES,
        (
            CASE,
            CLAIMANT,
            RESPONDENT,
            MATTER,
            NoticeField("reason", "终结原因", sample="双方意见分歧较大，未能达成协议"),
        ),
        "{claimant}与{respondent}：\n你们之间的{matter}（办件编号：{case_number}）经调解，现予终结。\n终结原因：{reason}\n"
        "当事人可以依法申请行政裁决、仲裁或者向人民法院起诉；由行政机关委托或者法院委派的，原程序继续进行。",
    )
)
COMMISSION = notice_template(
    NoticeTemplate(
        "mediation.commission",
        "鉴定委托书",
        SERIES,
        (
            CASE, NoticeField("source", "原办件编号", sample="CJ201800001"), NoticeField("body", "鉴定机构", sample="某某司法鉴定所（示例）"),
            NoticeField("matter", "鉴定事项", sample="技术特征比对"), NoticeField("questions", "问题", FieldKind.LINES, sample="是否具备权利要求1的全部技术特征"),
            NoticeField("materials", "材料", FieldKind.LINES, sample="被控产品1件"), NoticeField("experts", "鉴定人", sample="王某（示例）"),
            NoticeField("fee", "鉴定费", FieldKind.MONEY, sample="8000"), NoticeField("payer", "预付", sample="申请人"),
            NoticeField("days", "鉴定时限", sample="30个工作日"),
        ),
        "{body}：\n本机关办理的{source}号办件需要鉴定，现委托你机构就{matter}进行鉴定（办件编号：{case_number}）。\n委托鉴定的问题：\n{items:questions}\n"
        "移交的鉴定材料：\n{items:materials}\n指定的鉴定人：{experts}。\n鉴定费：{fee}元，由{payer}预付。\n"
        "请自受理之日起{days}内出具鉴定意见；鉴定材料补充期间不计入。鉴定人有应当回避情形的，应当自行回避。",
    )
)  # fmt: skip
OPINION = notice_template(
    NoticeTemplate(
        "mediation.opinion",
        "鉴定意见告知书",
        SERIES,
        (
            CASE, CLAIMANT, RESPONDENT, NoticeField("body", "鉴定机构", sample="某某司法鉴定所（示例）"),
            NoticeField("experts", "鉴定人", sample="王某（示例）"), NoticeField("opinion", "意见书编号", sample="示鉴〔2018〕1号"),
            NoticeField("given_on", "出具日期", FieldKind.DATE, sample="2018-08-10"), NoticeField("conclusion", "鉴定意见", sample="不具备全部技术特征"),
            NoticeField("sha256", "文件摘要", sample="0" * 64), NoticeField("days", "异议期限", sample="10日"),
        ),
        "{claimant}、{respondent}：\n办件编号：{case_number}。{body}的鉴定人{experts}于{given_on}出具鉴定意见书（{opinion}）。\n鉴定意见：{conclusion}\n"
        "意见书文件的SHA-256摘要：{sha256}。\n对鉴定意见有异议的，可以自收到本告知书之日起{days}内书面提出；也可以申请重新鉴定，须说明理由。",
    )
)  # fmt: skip
