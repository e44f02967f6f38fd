"""What surveys refuse, each named after the broken rule."""

from collections.abc import Mapping
from typing import Any

from qingzhi.base.permits import Refusal


class VersionPublished(Refusal):
    """A published form is never changed; a new version is prepared."""


class RoundExists(Refusal):
    """A period of a survey is sent once."""


class RoundIsLocked(Refusal):
    """Nothing of a locked round changes but by an unlocking or a correction with its reason."""


class SheetElsewhere(Refusal):
    """The sheet has moved on meanwhile: it stands where this cannot be done."""


class SheetEditedMeanwhile(Refusal):
    """Somebody else saved the sheet since it was opened; `theirs` is what it says now, by question."""

    def __init__(self, reason: str, theirs: Mapping[str, Any] | None = None):
        super().__init__(reason)
        self.theirs = dict(theirs or {})


class SheetIncomplete(Refusal):
    """What is missing or differs without a reason, by question: `faults`."""

    def __init__(self, reason: str, faults: Mapping[str, str] | None = None):
        super().__init__(reason)
        self.faults = dict(faults or {})


class ReasonNeeded(Refusal):
    """Returning, unlocking and correcting need a reason."""


class SamePerson(Refusal):
    """Who filled a sheet in does not approve it."""


class NobodyToAsk(Refusal):
    """No body has anybody who fills sheets in."""


class AnswerFileRefused(Refusal):
    """An uploaded answer sheet cannot be taken, in one sentence."""


class YearbookRefused(Refusal):
    """A yearbook table cannot be read or is taken in already."""
