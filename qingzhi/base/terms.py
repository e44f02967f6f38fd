"""Codes with their official Chinese labels, as every domain's `terms.py` declares them. Pure."""

from enum import StrEnum


class Term(StrEnum):
    """A code with its label: `CODE = "code", "中文"`."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Term":
        made = str.__new__(cls, code)
        made._value_ = code
        made.label = label
        return made

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Code and label of each, as a field's choices."""
        return [(one.value, one.label) for one in cls]
