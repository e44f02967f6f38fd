"""Codes of rights and their official Chinese labels."""

from qingzhi.base.terms import Term


class RightKind(Term):
    """What a right is 「权利种类」."""

    PATENT = "patent", "专利"
    TRADEMARK = "trademark", "商标"
    GI = "gi", "地理标志产品"
    WORK = "work", "作品登记"
    SOFTWARE = "software", "软件登记"
    VARIETY = "variety", "植物新品种"
    LAYOUT = "layout", "集成电路布图设计"


class PatentType(Term):
    """The three kinds of patent (专利法 第二条)."""

    INVENTION = "invention", "发明"
    UTILITY = "utility", "实用新型"
    DESIGN = "design", "外观设计"


class MarkType(Term):
    """The kinds of trademark (商标法 第三条)."""

    ORDINARY = "ordinary", "商品或服务商标"
    CERTIFICATION = "certification", "证明商标"
    COLLECTIVE = "collective", "集体商标"


class GiKind(Term):
    """Under which system a geographical indication is protected."""

    PRODUCT = "product", "地理标志产品"
    AGRICULTURAL = "agricultural", "农产品地理标志"


class VarietyField(Term):
    """Who grants a plant variety right."""

    AGRICULTURE = "agriculture", "农业植物新品种"
    FORESTRY = "forestry", "林业植物新品种"


class RightStatus(Term):
    """The legal status 「法律状态」 of a right; which a kind may have is in `rules.statuses`."""

    PENDING = "pending", "申请中"
    PUBLISHED = "published", "公布待审"
    EXAMINED = "examined", "实质审查"
    IN_FORCE = "in_force", "有效"
    LAPSED = "lapsed", "未缴年费终止"
    EXPIRED = "expired", "期满"
    WITHDRAWN = "withdrawn", "撤回"
    REJECTED = "rejected", "驳回"
    INVALIDATED = "invalidated", "无效宣告"
    CANCELLED = "cancelled", "撤销或注销"
    UNKNOWN = "unknown", "状态不明"


IN_FORCE = (RightStatus.IN_FORCE,)
PENDING = (RightStatus.PENDING, RightStatus.PUBLISHED, RightStatus.EXAMINED)


class NumberCheck(Term):
    """What is known of a number 「号码校验」: stored as given in any case, flagged."""

    VERIFIED = "ok", "校验通过"
    FAILED = "bad", "校验不通过"
    UNVERIFIABLE = "na", "无法校验"


class HoldingRole(Term):
    """In what role a party stands to a right."""

    HOLDER = "holder", "权利人"
    AGENT = "agent", "代理机构"


class LinkKind(Term):
    """How two rights belong together, read from the first to the second."""

    FAMILY = "family", "同族"
    PRIORITY = "priority", "优先权"
    DIVISIONAL = "divisional", "分案"
    SAME_MARK = "same_mark", "同一商标其他类别"


class HonourKind(Term):
    """Recognitions of marks."""

    WELL_KNOWN = "well_known", "驰名商标"
    FAMOUS = "famous", "著名商标"


class Scheme(Term):
    """Classifications of rights."""

    IPC = "ipc", "国际专利分类"
    LOCARNO = "locarno", "洛迦诺分类"
    NICE = "nice", "尼斯分类"
    GBT4754 = "gbt4754", "国民经济行业分类"
