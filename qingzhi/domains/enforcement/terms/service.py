"""How documents are served 「送达」."""

from qingzhi.base.terms import Term


class ServiceMethod(Term):
    """The ways of service 「送达方式」: 《市场监督管理行政处罚程序规定》(2021) 第八十二条；《民事诉讼法》送达一节."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    ELECTRONIC = "electronic", "电子送达"
    POST = "post", "邮寄送达"
    ENTRUSTED = "entrusted", "委托送达"
    ANNOUNCED = "announced", "公告送达"


class ServedWhat(Term):
    """What was served."""

    PENALTY_NOTICE = "penalty_notice", "行政处罚告知书"
    HEARING_NOTICE = "hearing_notice", "听证（口头审理）通知书"
    DEFENCE_NOTICE = "defence_notice", "请求书副本和答辩通知书"
    DEFENCE = "defence", "答辩书副本"
    DECISION = "decision", "决定书（裁决书）"
    MEASURE = "measure", "强制措施决定书"
    DEMAND = "demand", "履行催告书"
    OTHER = "other", "其他文书"
