"""Codes of lists of enterprises and their official labels."""

from qingzhi.base.terms import Term


class CohortMeasure(Term):
    """What is demanded of a list: 推进计划四、（四）2."""

    GROWTH = "growth", "专利申请年增长率"
    COVERAGE = "coverage", "专利申请覆盖率"


class RollState(Term):
    """Where the roll of a year stands."""

    OPEN = "open", "编制中"
    FROZEN = "frozen", "已冻结"


class MemberSource(Term):
    """How an enterprise came onto a roll."""

    FLAG = "flag", "资质标记"
    LIST = "list", "名单导入"
    FORM = "form", "人工加入"


class FilingSide(Term):
    """Which of the two years that are compared an application belongs to."""

    THIS = "this", "当年"
    BEFORE = "before", "上年同期"


class OutreachOutcome(Term):
    """What came of calling on an enterprise that has not applied."""

    PREPARING = "preparing", "准备申请"
    FILED = "filed", "已有申请，登记簿未收录"
    NOTHING = "nothing", "暂无可申请的成果"
    UNWILLING = "unwilling", "无申请意愿"
    CLOSED = "closed", "已停业或注销"
    UNREACHED = "unreached", "未能联系上"
