"""Codes of protection at the border 「知识产权海关保护」, and their official labels."""

from qingzhi.base.terms import Term


class SeizureWay(Term):
    """How goods come to be seized: 《知识产权海关保护条例》（2018年修订）第十二条、第十六条."""

    EX_OFFICIO = "ex_officio", "海关依职权"
    ON_REQUEST = "on_request", "权利人申请"


class Direction(Term):
    """Which way the goods go."""

    EXPORT = "export", "出口"
    IMPORT = "import", "进口"


class SecurityKind(Term):
    """How a holder gives security: 《海关关于〈知识产权海关保护条例〉的实施办法》第二十三条、第二十四条."""

    EACH = "each", "逐案担保"
    GENERAL = "general", "总担保（仅商标）"


class SecurityMode(Term):
    """For what the table of security is asked (D-SECURITY)."""

    EX_OFFICIO = "ex_officio", "依职权扣留"
    ON_REQUEST = "on_request", "依申请扣留"
    GENERAL = "general", "总担保"
    COUNTER = "counter", "收发货人反担保"


class Disposal(Term):
    """What becomes of confiscated goods, in the order in which the law wants it tried: 《条例》第二十七条."""

    CHARITY = "charity", "用于社会公益事业"
    BUYOUT = "buyout", "有偿转让给权利人"
    AUCTION = "auction", "消除侵权特征后拍卖"
    DESTROYED = "destroyed", "销毁"


class RecordalStanding(Term):
    """How a recordal stands on a day; computed, never stored."""

    EFFECTIVE = "effective", "有效"
    ENDING = "ending", "可以续展"
    EXPIRED = "expired", "已失效"
    CANCELLED = "cancelled", "已注销"


class Place(Term):
    """Where somebody is at home, as far as it matters whether a case is foreign-related."""

    CN = "CN", "中国内地"
    HK = "HK", "中国香港"
    MO = "MO", "中国澳门"
    TW = "TW", "中国台湾"
    US = "US", "美国"
    JP = "JP", "日本"
    KR = "KR", "韩国"
    DE = "DE", "德国"
    FR = "FR", "法国"
    GB = "GB", "英国"
    IT = "IT", "意大利"
    CH = "CH", "瑞士"
    KZ = "KZ", "哈萨克斯坦"
    NP = "NP", "尼泊尔"
    OTHER = "ZZ", "其他国家或地区"


LIKE_ABROAD = (Place.HK, Place.MO, Place.TW)
