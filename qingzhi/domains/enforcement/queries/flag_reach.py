"""Which open cases a change may flag: those that name a right, lie in a county, are about a party."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from qingzhi.engine.procedures.models import Case

from ..models import AdjudicationCase, CaseFlag, Complaint, ListedRight, PenaltyCase, PovertyCounty
from ..terms.flags import FlagKind
from .flagging import SHORTEST

LOOKED_BACK = timedelta(days=7)  # the duty runs every day; a week bridges a stop


def cases_about_right(right_id: int, number: str, title: str) -> list[int]:
    """The open cases that name a right by the register, by number or in their text."""
    named = Q(facts__contains=title) if len(title) >= SHORTEST else Q(pk__in=[])
    asked = (
        (PenaltyCase, Q(right=right_id) | Q(right_number__contains=number) | named),
        (AdjudicationCase, Q(right=right_id) | Q(patent_number__contains=number) | named),
        (Complaint, Q(right=right_id) | Q(right_number__contains=number) | named),
    )
    found: set[int] = set()
    for model, about in asked:
        found.update(model._default_manager.filter(about, case__closed_at=None).values_list("case_id", flat=True))
    return sorted(found)


def cases_of_entry(entry_id: int) -> list[int]:
    """The open cases that an entry of the list flags, or may flag."""
    entry = ListedRight.objects.select_related("right").get(pk=entry_id)
    flagged = set(entry.flags.filter(ended_at=None, case__closed_at=None).values_list("case_id", flat=True))
    return sorted(flagged | set(cases_about_right(entry.right_id, entry.right.number, entry.right.title)))


def entries_of_right(right_id: int) -> list[int]:
    return list(ListedRight.objects.filter(right=right_id).values_list("pk", flat=True))


def cases_in_county(code: str) -> list[int]:
    """The open cases that a county may flag."""
    row = PovertyCounty.objects.filter(region__code=code).select_related("region").first()
    short = row.region.short_name if row else code
    lies = Q(region_code=code) | Q(particulars__regions__code=code) | Q(flags__counties__code=code)
    written = Q(penalty__place__contains=short) | Q(penalty__party_address__contains=short)
    written |= Q(complaint__accused_at__contains=short) | Q(adjudication__respondent_address__contains=short)
    rows = Case.objects.filter(lies | written, closed_at=None, procedure__startswith="enforcement.")
    return sorted(set(rows.values_list("pk", flat=True)))


def cases_about_party(name: str, party_id: int | None) -> list[int]:
    """The open cases about a party."""
    if not name.strip():
        return []
    about = Q(penalty__party_name=name) | Q(adjudication__respondent_name=name) | Q(complaint__accused=name)
    if party_id:
        about |= Q(penalty__party=party_id) | Q(adjudication__respondent=party_id)
    return sorted(set(Case.objects.filter(about, closed_at=None).values_list("pk", flat=True)))


def cases_by_the_day(day: date) -> list[int]:
    """The open cases whose flags a date alone may change: entries and counties that have ended, entries that have just begun."""
    gone = Q(entry__valid_to__lte=day) | Q(kind=FlagKind.POVERTY.value, counties__in=_ended_counties(day))
    flagged = CaseFlag.objects.filter(gone, ended_at=None, case__closed_at=None).values_list("case_id", flat=True)
    begun = ListedRight.objects.filter(valid_from__lte=day, valid_from__gt=day - LOOKED_BACK).values_list(
        "pk", flat=True
    )
    return sorted(set(flagged).union(*(cases_of_entry(pk) for pk in begun)))


def _ended_counties(day: date) -> Any:
    return PovertyCounty.objects.filter(valid_to__lte=day).values("region")
