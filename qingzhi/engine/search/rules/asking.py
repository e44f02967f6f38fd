"""What may be asked of the index beside the question itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .query import Node

DEEPEST_RESULT = 10_000  # nobody reads further; a deeper page is refused
FACET_SIZE = 20


class Order(StrEnum):
    """How results are ordered."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Vocabulary:
    """What turns words into more words: `synonyms` by folded word, `prefixes` that a number may have or lack (folded)."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Request:
    """One search: the tree (None: everything), the visibility terms of the kinds asked, equalities by facet (values of
    one facet are alternatives), facets to count, and the page. `on` is matched by the filters `from` and `to`."""

    node: Node | None
    sees: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    facet_size: int = FACET_SIZE
    limit: int = 20
    offset: int = 0
    order: Order = Order.RELEVANCE
    raw: str = ""  # as typed, for numbers written with spaces
