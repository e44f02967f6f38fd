"""The search: one function for pages, commands and the API."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from qingzhi.base.permits import Actor

from ..index.folder import IndexUnavailable, forget, reader, request_rebuild
from ..index.schema import seen_by
from ..index.searching import KIND, Answer, Hit, ask, count_kinds
from ..rules.asking import DEEPEST_RESULT, FACET_SIZE, Order, Request, Vocabulary
from ..rules.folding import fold
from ..rules.query import parse
from ..rules.text import pieces
from ..sources import EVERYBODY, Source, all_sources, labels_of
from .found import Facet, FacetValue, Found, Result
from .place import search_root
from .standing import standing
from .vocabulary import field_names, vocabulary

log = logging.getLogger(__name__)
MOST_RESULTS = 1000  # in one answer
UNREADABLE = "检索索引无法读取，系统正在自动重建，请稍后再试"


def search(
    actor: Actor,
    query: str = "",
    kinds: Sequence[str] = (),
    filters: Mapping[str, Iterable[str]] | None = None,
    facets: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
    order: str = Order.RELEVANCE,
    *,
    facet_size: int = FACET_SIZE,
    all_kinds_counted: bool = False,
) -> Found:
    """Find records of the kinds (all that the actor may search, if none is named).

    `filters` narrows by facet: several values of one facet are alternatives, a value with `*` at its end is a beginning;
    `from` and `to` narrow by date. `facets` are counted over the results (`kind` is one too; with `all_kinds_counted` it
    is counted as if no kind were chosen). Never raises: what cannot be searched is told in `problem` or `notes`.
    """
    started = perf_counter()
    sources = sources_for(actor)
    chosen = [one for one in sources if not kinds or one.kind in kinds]
    parsed = parse(query, field_names())
    request = Request(
        node=parsed.node,
        sees=_sees(actor, chosen),
        filters={name: tuple(values) for name, values in (filters or {}).items() if values},
        facets=tuple(dict.fromkeys(facets)),
        facet_size=facet_size,
        limit=min(max(limit, 0), MOST_RESULTS),
        offset=min(max(offset, 0), DEEPEST_RESULT),
        order=order if isinstance(order, Order) else _order(order),
        raw=query,
    )
    everywhere = replace(request, sees=_sees(actor, sources)) if all_kinds_counted else None
    answer, by_kind, problem = _asked(request, everywhere, vocabulary())
    found = Found(
        query=query,
        total=answer.total,
        results=[_result(actor, hit) for hit in answer.hits],
        facets=_facets(answer, chosen, sources, request, by_kind),
        standing=standing(),
        notes=parsed.notes,
        expanded=dict(answer.expanded),
        problem=problem,
        order=request.order,
    )
    return replace(found, took_ms=(perf_counter() - started) * 1000)


def warm_up() -> None:
    """Load the dictionary and open the index, so that the first search of a process is as quick as the others."""
    try:
        pieces(fold("知识产权"))
        reader(search_root())
    except IndexUnavailable:
        request_rebuild(search_root())


def sources_for(actor: Actor) -> list[Source]:
    """What the actor may search at all: the public only what has a public page."""
    found = all_sources()
    return found if actor.is_signed_in or actor.is_system else [one for one in found if one.public_url]


def _sees(actor: Actor, sources: Iterable[Source]) -> tuple[str, ...]:
    """The visibility terms of an actor: what everybody may read, and the words that the actor holds."""
    return tuple(seen_by(one.kind, word) for one in sources for word in sorted({EVERYBODY, *one.words(actor)}))


def _order(text: str) -> Order:
    try:
        return Order(text)
    except ValueError:
        return Order.RELEVANCE


def _asked(
    request: Request, everywhere: Request | None, words: Vocabulary
) -> tuple[Answer, dict[str, int] | None, str]:
    """The index's answer, or why there is none; an index that cannot be read is asked to be built anew."""
    root = search_root()
    try:
        index = reader(root)
        return ask(index, request, words), count_kinds(index, everywhere, words) if everywhere else None, ""
    except IndexUnavailable as unavailable:
        request_rebuild(root)
        return Answer(0, []), None, unavailable.reason
    except BaseException as error:  # a damaged file may end in a panic of the library, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        log.exception("the index could not answer")
        forget(root)
        request_rebuild(root)
        return Answer(0, []), None, UNREADABLE


def _result(actor: Actor, hit: Hit) -> Result:
    kept = hit.kept
    source = next(one for one in all_sources() if one.kind == kept.kind)
    address = source.url if actor.is_signed_in or actor.is_system else source.public_url or source.url
    return Result(
        kept.kind, source.title, kept.id, kept.number, kept.title, hit.title_html, hit.snippet_html, address(kept.id),
        kept.on, hit.score,
    )  # fmt: skip


def _facets(
    answer: Answer, chosen: list[Source], sources: list[Source], request: Request, by_kind: dict[str, int] | None
) -> list[Facet]:
    found = [_facet(key, answer.counts.get(key, []), chosen, request.filters) for key in request.facets if key != KIND]
    if KIND in request.facets:
        counts = by_kind if by_kind is not None else dict(answer.counts.get(KIND, []))
        kinds = {one.kind for one in chosen} if len(chosen) < len(sources) else set()
        values = [
            FacetValue(one.kind, one.title, counts[one.kind], one.kind in kinds)
            for one in sources
            if one.kind in counts
        ]
        found.insert(0, Facet(KIND, "类型", values))
    return found


def _facet(
    key: str, counts: list[tuple[str, int]], chosen: list[Source], filters: Mapping[str, tuple[str, ...]]
) -> Facet:
    having = [one for one in chosen if key in one.facet_titles]
    labels = _labels(having, key, [value for value, _ in counts])
    values = [
        FacetValue(value, labels.get(value, value), count, value in filters.get(key, ())) for value, count in counts
    ]
    return Facet(key, having[0].facet_titles[key] if having else key, values)


def _labels(having: list[Source], key: str, values: list[str]) -> dict[str, str]:
    """Values in words: each by the first source that has words for it."""
    found: dict[str, str] = {}
    for source in having:
        wordless = [value for value in values if value not in found]
        if wordless:
            found |= labels_of(source, key, wordless)
    return found
