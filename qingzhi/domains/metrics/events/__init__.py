"""What happens to figures."""

from dataclasses import dataclass

from qingzhi.base.events.types import Event, event


@event("metrics.indicator_declared")
@dataclass(frozen=True)
class IndicatorDeclared(Event):
    """An indicator is new or its definition changed."""

    indicator_id: int


@event("metrics.statistic_entered")
@dataclass(frozen=True)
class StatisticEntered(Event):
    """A figure became known."""

    statistic_id: int
    indicator_id: int


@event("metrics.statistic_revised")
@dataclass(frozen=True)
class StatisticRevised(Event):
    """A figure was corrected; `superseded_id` is the one that it replaces."""

    statistic_id: int
    indicator_id: int
    superseded_id: int


@event("metrics.statistics_imported")
@dataclass(frozen=True)
class StatisticsImported(Event):
    """A file of figures was taken in."""

    batch_id: int
    created: int
    updated: int


@event("metrics.import_rolled_back")
@dataclass(frozen=True)
class ImportRolledBack(Event):
    """A batch was taken back."""

    batch_id: int
    withdrawn: int


@event("metrics.formula_drafted")
@dataclass(frozen=True)
class FormulaDrafted(Event):
    """A formula is prepared, or its draft says something else."""

    formula_id: int
    indicator_id: int


@event("metrics.formula_tried")
@dataclass(frozen=True)
class FormulaTried(Event):
    """A draft was computed beside the present version."""

    formula_id: int
    indicator_id: int


@event("metrics.formula_published")
@dataclass(frozen=True)
class FormulaPublished(Event):
    """A version takes effect on its day."""

    formula_id: int
    indicator_id: int


@event("metrics.counting_changed")
@dataclass(frozen=True)
class CountingChanged(Event):
    """A register began (or ceased) to speak for an indicator."""

    indicator_id: int
