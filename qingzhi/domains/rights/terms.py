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


class Evidence(Term):
    """By what a right or a party is put into one of the plan's industries."""

    IPC = "ipc", "国际专利分类"
    NICE = "nice", "尼斯分类"
    GBT4754 = "gbt4754", "国民经济行业分类"
    PRODUCT = "product", "产品名称"


class DepositKind(Term):
    """What is deposited 「存证类别」 (plan 4.2.2)."""

    TRADE_SECRET = "trade_secret", "商业秘密"
    CREATION = "creation", "在线创意"
    RESEARCH = "research", "研发成果"


class Situation(Term):
    """When the trade-secret checklist is gone through."""

    LEAVING = "leaving", "人员流动"
    COOPERATION = "cooperation", "技术合作"
    ROUTINE = "routine", "日常管理"


class Answer(Term):
    """The answer to a line of the checklist."""

    YES = "yes", "已做到"
    PARTLY = "partly", "部分做到"
    NO = "no", "未做到"
    NOT_APPLICABLE = "na", "不适用"


class FolkLevel(Term):
    """On which list of intangible heritage a resource stands 「名录级别」 (非物质文化遗产法 第三章)."""

    NATIONAL = "national", "国家级"
    PROVINCIAL = "provincial", "省级"
    PREFECTURAL = "prefectural", "市州级"
    COUNTY = "county", "县级"
    UNLISTED = "unlisted", "未列入"


class FolkState(Term):
    """How a resource is protected 「保护状况」."""

    SURVEYED = "surveyed", "已调查"
    RECORDED = "recorded", "已记录建档"
    PROTECTED = "protected", "有效传承"
    ENDANGERED = "endangered", "濒危"
    LOST = "lost", "已失传"


class AccessLevel(Term):
    """Who may read the traditional knowledge itself 「查阅范围」."""

    PUBLIC = "public", "公开"
    STAFF = "staff", "工作人员"
    CONSENT = "consent", "须持有群体同意"


class BrandState(Term):
    """How far a brand is cultivated 「培育状态」."""

    CANDIDATE = "candidate", "培育对象"
    CULTIVATING = "cultivating", "培育中"
    ESTABLISHED = "established", "已形成"
    DORMANT = "dormant", "停止培育"


class BrandTrait(Term):
    """What the plan asks of brands besides (plan 4.4.1)."""

    ABROAD = "abroad", "“走出去”"
    FARMERS = "farmers", "商标富农"
