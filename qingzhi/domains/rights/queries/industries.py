"""Rights and parties by the plan's industries: which, how many, and why."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qingzhi.base import clock
from qingzhi.domains.parties.queries.by_industry import parties_with_codes

from ..models import (
    Concordance,
    ConcordanceRow,
    Industry,
    IndustryGroup,
    IndustryProgress,
    Right,
    RightClass,
    RightIndustry,
)
from ..rules.industries import PRODUCT, Entry, Table
from ..terms import Evidence, RightKind, Scheme
from .industry_codes import class_titles

NAMED_BY_PRODUCT = (str(RightKind.GI), str(RightKind.VARIETY))


@dataclass(frozen=True)
class Reason:
    """Why a right belongs to an industry."""

    industry: Industry
    evidence: str
    symbol: str
    prefix: str
    title: str


def table_in_force(on: date | None = None) -> Concordance | None:
    """The concordance that counts on a day: the latest that has begun and not ended."""
    on = on or clock.today()
    lasting = Q(valid_to=None) | Q(valid_to__gt=on)
    return Concordance.objects.filter(lasting, valid_from__lte=on).order_by("-valid_from", "-pk").first()


def entries_of(table: Concordance | None) -> list[Entry]:
    """The rows of a table as the rules take them; industries by their id, retired ones left out."""
    rows = (
        ConcordanceRow.objects.filter(table=table, industry__retired_on=None)
        if table
        else ConcordanceRow.objects.none()
    )
    values = rows.order_by("pk").values_list("scheme", "prefix", "industry_id", "industry__group_id")
    return [Entry(scheme, prefix, str(industry), str(group)) for scheme, prefix, industry, group in values]


def digest_of(table: Concordance | None, entries: list[Entry]) -> str:
    """What rights were classified by; changes with the table in force and each of its rows."""
    return hashlib.sha256(repr((table.pk if table else None, entries)).encode()).hexdigest()


def evidence_of(first: int, last: int) -> Iterator[tuple[int, str, str, str]]:
    """What the rights of a range are classified by, as (right, kind, scheme, symbol)."""
    schemes = [str(one) for one in (Scheme.IPC, Scheme.NICE, Scheme.GBT4754)]
    rows = RightClass.objects.filter(right_id__gte=first, right_id__lte=last, scheme__in=schemes)
    yield from rows.values_list("right_id", "right__kind", "scheme", "symbol").iterator(chunk_size=5000)
    named = Right.objects.filter(Q(kind__in=NAMED_BY_PRODUCT) | Q(trademark__is_gi=True), pk__gte=first, pk__lte=last)
    for right_id, kind, title, genus in named.values_list("pk", "kind", "title", "variety__genus"):
        yield right_id, kind, PRODUCT, f"{title} {genus or ''}".strip()


def rights_in_industry(code: str) -> QuerySet[Right]:
    """The rights of an industry of the plan; none for a code that is not known."""
    return narrow_to_industry(Right.objects.all(), code)


def narrow_to_industry(rights: QuerySet[Right], code: str) -> QuerySet[Right]:
    """Those of these rights that belong to an industry, for the lists (`?industry=`)."""
    industry = Industry.objects.filter(code=code).first()
    if industry is None:
        return rights.none()
    return rights.filter(pk__in=RightIndustry.objects.filter(industry=industry).values("right_id"))


def industry_options() -> list[tuple[str, str]]:
    """Every industry in force as (code, list and name), for filters."""
    rows = Industry.objects.filter(retired_on=None).select_related("group")
    return [(one.code, f"{one.group.title}：{one.name}") for one in rows]


def industry_counts() -> dict[int, dict[str, int]]:
    """How many rights of each kind each industry has, in one pass over one index."""
    rows = RightIndustry.objects.order_by().values("industry_id", "kind").annotate(count=Count("pk"))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["industry_id"]][row["kind"]] = row["count"]
    return found


def party_counts(concordance: Concordance | None) -> dict[int, int]:
    """How many parties each industry has by their GB/T 4754 codes."""
    entries = entries_of(concordance)
    table = Table(entry for entry in entries if entry.scheme == Evidence.GBT4754)
    holders: dict[int, set[int]] = defaultdict(set)
    for party_id, code in parties_with_codes():
        for match in table.matches(str(Evidence.GBT4754), code):
            holders[int(match.industry)].add(party_id)
    return {industry: len(found) for industry, found in holders.items()}


def parties_in_industry(industry: Industry) -> list[int]:
    """The ids of the parties of an industry, by the codes that lead to it."""
    table = Table(entry for entry in entries_of(table_in_force()) if entry.scheme == Evidence.GBT4754)
    wanted = str(industry.pk)
    return sorted(
        {
            party_id
            for party_id, code in parties_with_codes()
            if any(match.industry == wanted for match in table.matches(str(Evidence.GBT4754), code))
        }
    )


def groups_with_industries() -> list[IndustryGroup]:
    """The lists of the plan with their industries, in the plan's order."""
    return list(IndustryGroup.objects.filter(retired_on=None).prefetch_related("industries"))


def why_in_industries(right: Right) -> list[Reason]:
    """Why a right belongs to its industries, by the table in force now."""
    table = Table(entries_of(table_in_force()))
    known = {str(one.pk): one for one in Industry.objects.select_related("group")}
    found = {
        (match.industry, scheme, symbol, match.prefix)
        for _, _, scheme, symbol in evidence_of(right.pk, right.pk)
        for match in table.matches(scheme, symbol)
    }
    rows = sorted(found, key=lambda one: (known[one[0]].group.position, known[one[0]].position, one[1:]))
    return [
        Reason(known[industry], Evidence(scheme).label, symbol, prefix, _titles(scheme, prefix))
        for industry, scheme, symbol, prefix in rows
    ]


def _titles(scheme: str, prefix: str) -> str:
    found = class_titles(scheme, [prefix]).get(prefix) if scheme != PRODUCT else None
    return found.title if found else ""


def progress() -> IndustryProgress | None:
    """How far the classification has come."""
    return IndustryProgress.objects.select_related("table").first()
