"""What the pages tell of a case: people, evidence with who holds it, measures, money, decisions with their service."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, prefetch_related_objects

from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for

from ..models import CustodyStep, EvidenceItem
from .flag_notes import flag_notes
from .rulings import range_of
from .staff import officers_of

PARTS = (
    "decisions",
    "remedies",
    "measures",
    "reliefs",
    "exclusions",
    "evidence",
    "services",
    "officers",
    "panel",
    "flags",
)


def penalty_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_penalty.html` shows beside case and dossier."""
    dossier, shown = case.dossier, proceeding_context(actor, case)
    prefetch_related_objects([case], "measures", "reliefs__parts")
    return {
        **shown, "officers": list(officers_of(case)), "measures": list(case.measures.all()), "reliefs": list(case.reliefs.all()),
        "range": range_of(dossier), "law": dossier.penalty_told.get("law"), "grade": dossier.penalty_told.get("grade"),
    }  # fmt: skip


def adjudication_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_adjudication.html` shows beside case and dossier."""
    return {**proceeding_context(actor, case), "panel": list(case.panel.filter(to_on=None).select_related("person"))}


def proceeding_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What both show; evidence in the layers that the reader reads."""
    layers = [one.value for one in layers_for(actor, case)]
    prefetch_related_objects([case], "decisions", "remedies")
    inside = bool(check(actor, "enforcement.case.handle", body_id=case.body_id))
    return {
        "attention": flag_notes(actor, case),
        "exclusions": list(case.exclusions.select_related("person")) if inside else [],
        "evidence": list(with_holder(case.evidence.filter(layer__in=layers).select_related("file"))),
        "decisions": list(case.decisions.all()),
        "services": list(case.services.all()) if inside else [],
        "remedies": list(case.remedies.all()),
        "may_handle": inside,
        "may_approve": bool(check(actor, "enforcement.case.approve", body_id=case.body_id)),
    }


def with_holder(rows: QuerySet[EvidenceItem]) -> QuerySet[EvidenceItem]:
    """Pieces of evidence with who holds each (`held_by`, `held_at`) and how often it changed hands (`hands`)."""
    last = CustodyStep.objects.filter(item=OuterRef("pk")).order_by("-id")
    return rows.annotate(
        held_by=Subquery(last.values("to_holder")[:1]), held_at=Subquery(last.values("place")[:1]), hands=Count("custody")
    )  # fmt: skip
