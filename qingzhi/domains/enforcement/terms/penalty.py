"""Codes of administrative penalty 「行政处罚」."""

from qingzhi.base.terms import Term


class Offence(Term):
    """What is punished; the penalty table is asked by it."""

    TRADEMARK = "trademark", "侵犯注册商标专用权"
    COUNTERFEIT = "counterfeit", "假冒专利"
    COPYRIGHT = "copyright", "侵犯著作权并损害公共利益"
    VARIETY = "variety", "侵犯植物新品种权"
    BAD_FAITH = "bad_faith", "恶意申请商标注册"
    FALSE_LICENCE = "false_licence", "虚假专利开放许可声明"


class Source(Term):
    """Where a clue comes from 「案件来源」: 《市场监督管理行政处罚程序规定》(2021) 第十八条."""

    COMPLAINT = "complaint", "投诉举报"
    INSPECTION = "inspection", "监督检查"
    ASSIGNED = "assigned", "上级交办"
    SENT_ON = "sent_on", "其他机关移送"
    POLICE = "police", "公安机关移送"
    MONITORING = "monitoring", "监测发现"


class Filing(Term):
    """What the table of filing answers 「立案」."""

    MUST = "must", "应当立案"
    MAY_NOT = "may_not", "可以不予立案"
    NOT = "not", "不予立案"


class Severity(Term):
    """Grades of discretion 「裁量等次」: 国市监法规〔2022〕2号 第十条至第十六条."""

    NONE = "none", "不予处罚"
    REDUCED = "reduced", "减轻处罚"
    LIGHT = "light", "从轻处罚"
    ORDINARY = "ordinary", "一般处罚"
    HEAVY = "heavy", "从重处罚"


class MeasureKind(Term):
    """What is taken or closed for a time."""

    REGISTER = "register", "先行登记保存"
    SEAL = "seal", "查封"
    SEIZE = "seize", "扣押"


class RemedyKind(Term):
    """What the party did against a decision 「救济」."""

    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"


class RemedyOutcome(Term):
    """How it ended."""

    MAINTAINED = "maintained", "维持（驳回）"
    CHANGED = "changed", "变更"
    REVOKED = "revoked", "撤销"
    ILLEGAL = "illegal", "确认违法"
    WITHDRAWN = "withdrawn", "撤回"
