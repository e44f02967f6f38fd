"""What the pages of fairs show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for, visible_cases
from qingzhi.engine.procedures.models import Case, CaseClock
from qingzhi.engine.procedures.terms import Layer

from ..models import EvidenceItem, Fair, FairComplaint, FairDuty, FairRisk, FairStation
from ..rules.fairs import time_of
from ..terms.fairs import FairTime, Removal
from .fair_alike import alike_to

CODE = "enforcement.fair"
LIGHTS = {FairTime.BEFORE: "none", FairTime.DURING: "ok", FairTime.AFTER: "done"}


def fair_light(fair: Fair, today: date | None = None) -> State:
    """Where today stands to the fair."""
    found = time_of(fair.begins_on, fair.ends_on, today or clock.today())
    return State(LIGHTS[found], found.label, f"{fair.begins_on} 至 {fair.ends_on}")


def fair_complaint_context(actor: Actor, case: Case) -> Mapping[str, Any]:
    """What the case page shows of a complaint at a fair."""
    complaint: FairComplaint = case.dossier
    inside = Layer.BODIES in layers_for(actor, case)
    return {
        "evidence": list(EvidenceItem.objects.filter(case=case).select_related("file").order_by("pk"))
        if inside
        else [],
        "alike": list(alike_to(complaint)) if case.is_open else [],
        "merged": list(complaint.merged.select_related("case")),
        "removal": [Removal(one).label for one in complaint.removal],
        "may_handle": bool(check(actor, "enforcement.case.handle", body_id=case.body_id)),
    }


@dataclass(frozen=True)
class Counts:
    """The numbers of a fair's page."""

    exhibitors: int
    exhibits: int
    risks: int
    unanswered: int


def counts_of(fair: Fair) -> Counts:
    """Two questions."""
    there = fair.exhibitors.filter(left_out=False).aggregate(all=Count("pk", distinct=True), exhibits=Count("exhibits"))
    risks = FairRisk.objects.filter(exhibitor__fair=fair).aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(answer=""))
    )
    return Counts(there["all"], there["exhibits"], risks["all"], risks["open"])


def stations_of(fair: Fair) -> Sequence[tuple[FairStation, list[FairDuty]]]:
    """The stations with who is on duty there, by day."""
    stations = list(fair.stations.all())
    duties = list(FairDuty.objects.filter(station__in=stations).select_related("person").order_by("on", "pk"))
    return [(one, [duty for duty in duties if duty.station_id == one.pk]) for one in stations]


def complaints_of(actor: Actor, fair: Fair) -> QuerySet[FairComplaint]:
    """The complaints of a fair that the actor sees."""
    cases = visible_cases(actor).filter(procedure=CODE)
    return FairComplaint.objects.select_related("case__owner", "case__body", "exhibitor").filter(
        fair=fair, case__in=cases
    )


def with_hours(rows: QuerySet[FairComplaint]) -> QuerySet[FairComplaint]:
    """The complaints with the instant at which the nearest of their limits in hours ends."""
    running = CaseClock.objects.filter(case=OuterRef("case"), ended_on=None, due_at__isnull=False).order_by("due_at")
    return rows.annotate(hours_due=Subquery(running.values("due_at")[:1]))


def stands_of(fair: Fair) -> list[tuple[str, str]]:
    """Stand and exhibitor, for the list that a phone keeps; both stand in the fair's public catalogue."""
    return list(fair.exhibitors.filter(left_out=False).order_by("stand", "pk").values_list("stand", "name"))


def public_fairs(today: date) -> list[Fair]:
    """The fairs that are on or ahead, with their stations: where they are and their phones are shown to everybody."""
    rows = Fair.objects.filter(ends_on__gte=today, stations__isnull=False).distinct()
    return list(rows.select_related("region", "body").prefetch_related("stations").order_by("begins_on", "pk"))
