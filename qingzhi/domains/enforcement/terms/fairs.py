"""Codes of trade fairs 「展会」."""

from qingzhi.base.terms import Term


class FairTime(Term):
    """Where today stands to the fair's days."""

    BEFORE = "before", "展前"
    DURING = "during", "展中"
    AFTER = "after", "展后"


class RiskKind(Term):
    """What the screening before a fair finds 「展前风险排查」; the table `enforcement.fair_risk` grades it."""

    UNKNOWN = "unknown", "号码在登记簿中查不到"
    LAPSED = "lapsed", "所标权利已失效或尚未授权"
    NOT_HOLDER = "not_holder", "登记的权利人不是该参展商"
    MARK = "mark", "展品品牌与他人的注册商标相同"
    DECIDED = "decided", "有已生效的执法决定"
    FAIR = "fair", "以往展会上被认定侵权"
    CREDIT = "credit", "信用档案中有在列记录"


class RiskLevel(Term):
    """How much it weighs."""

    HIGH = "high", "高"
    MEDIUM = "medium", "中"
    LOW = "low", "低"


class RiskAnswer(Term):
    """What was done about it before the doors opened."""

    CLEARED = "cleared", "已核实，排除"
    WARNED = "warned", "已提示参展商"
    TAKEN_OUT = "taken_out", "展品不上展"
    BARRED = "barred", "不予参展"


class Ground(Term):
    """Why infringement is held to be there: 《展会知识产权保护指引》(2022) 第十四条, and what was compared on the spot."""

    EXAMINED = "examined", "经比对，认定侵权成立"
    SILENT = "silent", "被投诉人逾期无正当理由不陈述"
    ADMITTED = "admitted", "被投诉人承认侵权"
    CONFIRMED = "confirmed", "已有生效法律文书确认侵权"


class Removal(Term):
    """What became of the exhibits."""

    TAKEN = "taken", "撤下展品"
    COVERED = "covered", "遮盖"
    UNLINKED = "unlinked", "断开链接、收回宣传资料"


class FollowUp(Term):
    """Which proceeding goes on after the fair."""

    PENALTY = "penalty", "行政处罚（立案核查）"
    ADJUDICATION = "adjudication", "专利侵权纠纷行政裁决"
