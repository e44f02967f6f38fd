"""Codes and their official labels."""

from enum import StrEnum


class VersionState(StrEnum):
    """How far a version has come."""

    DRAFT = "draft"
    TRIED = "tried"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        return {
            "draft": "草稿",
            "tried": "已试算",
            "published": "已发布",
            "superseded": "已被替换",
            "discarded": "已作废",
        }[self.value]

    @property
    def is_open(self) -> bool:
        """Whether its rows may still be changed."""
        return self in (VersionState.DRAFT, VersionState.TRIED)


class RowStatus(StrEnum):
    """Whether the office has confirmed a version, or it is ours until it does."""

    CONFIRMED = "confirmed"
    DEFAULT = "default"

    @property
    def label(self) -> str:
        return {"confirmed": "已确认", "default": "默认，待确认"}[self.value]
