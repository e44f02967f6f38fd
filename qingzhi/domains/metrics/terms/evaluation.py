"""Codes of evaluation and their official Chinese labels."""

from qingzhi.base.terms import Term


class EvaluationKind(Term):
    """Who or what is evaluated."""

    INDEX = "index", "发展指数"
    PREFECTURES = "prefectures", "市州评价"
    DEPARTMENTS = "departments", "成员单位评价"
    STATE = "state", "国有企业考评"
    INSTITUTES = "institutes", "研发机构绩效考评"
    UNIVERSITIES = "universities", "高校目标考核"

    @property
    def judges_parties(self) -> bool:
        """Whether who is evaluated stands in the register of parties."""
        return self in (EvaluationKind.STATE, EvaluationKind.INSTITUTES, EvaluationKind.UNIVERSITIES)


class ScalingTerm(Term):
    """How figures become points."""

    BASE = "base", "与基期之比"
    SPREAD = "spread", "最小值至最大值之间的位置"
    DEMAND = "demand", "与目标值之比"


class MethodState(Term):
    """Where a method stands."""

    DRAFT = "draft", "拟订"
    PUBLISHED = "published", "已公布"


class DisputeGround(Term):
    """What somebody says against a score."""

    MISSING = "missing", "应计入的记录没有计入"
    WRONG = "wrong", "计入的记录有误"
    ELSEWHERE = "elsewhere", "计入的记录属于其他对象"
    READING = "reading", "口径或计算有误"


class DisputeState(Term):
    """Where a dispute stands."""

    OPEN = "open", "待答复"
    UPHELD = "upheld", "成立，已更正"
    REFUSED = "refused", "不成立"
