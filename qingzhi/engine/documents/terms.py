"""Codes and their official labels."""

from enum import StrEnum


class NumberForm(StrEnum):
    """How a series writes its numbers."""

    NUMBER = "number"
    ISSUE = "issue"

    @property
    def label(self) -> str:
        return {"number": "机关代字〔年份〕序号", "issue": "第几期"}[self.value]


class Standing(StrEnum):
    """What an issued document is worth now."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"valid": "有效", "superseded": "已重新制发", "withdrawn": "已撤回"}[self.value]


class Finding(StrEnum):
    """What the public page answers to a code and, where one was given, a file."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
