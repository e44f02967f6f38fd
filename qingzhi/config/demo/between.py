"""What happens between two hours, of every kind; and the intervals between the reporting rounds."""

from collections.abc import Callable, Iterator
from datetime import datetime

from qingzhi.domains.plan.models import ReportingRound

from .after_rounds import after_rounds_in
from .changes import changes_in
from .conference import meetings_in
from .dunning import dunnings_in
from .figures import figures_in
from .grassroots import conditions_in
from .legislation import legislation_in
from .stage import Stage
from .timeline import Happening, play

SOURCES = (meetings_in, changes_in, dunnings_in, figures_in, conditions_in, legislation_in, after_rounds_in)


def everything_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    """Everything that the tables tell of, from one hour to another."""
    for source in SOURCES:
        yield from source(stage, first, last)


def scene_before(place: int, first: str, last: str = "") -> Callable[[Stage], int]:
    """The scene of everything from an hour until another, or until the round of that place in the table is opened."""

    def play_it(stage: Stage) -> int:
        until = last or stage.rows("rounds")[place]["opens_at"]
        return play(everything_in(stage, datetime.fromisoformat(first), datetime.fromisoformat(until)))

    return before_round(place, play_it)


def before_round(place: int, scene: Callable[[Stage], int]) -> Callable[[Stage], int]:
    """The scene, left out once that round stands: what lies before it has happened, and visitors have changed it since."""

    def play_it(stage: Stage) -> int:
        label = stage.rows("rounds")[place]["label"]
        stands = ReportingRound.objects.filter(plan__code=stage.plan_code, label=label).exists()
        return 0 if stands else scene(stage)

    return play_it
