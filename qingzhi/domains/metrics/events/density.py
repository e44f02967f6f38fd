"""What happens to statistics by industry."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.industry_statistics_imported")
@dataclass(frozen=True)
class IndustryStatisticsImported(Event):
    """Statistics by industry were taken in from a file."""

    created: int
    revised: int
