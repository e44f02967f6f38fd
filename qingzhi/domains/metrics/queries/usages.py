"""Who uses an indicator: higher domains (the plan) register a source at start-up, since figures know nothing of plans."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region

from ..models import Indicator


@dataclass(frozen=True)
class Usage:
    """One use: in what (a plan), at which level and place, what is demanded, how it stands, where to read more."""

    title: str
    url: str
    level: str = ""
    region: str = ""
    demand: str = ""
    value: str = ""
    deadline: Any = None
    state: Any = None


@dataclass(frozen=True)
class UsageSource:
    """`usages` tells an actor of an indicator's uses; `counts` how often each indicator is used, by its key; `many` the uses of
    several at once in the plans of a region, by key, for pages that show them all."""

    usages: Callable[[Actor, Indicator], list[Usage]]
    counts: Callable[[Actor], dict[int, int]]
    many: Callable[[Actor, Sequence[Indicator], Region], dict[int, list[Usage]]] | None = None


_sources: dict[str, UsageSource] = {}


def register_usage(name: str, source: UsageSource) -> None:
    """Register a source of uses under a stable name."""
    _sources[name] = source


def usages_of(actor: Actor, indicator: Indicator) -> list[Usage]:
    """All uses of an indicator that the actor may see."""
    return [usage for source in _sources.values() for usage in source.usages(actor, indicator)]


def usages_of_many(actor: Actor, indicators: Sequence[Indicator], region: Region) -> dict[int, list[Usage]]:
    """The uses of several indicators in a region's plans, by key; the same few queries whatever their number and that of plans."""
    found: dict[int, list[Usage]] = {}
    for source in _sources.values():
        if source.many is not None:
            for key, usages in source.many(actor, indicators, region).items():
                found.setdefault(key, []).extend(usages)
    return found


def usage_counts(actor: Actor) -> dict[int, int]:
    """How often each indicator is used, by its key."""
    total: Counter[int] = Counter()
    for source in _sources.values():
        total.update(source.counts(actor))
    return dict(total)
