"""What happens to surveys."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.survey_published")
@dataclass(frozen=True)
class SurveyPublished(Event):
    """A version of a survey's form takes effect on its day."""

    version_id: int


@event("metrics.survey_sent")
@dataclass(frozen=True)
class SurveySent(Event):
    """A round went out to its bodies."""

    round_id: int
    sheets: int


@event("metrics.survey_moved")
@dataclass(frozen=True)
class SheetMoved(Event):
    """A sheet came to another desk; `state` is where it stands now."""

    answer_id: int
    round_id: int
    state: str


@event("metrics.survey_locked")
@dataclass(frozen=True)
class SurveyLocked(Event):
    """Answers of a round became statistics."""

    round_id: int
    figures: int


@event("metrics.survey_corrected")
@dataclass(frozen=True)
class AnswerCorrected(Event):
    """An answer was corrected after its lock."""

    correction_id: int
    answer_id: int


@event("metrics.survey_dunned")
@dataclass(frozen=True)
class BodiesDunned(Event):
    """Bodies that have not answered were reminded."""

    round_id: int
    bodies: int
