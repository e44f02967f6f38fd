"""Codes of complaints 「举报投诉」, in words that a layman chooses by."""

from qingzhi.base.terms import Term


class RightType(Term):
    """What was infringed, as somebody without a lawyer says it; `kind_of_register` names the register that is asked."""

    TRADEMARK = "trademark", "商标（品牌、标识）"
    PATENT = "patent", "专利（发明、外观设计）"
    COPYRIGHT = "copyright", "著作权（书、影视、软件）"
    GI = "gi", "地理标志（产地名称）"
    VARIETY = "variety", "植物新品种（种子、种苗）"
    LAYOUT = "layout", "集成电路布图设计"
    UNSURE = "unsure", "说不清"


REGISTERS = {
    RightType.TRADEMARK: ("trademark",),
    RightType.PATENT: ("patent",),
    RightType.COPYRIGHT: ("work", "software"),
    RightType.GI: ("gi", "trademark"),
    RightType.VARIETY: ("variety",),
    RightType.LAYOUT: ("layout",),
}


class Wish(Term):
    """What the complainant wants; several may hold. It decides the ways together with the rest (`enforcement.routing`)."""

    MEDIATE = "mediate", "我买到了问题商品，想退款、换货或赔偿"
    PUNISH = "punish", "有人违法，请你们查处"
    STOP = "stop", "我的权利被侵犯，请认定侵权并让对方停止"
    DAMAGES = "damages", "我想让对方赔偿我的损失"


class Role(Term):
    """How the complainant stands to the matter."""

    CONSUMER = "consumer", "我是消费者"
    HOLDER = "holder", "权利是我的（或我单位的）"
    LICENSEE = "licensee", "权利人许可我使用"
    OTHER = "other", "都不是，我只是知道这件事"


class Place(Term):
    """Where it happens."""

    SHOP = "shop", "店铺、市场、工厂"
    ONLINE = "online", "网上（网店、直播、网站）"
    FAIR = "fair", "展会"
    CUSTOMS = "customs", "进出口货物"
    OTHER = "other", "其他地方"


class Way(Term):
    """Where a complaint goes 「分流去向」."""

    GRIEVANCE = "grievance", "投诉：消费争议调解"
    PENALTY = "penalty", "举报：核查和行政处罚"
    ADJUDICATION = "adjudication", "专利侵权纠纷行政裁决"
    CIVIL = "civil", "告知民事途径"
    OTHER_BODY = "other_body", "转送其他机关"


WITH_CASE = (Way.GRIEVANCE, Way.PENALTY, Way.ADJUDICATION)
PLAIN_WAYS = {
    Way.GRIEVANCE: "你和商家之间的纠纷：由我们主持调解",
    Way.PENALTY: "你反映的违法行为：由执法人员核查，属实的依法查处",
    Way.ADJUDICATION: "专利侵权：由我们审理并作出裁决",
    Way.CIVIL: "要求赔偿：可以和对方协商、申请调解，或者向人民法院起诉",
    Way.OTHER_BODY: "不归我们管的部分：转给了主管机关",
}


class Solved(Term):
    """How far a matter is settled, as staff see it and, apart from that, as the complainant does."""

    YES = "yes", "解决了"
    PARTLY = "partly", "部分解决"
    NO = "no", "没有解决"
