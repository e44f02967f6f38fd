"""Codes and their official labels."""

from enum import StrEnum


class Mail(StrEnum):
    """How somebody wants mail."""

    EACH = "each"
    DAILY = "daily"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"each": "每条消息即时发送", "daily": "每天汇总成一封", "none": "不发邮件，只在站内查看"}[self.value]
