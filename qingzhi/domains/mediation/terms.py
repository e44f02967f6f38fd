"""Codes of mediation and their official labels."""

from qingzhi.base.terms import Term


class Channel(Term):
    """By whom a dispute came: entrusted by the authority, 委派 by a court, asked for by the parties."""

    AUTHORITY = "authority", "行政机关委托"
    COURT = "court", "法院委派"
    PARTIES = "parties", "当事人申请"


class Field(Term):
    """What a dispute is about; what a mediator knows."""

    PATENT = "patent", "专利"
    MARK = "mark", "商标"
    COPYRIGHT = "copyright", "著作权"
    VARIETY = "variety", "植物新品种"
    SECRET = "secret", "商业秘密"
    INDICATION = "indication", "地理标志"
    OTHER = "other", "其他"


class Dispute(Term):
    """What is disputed. Whether a right is valid and what an authority has decided cannot be arbitrated: 《仲裁法》第三条."""

    INFRINGEMENT = "infringement", "侵权纠纷"
    OWNERSHIP = "ownership", "权属纠纷"
    REWARD = "reward", "职务发明奖励报酬纠纷"
    FEE = "fee", "公布后授权前使用费纠纷"
    CONTRACT = "contract", "许可转让合同纠纷"
    VALIDITY = "validity", "权利效力争议"
    ADMINISTRATIVE = "administrative", "行政争议"


NOT_ARBITRABLE = (Dispute.VALIDITY, Dispute.ADMINISTRATIVE)


class Finding(Term):
    """What follows from a sign of a sham agreement."""

    LOOK = "look", "须由另一人复核"
    BAR = "bar", "不得制作调解协议"


class Side(Term):
    """A side of the dispute."""

    CLAIMANT = "claimant", "申请人"
    RESPONDENT = "respondent", "对方"


class Matter(Term):
    """What is appraised."""

    COMPARE = "compare", "技术特征比对"
    SIMILAR = "similar", "商标近似、商品类似比对"
    SAME = "same", "作品、软件或品种同一性"
    SECRET = "secret", "技术信息非公知性和同一性"
    GENUINE = "genuine", "商品真伪辨别"
    OTHER = "other", "其他专门性问题"


class Chosen(Term):
    """How an appraisal body was found."""

    AGREED = "agreed", "双方协商选定"
    DRAWN = "drawn", "随机抽取"
    NAMED = "named", "办案单位指定"


class Payer(Term):
    """Who pays the appraisal in advance."""

    CLAIMANT = "claimant", "申请人"
    RESPONDENT = "respondent", "对方当事人"
    OFFICE = "office", "办案单位"


class Declined(Term):
    """Why a body does not take a commission: 《司法鉴定程序通则》第十五条 (from memory)."""

    BEYOND = "beyond", "超出业务范围或技术条件"
    MATERIALS = "materials", "鉴定材料不真实、不完整或者不充分"
    PURPOSE = "purpose", "鉴定用途不合法"
    INTEREST = "interest", "有利害关系，应当回避"
    TWICE = "twice", "同一事项已同时委托其他机构"
    OTHER = "other", "其他（须写明）"


class SecondGround(Term):
    """Why another body appraises again: 《最高人民法院关于民事诉讼证据的若干规定》第四十条 (from memory)."""

    UNQUALIFIED = "unqualified", "鉴定人不具备相应资格"
    UNLAWFUL = "unlawful", "鉴定程序严重违法"
    BASELESS = "baseless", "鉴定意见明显依据不足"
    UNUSABLE = "unusable", "不能作为证据使用的其他情形"
