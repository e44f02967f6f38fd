"""Asking an open index: how many, which, and the counts of the facets."""

import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from ..rules.asking import DEEPEST_RESULT, Order, Request, Vocabulary
from ..rules.highlight import marked, snippet
from ..rules.numbers import looks_like_number
from ..rules.query import And, Word
from ..rules.text import is_han, runs
from .matching import Clause, Matching, any_of
from .stored import Kept, unpack
from .visibility import visible

KIND = "kind"  # a facet that every document has
FROM, TO = "from", "to"  # filters by date, as 2018-07-01, 2018-07 or 2018
FACET_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
Ranked = tuple[float, tantivy.DocAddress]
SEGMENT_FACTOR = 500  # values of a facet that each segment reports, so that the counts are exact


@dataclass(frozen=True)
class Hit:
    """A found document with its marked title and snippet (safe HTML)."""

    kept: Kept
    title_html: str
    snippet_html: str
    score: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What the index says: `counts` by facet, as (value, count), most first; `expanded` the synonyms that were used."""

    total: int
    hits: list[Hit]
    counts: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    expanded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def ask(index: tantivy.Index, request: Request, vocabulary: Vocabulary) -> Answer:
    """Run a search; a reader without any visibility word finds nothing."""
    if not request.sees:
        return Answer(0, [])
    searcher, schema = index.searcher(), index.schema
    matching = Matching(schema, vocabulary)
    narrowed = _narrowed(searcher, schema, request)
    wanted = _wanted(narrowed, matching, request)
    counting = _beside().submit(_count, searcher, wanted, request.facets, request.facet_size)
    hits: list[Hit] = []
    if request.limit and request.offset < DEEPEST_RESULT:
        terms = sorted(set(matching.terms))
        found = _ranked(searcher, narrowed, wanted, matching, request)
        hits = [_hit(searcher.doc(address), terms, score) for score, address in found]
    total, counts = counting.result()
    return Answer(total, hits, counts, matching.expanded)


@cache
def _beside() -> ThreadPoolExecutor:
    """Threads that count while the best are looked for: the index works outside of Python's lock."""
    return ThreadPoolExecutor(os.cpu_count(), "search-counts")


def count_kinds(index: tantivy.Index, request: Request, vocabulary: Vocabulary) -> dict[str, int]:
    """How many of each kind the question finds among what these visibility terms show."""
    if not request.sees:
        return {}
    searcher = index.searcher()
    narrowed = _narrowed(searcher, index.schema, request)
    wanted = _wanted(narrowed, Matching(index.schema, vocabulary), request)
    _, counts = _count(searcher, wanted, (KIND,), 100)
    return dict(counts[KIND])


def _narrowed(searcher: tantivy.Searcher, schema: tantivy.Schema, request: Request) -> list[Clause]:
    """What must hold beside the question: that the reader may see it, and the filters."""
    clauses = visible(searcher, schema, request.sees)
    for name, values in request.filters.items():
        clauses.append((Occur.Must, Query.const_score_query(_filtered(schema, name, values), 0.0)))
    return clauses


def _wanted(narrowed: list[Clause], matching: Matching, request: Request) -> Query:
    """Everything that must hold, without any relevance."""
    asked = [(Occur.Must, _asked(matching, request))] if request.node is not None else []
    clauses = [*narrowed, *asked] or [(Occur.Must, Query.all_query())]
    return Query.const_score_query(Query.boolean_query(clauses), 0.0)


def _asked(matching: Matching, request: Request) -> Query:
    """The tree; and where all of it together is one number written with spaces, that number."""
    assert request.node is not None
    found = matching.of(request.node)
    if _is_spaced_number(request):
        return any_of([matching.number(request.raw, is_prefix=False), found])
    return found


def _is_spaced_number(request: Request) -> bool:
    if not request.raw or not isinstance(request.node, And):
        return False
    plain = all(isinstance(one, Word) and not any(map(is_han, runs(one.text))) for one in request.node.nodes)
    return plain and looks_like_number(request.raw)


def _filtered(schema: tantivy.Schema, name: str, values: Iterable[str]) -> Query:
    if name in {FROM, TO}:
        return any_of([_dated(schema, name, value) for value in values])
    if name == KIND:
        return any_of([Query.term_query(schema, "kind", value, "basic") for value in values])
    if not FACET_NAME.fullmatch(name):
        return Query.empty_query()
    return any_of([_valued(schema, f"facets.{name}", value) for value in values])


def _valued(schema: tantivy.Schema, path: str, value: str) -> Query:
    """One value of a facet; `63*` is every value that begins so."""
    if value.endswith("*"):
        return Query.fuzzy_term_query(schema, path, value.rstrip("*"), 0, True, True)
    return Query.term_query(schema, path, value, "basic")


def _dated(schema: tantivy.Schema, name: str, value: str) -> Query:
    """From or to a year, a month or a day, as 2018, 2018-7 or 2018年7月1日."""
    year, *rest = re.findall(r"\d+", value)[:3] or [""]
    if len(year) == 8 and not rest:
        year, rest = year[:4], [year[4:6], year[6:]]
    if len(year) != 4 or any(len(part) > 2 for part in rest):
        return Query.empty_query()
    digits = year + "".join(part.zfill(2) for part in rest)
    if name == FROM:
        return Query.range_query(schema, "on", FieldType.Integer, int(digits.ljust(8, "0")), 99999999)
    return Query.range_query(schema, "on", FieldType.Integer, 1, int(digits.ljust(8, "9")))


def _count(
    searcher: tantivy.Searcher, wanted: Query, facets: Iterable[str], size: int
) -> tuple[int, dict[str, list[tuple[str, int]]]]:
    names = [name for name in facets if FACET_NAME.fullmatch(name)]
    if not names:
        return int(searcher.search(wanted, limit=1, count=True).count), {}  # type: ignore[attr-defined]
    asked: dict[str, Any] = {"total": {"value_count": {"field": "on"}}}
    for name in names:
        path = KIND if name == KIND else f"facets.{name}"
        asked[f"f_{name}"] = {"terms": {"field": path, "size": size, "segment_size": max(size, SEGMENT_FACTOR)}}
    found = searcher.aggregate(wanted, asked)
    counts = {name: [(str(b["key"]), int(b["doc_count"])) for b in found[f"f_{name}"]["buckets"]] for name in names}
    return int(found["total"]["value"]), counts


def _ranked(
    searcher: tantivy.Searcher, narrowed: list[Clause], wanted: Query, matching: Matching, request: Request
) -> list[Ranked]:
    """The page asked for, in order."""
    limit = min(request.limit, DEEPEST_RESULT - request.offset)
    if request.order is not Order.RELEVANCE or not matching.scoring:
        order = tantivy.Order.Asc if request.order is Order.OLDEST else tantivy.Order.Desc
        found = searcher.search(
            wanted, limit=limit, offset=request.offset, count=False, order_by_field="on", order=order
        )
        return [(0.0, address) for _, address in found.hits]
    scoring = [(Occur.Should, one) for one in matching.scoring]
    first = _telling(narrowed, matching, request)
    if first is None:
        return _best(searcher, [(Occur.Must, wanted), *scoring], limit, request.offset)
    found_first = _best(searcher, first, limit, request.offset)
    missing = limit - len(found_first)
    if not missing:
        return found_first
    before = int(searcher.search(Query.boolean_query(first), limit=1, count=True).count)  # type: ignore[attr-defined]
    others = [(Occur.Must, wanted), (Occur.MustNot, Query.boolean_query(first)), *scoring]
    return found_first + _best(searcher, others, missing, max(0, request.offset - before))


def _telling(narrowed: list[Clause], matching: Matching, request: Request) -> list[Clause] | None:
    """What comes first: records that hold the words of the question as words or in their titles. None where the
    question has no such words."""
    assert request.node is not None
    clauses, rest = matching.telling(request.node)
    if not clauses or _is_spaced_number(request):
        return None
    first = [*narrowed, *((Occur.Must, one) for one in clauses)]
    if rest:
        others = Matching(matching.schema, matching.vocabulary).of(And(tuple(rest)))
        first.append((Occur.Must, Query.const_score_query(others, 0.0)))
    return [*first, *((Occur.Should, one) for one in matching.together)]


def _best(searcher: tantivy.Searcher, clauses: list[Clause], limit: int, offset: int) -> list[Ranked]:
    return list(searcher.search(Query.boolean_query(clauses), limit=limit, offset=offset, count=False).hits)


def _hit(document: tantivy.Document, terms: list[str], score: float) -> Hit:
    kept = unpack(document["kept"][0])
    return Hit(kept, marked(kept.title, terms), snippet(kept.text, terms) if kept.text else "", score)
