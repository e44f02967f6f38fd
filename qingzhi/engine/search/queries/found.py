"""What a search answers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..rules.asking import Order
from ..rules.query import Note
from .standing import Standing


@dataclass(frozen=True)
class Result:
    """One found record; `title_html` and `snippet` are safe HTML with `<mark>` around what was found."""

    kind: str
    kind_title: str
    id: int
    number: str
    title: str
    title_html: str
    snippet: str
    url: str
    on: date | None = None
    score: float = 0.0

    def as_document(self) -> dict[str, Any]:
        """As the contract has it."""
        names = ("kind", "id", "number", "title", "snippet", "url")
        return {**{name: getattr(self, name) for name in names}, "on": self.on.isoformat() if self.on else None}


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet in words, how many results have it, whether the search is narrowed to it."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """What results are told apart by."""

    key: str
    title: str
    values: list[FacetValue]


@dataclass(frozen=True)
class Found:
    """The answer: only what the reader may see is counted, shown or told apart.

    `problem` is one sentence where the index cannot be asked (then nothing is found and the worker builds it anew);
    `notes` what was mended in the question; `expanded` the synonyms that were searched too.
    """

    query: str
    total: int = 0
    took_ms: float = 0.0
    results: list[Result] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    notes: tuple[Note, ...] = ()
    expanded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problem: str = ""
    order: Order = Order.RELEVANCE

    @property
    def stale(self) -> bool:
        """Whether records have changed since that the index does not hold yet."""
        return bool(self.problem) or self.standing.is_behind

    def as_document(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "query": self.query,
            "total": self.total,
            "took_ms": round(self.took_ms, 2),
            "stale": self.stale,
            "results": [one.as_document() for one in self.results],
            "facets": {
                one.key: [{"value": v.value, "label": v.label, "count": v.count} for v in one.values]
                for one in self.facets
            },
            "notes": [note.text for note in self.notes] + ([self.problem] if self.problem else []),
        }
