"""Writes on decision tables, one verb each."""

from .cases import record_case
from .drafting import discard_draft, draft_version, save_draft
from .loading import load_decisions
from .publishing import end_version, publish_version
from .trying import try_version

__all__ = [
    "discard_draft",
    "draft_version",
    "end_version",
    "load_decisions",
    "publish_version",
    "record_case",
    "save_draft",
    "try_version",
]
