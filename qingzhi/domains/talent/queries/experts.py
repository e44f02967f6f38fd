"""Who is in the register, and who fits a group."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from qingzhi.engine.scoring.sources import CandidateFacts, GroupWanted

from ..models import Expert, ExpertEmployment
from ..rules.fields import fits


def active_on(on: date) -> QuerySet[Expert]:
    """The experts whose term covers a day."""
    running = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    return Expert.objects.filter(running).filter(Q(retired_on=None) | Q(retired_on__gt=on))


def experts_for(groups: Sequence[GroupWanted], on: date) -> Iterable[CandidateFacts]:
    """The candidate source `talent.experts`: experts in term, each with the groups that a field fits; who fits none is left out."""
    current = ExpertEmployment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    rows = active_on(on).prefetch_related("fields", Prefetch("employments", current, to_attr="current"))
    found = []
    for one in rows.order_by("pk"):
        symbols = [field.symbol for field in one.fields.all()]
        codes = tuple(group.code for group in groups if fits(symbols, group.fields))
        if codes:
            employer = one.current[0].employer if one.current else ""  # type: ignore[attr-defined]
            told = () if len(codes) == len(groups) else codes
            found.append(CandidateFacts(one.subject_id, one.name, employer, told))
    return found


def record_of(rows: QuerySet[Expert]) -> QuerySet[Expert]:
    """The records with everything that hangs on them, for a page."""
    return rows.select_related("region", "party", "subject").prefetch_related(
        "employments__party", "fields", "relations__party", "engagements", "policies"
    )


def registered(subjects: Iterable[int]) -> set[int]:
    """Which of these stand in the register, in term or not; the rules of avoidance know something of them alone. One query."""
    return set(Expert.objects.filter(subject__in=set(subjects)).values_list("subject_id", flat=True))
