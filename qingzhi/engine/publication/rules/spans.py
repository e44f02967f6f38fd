"""Found places in a text: what of it is personal and why. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """Kinds of personal data in a text; some may never be shown, whoever reviews."""

    NAME = "name"
    IDENTITY = "identity"
    PHONE = "phone"
    CONTACT = "contact"
    ADDRESS = "address"
    ACCOUNT = "account"
    PLATE = "plate"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "name": "自然人姓名",
            "identity": "公民身份号码",
            "phone": "电话号码",
            "contact": "网络联系方式",
            "address": "自然人住址",
            "account": "银行账号",
            "plate": "机动车号牌",
            "other": "其他（商业秘密、隐私等）",
        }[self.value]


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of text [start, end) to be covered."""

    start: int
    end: int
    kind: Personal
    reason: str

    def within(self, text: str) -> str:
        return text[self.start : self.end]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, none over another: the earlier one stays, a later one keeps what sticks out."""
    kept: list[Span] = []
    for one in sorted(spans, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if one.end <= kept[-1].end:
                continue
            one = Span(kept[-1].end, one.end, one.kind, one.reason)
        kept.append(one)
    return kept
