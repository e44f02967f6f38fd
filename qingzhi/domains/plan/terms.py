"""Codes and their official Chinese labels."""

from enum import StrEnum


class Term(StrEnum):
    """A code with its label: `CODE = "code", "中文"`."""

    label: str

    def __new__(cls, code: str, label: str) -> "Term":
        made = str.__new__(cls, code)
        made._value_ = code
        made.label = label
        return made

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in cls]


# ── versions ────────────────────────────────────────────────────────────────────────────────────


class PlanLevel(Term):
    """Whose plan it is."""

    NATIONAL = "national", "国家级"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市州级"
    COUNTY = "county", "县级"


class VersionState(Term):
    """Where a version of a plan stands; only a draft can be changed."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "现行"
    SUPERSEDED = "superseded", "已被替代"
    WITHDRAWN = "withdrawn", "已撤回"


class Origin(Term):
    """Who found an item in the text."""

    COMPILED = "compiled", "自动识别"
    PERSON = "person", "人工"


class BodyRole(Term):
    """What a body does for a measure."""

    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"
    JOINT = "joint", "共同"


class Every(Term):
    """How often a measure recurs, or over what a target's value is counted."""

    YEAR = "year", "每年"
    QUARTER = "quarter", "每季度"
    MONTH = "month", "每月"


class Comparator(Term):
    """How a value is to be compared with the one demanded."""

    AT_LEAST = ">=", "不少于"
    MORE_THAN = ">", "超过"
    AT_MOST = "<=", "不超过"
    LESS_THAN = "<", "少于"
    EQUAL = "=", "等于"
    ABOUT = "≈", "左右"
    RANGE = "range", "区间"


class FigureKind(Term):
    """What kind of number it is."""

    STOCK = "stock", "存量"
    FLOW = "flow", "增量"
    GROWTH = "growth", "增长率"
    COVERAGE = "coverage", "覆盖率"
    RATIO = "ratio", "比率"
    DURATION = "duration", "时长"
