"""Events of open indicators and of compared tables."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.indicator_opened")
@dataclass(frozen=True)
class IndicatorOpened(Event):
    """An indicator's figures are public from now on."""

    indicator_id: int
    opening_id: int


@event("metrics.indicator_closed")
@dataclass(frozen=True)
class IndicatorClosed(Event):
    """An indicator's figures are public no longer."""

    indicator_id: int
    opening_id: int


@event("metrics.compared_table_loaded")
@dataclass(frozen=True)
class ComparedTableLoaded(Event):
    """A table of the nation and the provinces was taken in."""

    table_id: int


@event("metrics.compared_table_withdrawn")
@dataclass(frozen=True)
class ComparedTableWithdrawn(Event):
    """A table of the nation and the provinces speaks no longer."""

    table_id: int
