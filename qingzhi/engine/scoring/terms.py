"""Codes of assessment and their official Chinese labels."""

from enum import StrEnum


class Term(StrEnum):
    """A code with a label."""

    @property
    def label(self) -> str:
        return LABELS[type(self), self.value]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(one.value, one.label) for one in cls]


class CriterionKind(Term):
    GROUP = "group"
    HAND = "hand"
    COMPUTED = "computed"
    BONUS = "bonus"


class RoundState(Term):
    PREPARING = "preparing"
    COMMITTED = "committed"
    FROZEN = "frozen"
    SCORING = "scoring"
    CLOSED = "closed"


class SeatState(Term):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REMOVED = "removed"


class SeatKind(Term):
    DRAWN = "drawn"
    REPLACEMENT = "replacement"
    ENTRY = "entry"
    REVIEW = "review"


class SheetState(Term):
    OPEN = "open"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECUSED = "recused"


class VoteState(Term):
    OPEN = "open"
    CLOSED = "closed"


class Choice(Term):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    RECUSE = "recuse"


ROLES = {
    "applicant": "申报单位",
    "holder": "权利人",
    "inventor": "发明人",
    "agent": "代理机构",
    "nominator": "推荐单位",
    "right": "权利",
}

WORDS: tuple[tuple[Term, str], ...] = (
    (CriterionKind.GROUP, "指标组"),
    (CriterionKind.HAND, "专家评分"),
    (CriterionKind.COMPUTED, "系统计算"),
    (CriterionKind.BONUS, "加分项"),
    (RoundState.PREPARING, "准备中"),
    (RoundState.COMMITTED, "种子已公布"),
    (RoundState.FROZEN, "名单已锁定"),
    (RoundState.SCORING, "评分中"),
    (RoundState.CLOSED, "已结束"),
    (SeatState.OFFERED, "待签承诺"),
    (SeatState.ACCEPTED, "已签承诺"),
    (SeatState.DECLINED, "已谢绝"),
    (SeatState.REMOVED, "已退出"),
    (SeatKind.DRAWN, "抽取"),
    (SeatKind.REPLACEMENT, "递补"),
    (SeatKind.ENTRY, "单项递补"),
    (SeatKind.REVIEW, "复评"),
    (SheetState.OPEN, "未评"),
    (SheetState.DRAFT, "已存草稿"),
    (SheetState.SUBMITTED, "已提交"),
    (SheetState.RECUSED, "已回避"),
    (VoteState.OPEN, "投票中"),
    (VoteState.CLOSED, "已结束"),
    (Choice.FOR, "同意"),
    (Choice.AGAINST, "不同意"),
    (Choice.ABSTAIN, "弃权"),
    (Choice.RECUSE, "回避"),
)
LABELS = {(type(one), one.value): label for one, label in WORDS}  # by class: two terms may have one code
