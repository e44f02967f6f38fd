"""Codes of the expert register and their official Chinese labels."""

from enum import StrEnum


class Term(StrEnum):
    """A code with a label."""

    @property
    def label(self) -> str:
        return LABELS[type(self), self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in cls]


class FieldScheme(Term):
    """By what an expert's field is named."""

    IPC = "ipc"
    INDUSTRY = "gbt4754"
    DISCIPLINE = "discipline"


class RelationKind(Term):
    """What ties an expert to somebody."""

    TEACHER = "teacher"
    STUDENT = "student"
    KIN = "kin"
    CO_INVENTOR = "co_inventor"
    AGENT = "agent"
    EQUITY = "equity"


class EngagementKind(Term):
    """What an expert was called for."""

    REVIEW = "review"
    ADVICE = "advice"
    TRAINING = "training"
    PART_TIME = "part_time"


class ExpertState(Term):
    """Whether an expert may be drawn."""

    ACTIVE = "active"
    FUTURE = "future"
    EXPIRED = "expired"
    RETIRED = "retired"


WORDS: tuple[tuple[Term, str], ...] = (
    (FieldScheme.IPC, "国际专利分类"),
    (FieldScheme.INDUSTRY, "国民经济行业"),
    (FieldScheme.DISCIPLINE, "学科专业"),
    (RelationKind.TEACHER, "导师"),
    (RelationKind.STUDENT, "学生"),
    (RelationKind.KIN, "近亲属"),
    (RelationKind.CO_INVENTOR, "合作发明人"),
    (RelationKind.AGENT, "代理、诉讼、评估服务"),
    (RelationKind.EQUITY, "持股或经济利益"),
    (EngagementKind.REVIEW, "评审"),
    (EngagementKind.ADVICE, "咨询论证"),
    (EngagementKind.TRAINING, "培训授课"),
    (EngagementKind.PART_TIME, "柔性引进（兼职）"),
    (ExpertState.ACTIVE, "在聘"),
    (ExpertState.FUTURE, "未到聘期"),
    (ExpertState.EXPIRED, "聘期已满"),
    (ExpertState.RETIRED, "已退出"),
)
LABELS = {(type(one), one.value): label for one, label in WORDS}  # by class: two terms may have one code
