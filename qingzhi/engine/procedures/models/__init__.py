from .attachment import CaseAttachment
from .case import Case
from .clock import CaseClock, CaseStop
from .draft import CaseUpload, StepDraft
from .entry import CaseEntry
from .link import CaseLink
from .numbering import CaseCounter

__all__ = [
    "Case",
    "CaseAttachment",
    "CaseClock",
    "CaseCounter",
    "CaseEntry",
    "CaseLink",
    "CaseStop",
    "CaseUpload",
    "StepDraft",
]
