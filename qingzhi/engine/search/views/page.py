"""A search page as the template draws it: what was asked, and the addresses that change it a little."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ..models import SavedSearch
from ..queries import Found
from ..queries.found import Facet, FacetValue
from ..rules.asking import DEEPEST_RESULT, Order
from ..rules.lexing import LONGEST
from ..sources import RESERVED, Source, labels_of, source_of

PAGE_SIZE = 20
FACETS = 6  # beside the results
SHOWN_VALUES = 8
ORDERS = {Order.RELEVANCE: "相关程度", Order.NEWEST: "日期从新到旧", Order.OLDEST: "日期从旧到新"}
FILTER = "f."  # names of filters in the address: f.status=valid
DATES = {"from": "日期自", "to": "日期至"}


@dataclass
class Asked:
    """What the address asks for; what makes no sense in it is left out."""

    query: str = ""
    kind: str = ""
    order: Order = Order.RELEVANCE
    page: int = 1
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, given: QueryDict, sources: list[Source]) -> "Asked":
        kinds = {one.kind for one in sources}
        kind = given.get("kind", "")
        filters = {name.removeprefix(FILTER): _values(given, name) for name in given if name.startswith(FILTER)}
        filters |= {name: _values(given, name) for name in DATES if given.get(name, "").strip()}
        order, page = given.get("order", ""), given.get("page", "")
        return cls(
            query=given.get("q", "").replace("\x00", "").strip()[: LONGEST + 1],
            kind=kind if kind in kinds else "",
            order=Order(order) if order in set(Order) else Order.RELEVANCE,
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
            filters={name: values for name, values in filters.items() if values and name},
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked."""
        return not (self.query or self.kind or self.filters)

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    def pairs(self, **changed: object) -> list[tuple[str, str]]:
        """Names and values of the address, some changed (None takes one out); a change leads to the first page."""
        kept: dict[str, object] = {"q": self.query, "kind": self.kind, "order": self.order.value, "page": ""}
        kept |= changed
        if kept["order"] == Order.RELEVANCE:
            kept["order"] = ""
        filters = changed.get("filters", self.filters)
        kept.pop("filters", None)
        found = [(name, str(value)) for name, value in kept.items() if value not in {"", None}]
        assert isinstance(filters, dict)
        names = {name: name if name in DATES else FILTER + name for name in filters}
        return found + [(names[name], value) for name, values in filters.items() for value in values]

    def url(self, **changed: object) -> str:
        """The address of this search, a little changed."""
        pairs = self.pairs(**changed)
        return f"{reverse('search:search')}{'?' if pairs else ''}{urlencode(pairs)}"

    def without(self, name: str, value: str) -> str:
        """The address without one filter."""
        rest = tuple(one for one in self.filters.get(name, ()) if one != value)
        filters = {key: values for key, values in {**self.filters, name: rest}.items() if values}
        return self.url(filters=filters)

    def narrowed(self, name: str, value: str) -> str:
        """The address with one value of a facet."""
        return self.url(filters={**self.filters, name: (*self.filters.get(name, ()), value)})


def _values(given: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip()[:100] for value in given.getlist(name) if value.strip()))


def facets_of(sources: list[Source]) -> list[str]:
    """What results are told apart by: for one kind all that it has, for several what they have in common."""
    keys = [key for key in dict.fromkeys(key for one in sources for key in one.facet_titles) if key not in RESERVED]
    if len(sources) > 1:
        keys = [key for key in keys if sum(key in one.facet_titles for one in sources) > 1]
    return keys[:FACETS]


@dataclass(frozen=True)
class Link:
    """One link of the page: a tab, a facet's value, an order, a page number."""

    label: str
    url: str
    count: int | None = None
    is_current: bool = False


def tabs(asked: Asked, found: Found) -> list[Link]:
    """The kinds with what the question finds of each."""
    kinds = next((one.values for one in found.facets if one.key == "kind"), [])
    if asked.kind and asked.kind not in {one.value for one in kinds}:
        kinds = [*kinds, FacetValue(asked.kind, source_of(asked.kind).title, 0, True)]
    links = [
        Link(one.label, asked.url(kind=one.value, filters=_dates(asked)), one.count, one.value == asked.kind)
        for one in kinds
    ]
    everything = Link(
        "全部", asked.url(kind="", filters=_dates(asked)), sum(one.count for one in kinds), not asked.kind
    )
    return [everything, *links]


def _dates(asked: Asked) -> dict[str, tuple[str, ...]]:
    """What stays when the kind changes: facets are its own."""
    return {name: values for name, values in asked.filters.items() if name in DATES}


def facet_columns(asked: Asked, found: Found) -> list[tuple[str, list[Link], list[Link]]]:
    """Each facet with its first values and the others; a chosen value leads back."""
    columns = []
    for facet in found.facets:
        if facet.key == "kind" or not facet.values:
            continue
        links = [_value_link(asked, facet, one) for one in facet.values]
        columns.append((facet.title, links[:SHOWN_VALUES], links[SHOWN_VALUES:]))
    return columns


def _value_link(asked: Asked, facet: Facet, value: FacetValue) -> Link:
    url = asked.without(facet.key, value.value) if value.is_chosen else asked.narrowed(facet.key, value.value)
    return Link(value.label, url, value.count, value.is_chosen)


def chips(asked: Asked, sources: list[Source]) -> list[tuple[str, str]]:
    """What the search is narrowed to, in words, each with the address without it."""
    return [
        (_chip(name, value, sources), asked.without(name, value))
        for name, values in asked.filters.items()
        for value in values
    ]


def _chip(name: str, value: str, sources: list[Source]) -> str:
    if name in DATES:
        return f"{DATES[name]} {value}"
    having = [one for one in sources if name in one.facet_titles]
    label = next((said for one in having if (said := labels_of(one, name, [value]).get(value))), value)
    return f"{having[0].facet_titles[name] if having else name}：{label}"


def orders(asked: Asked) -> list[Link]:
    return [Link(label, asked.url(order=order.value), None, order is asked.order) for order, label in ORDERS.items()]


def pages(asked: Asked, total: int) -> tuple[str, list[Link], str]:
    """The previous page, the numbered ones about this one, the next one."""
    last = max(1, -(-min(total, DEEPEST_RESULT) // PAGE_SIZE))
    here = min(asked.page, last)
    numbers = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    links: list[Link] = []
    before = 0
    for number in numbers:
        if number > before + 1:
            links.append(Link("…", ""))
        links.append(Link(str(number), asked.url(page=number if number > 1 else ""), None, number == here))
        before = number
    previous = asked.url(page=here - 1 if here > 2 else "") if here > 1 else ""
    return previous, links if last > 1 else [], asked.url(page=here + 1) if here < last else ""


def saved_url(saved: SavedSearch) -> str:
    """Where a kept search opens."""
    pairs = [("q", saved.query), *((name, value) for name, values in saved.filters.items() for value in values)]
    return f"{reverse('search:search')}?{urlencode([pair for pair in pairs if pair[1]])}"
