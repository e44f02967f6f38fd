"""What scoring refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class SchemeWrong(Refusal):
    """A tree of criteria does not hold; the reason names the first fault."""


class NoSchemeInForce(Refusal):
    """No version of the scheme is in force on the day."""


class ThresholdMissing(Refusal):
    """No dated row holds for a threshold on the day."""


class RoundStateWrong(Refusal):
    """The round is not at the step that this needs; somebody else may have been first."""


class QuotaWrong(Refusal):
    """A panel is odd and not smaller than the dated row says."""


class TooFewCandidates(Refusal):
    """The quotas cannot be met by those without a conflict."""


class CandidateListEmpty(Refusal):
    """Nobody can be drawn from an empty list."""


class EntryInvalid(Refusal):
    """An entry cannot stand in the round; the reason says why."""


class FindingInvalid(Refusal):
    """A conflict can be lifted only where the register merely suspects it, before the draw, and with a reason."""


class NotYourSeat(Refusal):
    """A seat belongs to the expert who was drawn."""


class DeclarationMissing(Refusal):
    """Nothing is shown to an expert before the declaration is signed."""


class SeatAnswered(Refusal):
    """A seat is accepted or declined once."""


class ScoreInvalid(Refusal):
    """A score is a number from 0 to 100; `fields` maps leaves to what is wrong."""

    def __init__(self, reason: str, fields: dict[str, str] | None = None):
        super().__init__(reason)
        self.fields = fields or {}


class SheetClosed(Refusal):
    """What was submitted does not change; nor does anything after the round closed."""


class ScoresMissing(Refusal):
    """A round closes when every sheet is in, or with a reason."""


class VoteInvalid(Refusal):
    """A ballot or a count does not fit the members present."""


class ReasonMissing(Refusal):
    """This needs a reason."""
