"""Histories of a right: spans that follow each other, a new one set in at its day without touching what was before. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """What was so from a day (None: since ever) to another (exclusive; None: until further notice)."""

    value: str
    valid_from: date | None
    valid_to: date | None

    def covers(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


class SpanTaken(ValueError):
    """A history says something of exactly this day already; `place` is where."""

    def __init__(self, place: int):
        super().__init__(place)
        self.place = place


@dataclass(frozen=True)
class Insertion:
    """Where a span is set in: the one before it (if any) is closed on the new one's day; the new one ends with `valid_to`."""

    closes: int | None
    valid_to: date | None


def insertion(spans: Sequence[Span], on: date) -> Insertion:
    """How a span that begins on a day is set into spans in order; raises `SpanTaken` where one begins on that very day."""
    for place, span in enumerate(spans):
        if span.valid_from == on:
            raise SpanTaken(place)
    closes = next((place for place, span in enumerate(spans) if span.covers(on)), None)
    later = [span.valid_from for span in spans if span.valid_from is not None and span.valid_from > on]
    following = min(later, default=None)
    if closes is None:
        return Insertion(None, following)
    ends = [day for day in (spans[closes].valid_to, following) if day is not None]
    return Insertion(closes, min(ends, default=None))


def standing(spans: Sequence[Span], on: date) -> Span | None:
    """The span that holds on a day; of several the one that began last."""
    holding = [span for span in spans if span.covers(on)]
    return max(holding, key=lambda span: span.valid_from or date.min, default=None)
