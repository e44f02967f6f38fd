"""Figures of bodies that higher domains tell (the plan: reports in time, tasks done): registered at start-up, since figures know
nothing of plans."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


class Span(Protocol):
    """A period: its days, both included."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


@dataclass(frozen=True)
class BodyFigure:
    """A figure of a body: the value (None where there is nothing to measure), of how many records, of how many, where they are."""

    value: Decimal | None
    count: int = 0
    whole: int | None = None
    url: str = ""


@dataclass(frozen=True)
class BodyFigureSource:
    """`figures` tells, for a period, each body that it knows anything of. A share has its `whole`, in percent."""

    code: str
    title: str
    meaning: str
    unit: str
    figures: Callable[[Span], Mapping[int, BodyFigure]]
    down: bool = False

    @property
    def counting(self) -> dict[str, str]:
        """What chance is reckoned by: a share, or a count."""
        return {"share": self.code} if self.unit == "%" else {"table": self.code}


_sources: dict[str, BodyFigureSource] = {}


def register_body_figure(source: BodyFigureSource) -> None:
    """Register a figure of bodies under its code; a second one under the same code raises."""
    if _sources.setdefault(source.code, source) != source:
        raise ValueError(f"body figure {source.code} is registered twice")


def body_figure(code: str) -> BodyFigureSource | None:
    """The figure of that code, while its domain is installed."""
    return _sources.get(code)
