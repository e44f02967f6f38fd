"""The registry of search sources: an app says how its records become documents, who may see them, where they open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from qingzhi.base.permits import Actor

EVERYBODY = "public"  # the visibility word of what the public may read


class UnknownSource(LookupError):
    """A search in something that nobody registered."""


@dataclass(frozen=True)
class Document:
    """One record as the index holds it.

    `title` and `text` are searched as words, `numbers` in every written form that `rules.numbers` folds, `fields` by
    prefix (`holder:`, `ipc:`), `facets` are counted and filtered by (code, one or several values each), `sees` are the
    visibility words of which a reader needs one, `on` orders what is equally relevant.
    """

    kind: str
    id: int
    title: str
    text: str = ""
    number: str = ""
    numbers: tuple[str, ...] = ()
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sees: tuple[str, ...] = (EVERYBODY,)
    on: date | None = None


@dataclass(frozen=True)
class Source:
    """What can be found: `documents(ids)` yields those that exist of these records, `all_ids()` walks every record in
    ascending order, `words(actor)` are the visibility words that a reader holds, `url(id)` where a record opens, `public_url`
    where it opens for the public, `facet_titles` what the facets are called, `label(facet, value)` a value in words.

    `labels(facet, values)` may put many values into words at once, where one by one would ask the database each time.
    `field_names` are the names by which a field of the documents may be asked, in Chinese too ({"holder": ("权利人",)}),
    `number_prefixes` letters that a written number may have or lack (ZL). `all_ids` must go in ascending order."""

    kind: str
    title: str
    documents: Callable[[Iterable[int]], Iterator[Document]]
    all_ids: Callable[[], Iterator[int]]
    words: Callable[[Actor], frozenset[str]]
    url: Callable[[int], str]
    public_url: Callable[[int], str] | None = None
    facet_titles: dict[str, str] = field(default_factory=dict)
    label: Callable[[str, str], str] = lambda facet, value: value
    count: Callable[[], int] = lambda: 0
    labels: Callable[[str, Sequence[str]], dict[str, str]] | None = None
    field_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    number_prefixes: tuple[str, ...] = ()


RESERVED = frozenset({"kind", "from", "to"})  # facets that the search itself has: the source, and the date


def labels_of(source: Source, facet: str, values: Sequence[str]) -> dict[str, str]:
    """These values of a facet in the source's words; those that it has no words for are left out."""
    said = source.labels(facet, values) if source.labels else {one: source.label(facet, one) for one in values}
    return {value: label for value, label in said.items() if label != value}


_sources: dict[str, Source] = {}


def search_source(source: Source) -> Source:
    """Register a source at start-up; the same kind twice raises."""
    if _sources.setdefault(source.kind, source) is not source:
        raise ValueError(f"search source {source.kind} is registered twice")
    return source


def source_of(kind: str) -> Source:
    """The registered source; raises `UnknownSource`."""
    try:
        return _sources[kind]
    except KeyError:
        raise UnknownSource(f"nothing to search is called {kind!r}") from None


def all_sources() -> list[Source]:
    """Every source, by kind."""
    return [_sources[kind] for kind in sorted(_sources)]
