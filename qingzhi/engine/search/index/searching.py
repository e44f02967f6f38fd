"""Asking an open index: how many, which, and the counts of the facets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from ..rules.asking import DEEPEST_RESULT, Order, Request, Vocabulary
from ..rules.highlight import marked, snippet
from ..rules.numbers import looks_like_number
from ..rules.query import And, Node, Word
from ..rules.text import is_han, runs
from .matching import Matching, any_of
from .stored import Kept, unpack

KIND = "kind"  # a facet that every document has
FROM, TO = "from", "to"  # filters by date, as 2018-07-01, 2018-07 or 2018
FACET_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
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
    wanted = _filter(schema, matching, request)
    total, counts = _count(searcher, wanted, request.facets, request.facet_size)
    hits: list[Hit] = []
    if total > request.offset and request.limit and request.offset < DEEPEST_RESULT:
        hits = _hits(searcher, wanted, matching, request)
    return Answer(total, hits, counts, matching.expanded)


def count_kinds(index: tantivy.Index, request: Request, vocabulary: Vocabulary) -> dict[str, int]:
    """How many of each kind the question finds among what these visibility terms show."""
    if not request.sees:
        return {}
    wanted = _filter(index.schema, Matching(index.schema, vocabulary), request)
    _, counts = _count(index.searcher(), wanted, (KIND,), 100)
    return dict(counts[KIND])


def _filter(schema: tantivy.Schema, matching: Matching, request: Request) -> Query:
    """Everything that must hold, without any relevance."""
    clauses = [(Occur.Must, Query.term_set_query(schema, "sees", list(request.sees)))]
    if len(request.sees) == 1:
        clauses = [(Occur.Must, Query.term_query(schema, "sees", request.sees[0], "basic"))]
    for name, values in request.filters.items():
        clauses.append((Occur.Must, _filtered(schema, name, values)))
    if request.node is not None:
        clauses.append((Occur.Must, _asked(matching, request)))
    return Query.const_score_query(Query.boolean_query(clauses), 0.0)


def _asked(matching: Matching, request: Request) -> Query:
    """The tree; and where all of it together is one number written with spaces, that number."""
    assert request.node is not None
    found = matching.of(request.node)
    if request.raw and isinstance(request.node, And) and _is_spaced_number(request.node, request.raw):
        return any_of([matching.number(request.raw, is_prefix=False), found])
    return found


def _is_spaced_number(node: And, raw: str) -> bool:
    parts: list[Node] = list(node.nodes)
    plain = all(isinstance(one, Word) and not any(map(is_han, runs(one.text))) for one in parts)
    return plain and looks_like_number(raw)


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


def _hits(searcher: tantivy.Searcher, wanted: Query, matching: Matching, request: Request) -> list[Hit]:
    ordered: dict[str, Any] = {}
    query = wanted
    by_relevance = request.order is Order.RELEVANCE and bool(matching.scoring)
    if by_relevance:
        query = Query.boolean_query([(Occur.Must, wanted), *((Occur.Should, one) for one in matching.scoring)])
    else:
        order = tantivy.Order.Asc if request.order is Order.OLDEST else tantivy.Order.Desc
        ordered = {"order_by_field": "on", "order": order}
    limit = min(request.limit, DEEPEST_RESULT - request.offset)
    found = searcher.search(query, limit=limit, offset=request.offset, count=False, **ordered)
    terms = sorted(set(matching.terms))
    return [_hit(searcher.doc(address), terms, float(score) if by_relevance else 0.0) for score, address in found.hits]


def _hit(document: tantivy.Document, terms: list[str], score: float) -> Hit:
    kept = unpack(document["kept"][0])
    return Hit(kept, marked(kept.title, terms), snippet(kept.text, terms) if kept.text else "", score)
