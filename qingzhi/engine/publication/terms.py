"""Codes and their official labels."""

from enum import StrEnum


class Shown(StrEnum):
    """How much of a column the public sees."""

    FULL = "full"
    NAME = "name"  # a person's name, masked: 张**
    NUMBER = "number"  # a number, masked but for its ends
    NEVER = "never"

    @property
    def label(self) -> str:
        return {"full": "公开", "name": "姓名部分遮盖", "number": "号码部分遮盖", "never": "不公开"}[self.value]


class Nature(StrEnum):
    """What an objection is about (地方专利奖评审办法的通行分类)."""

    SUBSTANTIVE = "substantive"
    FORMAL = "formal"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"substantive": "实质性异议", "formal": "非实质性异议", "none": "不作为异议"}[self.value]


class Standing(StrEnum):
    """Where an objection stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    NOT_ACCEPTED = "not_accepted"
    LEAD = "lead"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return {
            "received": "待受理",
            "accepted": "调查中",
            "upheld": "异议成立",
            "dismissed": "异议不成立",
            "not_accepted": "不予受理",
            "lead": "作为线索",
            "taken_back": "已撤回",
        }[self.value]


OPEN = (Standing.RECEIVED.value, Standing.ACCEPTED.value)  # what still has to be decided


class Trace(StrEnum):
    """What happened to a publication, for everybody to read."""

    PUBLISHED = "published"
    ROW_ADDED = "row_added"
    ROW_CORRECTED = "row_corrected"
    ROW_WITHDRAWN = "row_withdrawn"
    TEXT_CORRECTED = "text_corrected"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "published": "发布",
            "row_added": "增加一行",
            "row_corrected": "更正一行",
            "row_withdrawn": "撤下一行",
            "text_corrected": "更正文字",
            "ended": "公示期满",
            "withdrawn": "整件撤回",
        }[self.value]


class ValueKind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


LICENCE = (
    "本数据依《政府信息公开条例》主动公开，任何人可免费使用，使用时请注明来源和数据截至日期，不得歪曲原意；"
    "其中的个人信息依《个人信息保护法》不得另作他用。"
)
