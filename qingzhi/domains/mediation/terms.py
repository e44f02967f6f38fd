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
