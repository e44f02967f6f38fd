"""The documents of mediation: the agreement, and the notice that mediation ended."""

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
