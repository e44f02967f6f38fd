"""Parties as the search index and the lake hold them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from qingzhi.base import clock
from qingzhi.base.regions.models import Region
from qingzhi.engine.search.sources import EVERYBODY, Document

from ..access import roots, words_for
from ..models import Party, PartyFlagSpan, PartyIdentifier, PartyName
from ..terms import EnterpriseSize, PartyFlag, PartyKind
from .families import parties_by_root
from .history import holds_on

RUN = 2_000
FACETS = {"type": "类型", "region": "地区", "size": "规模", "flag": "资质"}
_FIELDS = ("pk", "kind", "name", "credit_code", "size", "region__code", "place", "address", "founded_on", "root_id")


def party_documents(ids: Iterable[int]) -> Iterator[Document]:
    """The documents of the parties that exist among these; a merged record has none, its root bears its names."""
    waiting = iter(sorted(set(ids)))
    while run := list(islice(waiting, RUN)):
        yield from _run(run)


def party_ids() -> Iterator[int]:
    """Every record that stands for a holder, by id."""
    return roots(Party.objects.all()).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=20_000)


def party_count() -> int:
    """How many holders there are."""
    return roots(Party.objects.all()).count()


def facet_labels(facet: str, values: Sequence[str]) -> dict[str, str]:
    """The values of a facet in words, with one question for all of them."""
    if facet == "region":
        return dict(Region.objects.filter(code__in=values).values_list("code", "name"))
    terms = {"type": PartyKind, "size": EnterpriseSize, "flag": PartyFlag}.get(facet)
    return {value: terms(value).label for value in values if value in list(terms)} if terms is not None else {}


def _run(ids: Sequence[int]) -> Iterator[Document]:
    families = parties_by_root(ids)
    owner = {pk: root for root, members in families.items() for pk in members}
    names, numbers, flags = _names(owner), _numbers(owner), _flags(owner)
    rows = Party.objects.filter(pk__in=ids, merged_into=None).order_by("pk").values_list(*_FIELDS)
    for pk, kind, name, code, size, region, place, address, founded, _ in rows:
        person = kind == PartyKind.INDIVIDUAL
        yield Document(
            "party",
            pk,
            name,
            " ".join([*(one for one in names[pk] if one != name), place, "" if person else address]).strip(),
            number=code,
            numbers=tuple(sorted({code, *numbers[pk]} - {""})),
            fields={"holder": tuple(dict.fromkeys((name, *names[pk])))},
            facets=_facets(kind, size, region, sorted(flags[pk])),
            sees=words_for(region or "") if person else (EVERYBODY,),
            on=founded,
        )


def _facets(kind: str, size: str, region: str | None, flags: list[str]) -> dict[str, tuple[str, ...]]:
    found = {"type": (kind,), "size": (size,) if size else (), "flag": tuple(flags)}
    found["region"] = tuple(dict.fromkeys((f"{region[:4]}00", region))) if region else ()
    return {facet: values for facet, values in found.items() if values}


def _names(owner: dict[int, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for party, name in PartyName.objects.filter(party_id__in=owner).order_by("id").values_list("party_id", "name"):
        found[owner[party]].append(name)
    return found


def _numbers(owner: dict[int, int]) -> dict[int, set[str]]:
    """Numbers in the clear; personal ones are sealed and never indexed."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = PartyIdentifier.objects.filter(party_id__in=owner).exclude(value="").values_list("party_id", "value")
    for party, value in rows:
        found[owner[party]].add(value)
    return found


def _flags(owner: dict[int, int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = PartyFlagSpan.objects.filter(holds_on(clock.today()), party_id__in=owner).values_list("party_id", "flag")
    for party, flag in rows:
        found[owner[party]].add(flag)
    return found
