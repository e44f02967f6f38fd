"""A party as it was on a day, and what its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from qingzhi.base.regions.models import Region

from ..models import (
    Merge,
    NameQuestion,
    Party,
    PartyContact,
    PartyFigure,
    PartyFlagSpan,
    PartyIdentifier,
    PartyIndustry,
    PartyLink,
    PartyName,
    PartyRegion,
)
from ..rules.industries import SECTION_TITLES, section_of
from ..terms import IdentifierScheme, NameKind, QuestionState
from .links import industry_title

_PARTS: dict[str, type[PartyFigure] | type[PartyContact]] = {
    "has_figures": PartyFigure,
    "has_contacts": PartyContact,
}


def holds_on(on: date) -> Q:
    """The spans that hold on a day: the end is exclusive, a missing edge is open."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def name_on(party: Party, on: date) -> str:
    """What the party was called on a day: the name that ended next after it, else the present one."""
    rows = party.names.filter(holds_on(on), kind__in=(NameKind.OFFICIAL, NameKind.FORMER))
    ended = [row for row in rows if row.valid_to]
    if ended:
        return min(ended, key=lambda row: row.valid_to or date.max).name
    return party.name


def region_on(party: Party, on: date) -> Region | None:
    """Where the party sat on a day; None outside the province (or unknown)."""
    row = party.regions.filter(holds_on(on)).select_related("region").order_by("id").last()
    if row:
        return row.region
    return None if party.regions.exists() and party.region is None else party.region


def flags_on(party: Party, on: date) -> QuerySet[PartyFlagSpan]:
    """The recognitions that hold on a day."""
    return party.flags.filter(holds_on(on))


def with_parts(rows: QuerySet[Party]) -> QuerySet[Party]:
    """Parties with what hangs on each, yes or no (`has_flags` …), so that a page asks only for what there is."""
    own: dict[str, Any] = {name: Exists(model.objects.filter(party=OuterRef("pk"))) for name, model in _PARTS.items()}
    spans: Any = Exists(PartyFlagSpan.objects.filter(party=OuterRef("pk")))
    spans |= Exists(PartyIndustry.objects.filter(party=OuterRef("pk")))
    own["has_spans"] = spans | Exists(PartyRegion.objects.filter(party=OuterRef("pk")))
    told = PartyIdentifier.objects.filter(party=OuterRef("pk")).exclude(scheme=IdentifierScheme.CREDIT_CODE)
    own["has_numbers"] = Exists(told)
    pk = OuterRef("pk")
    own["has_links"] = Exists(PartyLink.objects.filter(Q(party=pk) | Q(other=pk)))
    own["has_merges"] = Exists(Merge.objects.filter(Q(party=pk) | Q(into=pk)))
    own["has_questions"] = Exists(NameQuestion.objects.filter(Q(party=pk) | Q(candidate=pk), state=QuestionState.OPEN))
    family = Party.objects.filter(root=OuterRef("root")).exclude(pk=OuterRef("root"))
    return rows.annotate(**own, has_family=Exists(family))


@dataclass(frozen=True)
class Span:
    """Something that holds of a party for a time: a recognition, an industry, a place."""

    what: str
    id: int
    text: str
    note: str
    valid_from: date | None
    valid_to: date | None


def spans_of(party: Party) -> dict[str, list[Span]]:
    """Recognitions (`flag`), industries (`industry`; the note of the main one is `main`) and places (`region`), the latest
    first; one query."""
    main = Case(When(is_main=True, then=Value("main")), default=Value(""))
    dates = ("valid_from", "valid_to")
    parts = (
        party.flags.order_by().values_list(_word("flag"), "id", "flag", "basis", *dates),
        party.industries.order_by().values_list(_word("industry"), "id", "code", main, *dates),
        party.regions.order_by().values_list(_word("region"), "id", "region__name", _word(""), *dates),
    )
    found: dict[str, list[Span]] = {"flag": [], "industry": [], "region": []}
    rows = [Span(*row) for row in parts[0].union(*parts[1:], all=True)]
    for one in sorted(
        rows, key=lambda row: (row.valid_to is not None, -(row.valid_from or date.min).toordinal(), -row.id)
    ):
        found[one.what].append(one)
    return found


def _word(text: str) -> Value:
    return Value(text, output_field=CharField())


def names_of(party_ids: Sequence[int]) -> list[PartyName]:
    """All names of the records of one holder: the present one first, then other spellings, then former ones."""
    order = {kind: place for place, kind in enumerate(("official", "tibetan", "latin", "alias", "former"))}
    rows = PartyName.objects.filter(party_id__in=party_ids).select_related("party")
    return sorted(rows, key=lambda row: (order.get(row.kind, 9), row.valid_to is not None, row.pk))


def dealings_of(found: Party, party_ids: Sequence[int]) -> tuple[list[PartyLink], list[Merge], list[NameQuestion]]:
    """Links, merges and open questions of the records of one holder; of a lone record only what `with_parts` saw."""
    several = len(party_ids) > 1

    def asked(name: str) -> bool:
        return several or bool(getattr(found, name))

    return (
        links_of(party_ids) if asked("has_links") else [],
        merges_of(party_ids) if asked("has_merges") else [],
        questions_of(party_ids) if asked("has_questions") else [],
    )


def links_of(party_ids: Sequence[int]) -> list[PartyLink]:
    """Links from and to the records of one holder."""
    rows = PartyLink.objects.filter(Q(party_id__in=party_ids) | Q(other_id__in=party_ids))
    return list(rows.select_related("party", "other").order_by("-valid_from", "id")[:100])


def merges_of(party_ids: Sequence[int]) -> list[Merge]:
    """Merges of these records, the latest first, those that were undone among them."""
    rows = Merge.objects.filter(Q(party_id__in=party_ids) | Q(into_id__in=party_ids))
    return list(rows.select_related("party", "into")[:100])


def questions_of(party_ids: Sequence[int]) -> list[NameQuestion]:
    """Open questions about these records."""
    rows = NameQuestion.objects.filter(Q(party_id__in=party_ids) | Q(candidate_id__in=party_ids))
    return list(rows.filter(state=QuestionState.OPEN).select_related("party", "candidate")[:20])


def industry_words(code: str) -> str:
    """An industry with the name of its section, and its own where it is known."""
    section = section_of(code)
    return " · ".join(part for part in (SECTION_TITLES.get(section, ""), industry_title(code)) if part)
