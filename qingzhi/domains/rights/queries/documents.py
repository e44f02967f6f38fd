"""Rights as the search index holds them: made in runs, from plain values, without building records one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from qingzhi.engine.imports.queries.republishing import allowed_by, allowed_fields
from qingzhi.engine.search.sources import EVERYBODY, Document

from ..access import words_for
from ..models import Holding, Right, RightClass
from ..rules.numbers import publication_search_forms, search_forms
from ..terms import HoldingRole, RightKind, Scheme

RUN = 5_000
COMMON = (
    "id", "number", "number_shown", "title", "applied_on", "registered_on", "status", "holder_text", "region_code",
    "is_public", "batch_id", "created_batch_id",
)  # fmt: skip


SHOWN = frozenset({"number", "title"})  # what the public must be allowed to see of a right that it may find


@dataclass(frozen=True)
class Shape:
    """Where the words of a kind of right stand: paths from `Right`; "" where the kind has no such thing."""

    type: str = ""
    text: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    agent: str = ""
    people: str = ""

    def paths(self) -> list[str]:
        """Every path, in the order in which a row gives its values."""
        return [path for path in (self.type, self.agent, self.people, *self.numbers, *self.text) if path]


SHAPES = {
    RightKind.PATENT: Shape(
        "patent__type", ("patent__abstract",), ("patent__publication_number", "patent__grant_number"),
        "patent__agency", "patent__inventors",
    ),
    RightKind.TRADEMARK: Shape("trademark__type", ("trademark__goods",), (), "trademark__agency"),
    RightKind.GI: Shape("gi__type", ("gi__category", "gi__area", "gi__announcement")),
    RightKind.WORK: Shape("work__category", (), (), "", "work__author"),
    RightKind.SOFTWARE: Shape("", ("software__version",), ("software__certificate_number",)),
    RightKind.VARIETY: Shape(
        "variety__field", ("variety__genus",), ("variety__application_number",), "", "variety__breeder"
    ),
    RightKind.LAYOUT: Shape("layout__category", ()),
}  # fmt: skip


def rights_documents(kind: str, ids: Iterable[int]) -> Iterator[Document]:
    """The documents of the rights of a kind that exist among these; in runs, four queries a run."""
    waiting = iter(sorted(set(ids)))
    licences = Licences()
    while run := tuple(islice(waiting, RUN)):
        yield from _run(RightKind(kind), run, licences)


class Licences:
    """What the batches behind a right let the public see, remembered over a run."""

    def __init__(self) -> None:
        self._allowed: dict[int, frozenset[str]] = {}
        self._answers: dict[tuple[Any, ...], tuple[bool, bool]] = {}

    def answer(self, texts: frozenset[str], *batches: int | None) -> tuple[bool, bool]:
        """Whether the public may find the right, and whether it may read its texts."""
        key = (texts, *batches)
        found = self._answers.get(key)
        if found is None:
            unknown = {one for one in batches if one is not None and one not in self._allowed}
            if unknown:
                self._allowed |= {one: frozenset[str]() for one in unknown} | allowed_by(unknown)
            fields = allowed_fields(self._allowed, *batches)
            found = (fields is None or fields >= SHOWN, fields is None or texts <= fields)
            self._answers[key] = found
        return found


def right_ids(kind: str) -> Iterator[int]:
    """Every right of a kind, by id."""
    return Right.objects.filter(kind=kind).order_by("id").values_list("id", flat=True).iterator(chunk_size=20_000)


def within(rows: QuerySet[Any], field: str, ids: tuple[int, ...]) -> QuerySet[Any]:
    """The rows whose field is one of these ids: as a range where they follow each other, which is what imports make."""
    if ids[-1] - ids[0] < len(ids) * 2:  # a few strangers cost less than a list of thousands
        return rows.filter(**{f"{field}__gte": ids[0], f"{field}__lte": ids[-1]})
    return rows.filter(**{f"{field}__in": ids})


def _run(kind: RightKind, ids: tuple[int, ...], licences: Licences) -> Iterator[Document]:
    shape = SHAPES[kind]
    asked = set(ids) if len(ids) != ids[-1] - ids[0] + 1 else None
    names, agents = _names(ids)
    classes = _classes(ids)
    words: dict[str, tuple[str, ...]] = {}
    code, has_type, has_agent, has_people = str(kind), bool(shape.type), bool(shape.agent), bool(shape.people)
    forms = publication_search_forms if kind is RightKind.PATENT else _as_written
    spare = len(COMMON) + has_type + has_agent + has_people
    texts = frozenset(path.split("__")[1] for path in shape.text)
    texts_at = spare + len(shape.numbers)
    rows = within(Right.objects.filter(kind=kind), "id", ids).order_by("id").values_list(*COMMON, *shape.paths())
    for row in rows.iterator(chunk_size=RUN):
        (pk, number, shown, title, applied_on, registered_on, status, holder_text, region, is_public, *batches) = row[
            :12
        ]
        if asked is not None and pk not in asked:
            continue
        place = 12
        type_ = agent = people = ""
        if has_type:
            type_, place = row[place] or "", place + 1
        if has_agent:
            agent, place = row[place] or "", place + 1
        if has_people:
            people = row[place] or ""
        own = classes.get(pk, ())
        on = registered_on or applied_on
        fields = {"holder": (holder_text, *names.get(pk, ())), **_class_fields(own)}
        if agent or pk in agents:
            fields["agent"] = tuple(filter(None, (agent, *agents.get(pk, ()))))
        if people:
            fields["people"] = (people,)
        may_find, may_read = licences.answer(texts, *batches)
        text = "\n".join(filter(None, row[texts_at:]))
        if text and not may_read:  # searched but never quoted
            fields["text"], text = (text,), ""
        if is_public and may_find:
            sees: tuple[str, ...] = (EVERYBODY,)
        elif (known := words.get(region)) is not None:
            sees = known
        else:
            sees = words[region] = words_for(region)
        yield Document(
            code,
            pk,
            title,
            text,
            shown,
            (*search_forms(code, number), *(form for other in row[spare:texts_at] if other for form in forms(other))),
            fields,
            _facets(code, type_, status, region, on, own),
            sees,
            on,
        )


def _as_written(number: str) -> tuple[str, ...]:
    return (number,)


def _names(ids: tuple[int, ...]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """The names of holders and of agents by right: as written, as the party is called now, as its family is called."""
    holders: dict[int, set[str]] = defaultdict(set)
    agents: dict[int, set[str]] = defaultdict(set)
    rows = within(Holding.objects.filter(valid_to=None), "right_id", ids).order_by()
    agent = str(HoldingRole.AGENT)
    for pk, role, *names in rows.values_list(
        "right_id", "role", "name_written", "party__name", "party__root__name"
    ).iterator(chunk_size=RUN):
        (agents if role == agent else holders)[pk].update(name for name in names if name)
    return holders, agents


def _classes(ids: tuple[int, ...]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = within(RightClass.objects.all(), "right_id", ids).order_by()
    for pk, scheme, symbol in rows.values_list("right_id", "scheme", "symbol").iterator(chunk_size=RUN):
        found[pk].append((scheme, symbol))
    return found


CLASS_FIELDS = {
    str(Scheme.IPC): "ipc",
    str(Scheme.NICE): "class",
    str(Scheme.LOCARNO): "locarno",
    str(Scheme.GBT4754): "industry",
}


def _class_fields(own: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for scheme, symbol in own:
        name = CLASS_FIELDS[scheme]
        found[name] = (*found.get(name, ()), symbol)
    return found


def section_of(scheme: str, symbol: str) -> str:
    """What the facet counts of a symbol: the section of the IPC, the class of Nice (two digits) and of Locarno."""
    if scheme == Scheme.IPC:
        return symbol[:1]
    if scheme == Scheme.NICE:
        return f"N{symbol.zfill(2)}"
    return f"L{symbol[:2]}" if scheme == Scheme.LOCARNO else ""


def _facets(
    kind: str, type_: str, status: str, region: str, on: date | None, own: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {"kind": (kind,), "status": (status,)}
    if type_:
        found["type"] = (type_,)
    if region:
        found["region"] = (prefecture_of(region),)
    if on is not None:
        found["year"] = (str(on.year),)
    sections = {section for scheme, symbol in own if (section := section_of(scheme, symbol))}
    if sections:
        found["class"] = tuple(sorted(sections))
    return found


def prefecture_of(region_code: str) -> str:
    """The division at prefecture level (GB/T 2260) in which a region lies; a province is itself."""
    return f"{region_code[:4]}00"
