"""Codes of surveys and their official Chinese labels."""

from qingzhi.base.terms import Term


class Audience(Term):
    """Who is asked by a survey."""

    PREFECTURES = "prefectures", "市州知识产权管理部门"
    MEMBERS = "members", "联席会议成员单位"


class SurveySpan(Term):
    """How often it is asked."""

    YEAR = "year", "年报"
    HALF = "half", "半年报"
    QUARTER = "quarter", "季报"
    MONTH = "month", "月报"


class VersionState(Term):
    """Where a version of a survey's form stands."""

    DRAFT = "draft", "拟订"
    PUBLISHED = "published", "已发布"


class QuestionKind(Term):
    """What is answered."""

    NUMBER = "number", "数值"
    TEXT = "text", "文字"


class Rollup(Term):
    """How the answers of several bodies become the province's figure."""

    NONE = "none", "不汇总"
    SUM = "sum", "加总"


class ThresholdKind(Term):
    """What an answer is compared with."""

    CHANGE = "change", "与上期相比"
    COMPUTED = "computed", "与系统计算数相比"


class AnswerState(Term):
    """Where an answer sheet stands."""

    OWED = "owed", "待填报"
    DRAFT = "draft", "填报中"
    CHECKING = "checking", "待本单位审核"
    SUBMITTED = "submitted", "待省局审核"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已认可"
    LOCKED = "locked", "已锁定"
    MISSED = "missed", "未报"
