"""The frozen figures of indicators in a region, with their last revisions: for the pages of indicators and the interface."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ..models import FrozenFigure


@dataclass(frozen=True)
class Standing:
    """A figure as it was frozen and as it was last revised (`newest` is the same row where it never was)."""

    frozen: FrozenFigure
    newest: FrozenFigure
    revisions: int

    @property
    def is_revised(self) -> bool:
        return self.frozen.pk != self.newest.pk


def standing_of(rows: QuerySet[FrozenFigure], region: str) -> list[Standing]:
    """What is frozen for a region among these rows, the latest period first; one query."""
    found: dict[tuple[int, str], list[FrozenFigure]] = {}
    for one in rows.filter(region_code=region, dimension="").order_by("pk"):
        found.setdefault((one.indicator_id, one.period), []).append(one)
    standing = [Standing(several[0], several[-1], len(several) - 1) for several in found.values()]
    return sorted(
        standing,
        key=lambda one: (one.frozen.as_of, -(one.frozen.period_from or one.frozen.as_of).toordinal()),
        reverse=True,
    )


def latest_frozen(rows: QuerySet[FrozenFigure], indicators: Iterable[int], region: str) -> dict[int, Standing]:
    """Of each of these indicators the latest that is frozen for a region; one query."""
    found: dict[int, Standing] = {}
    for one in standing_of(rows.filter(indicator__in=list(indicators)), region):
        found.setdefault(one.frozen.indicator_id, one)
    return found
