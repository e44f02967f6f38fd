"""What the pages tell of a case: people, evidence with who holds it, measures, money, decisions with their service."""

from typing import Any

from django.db.models import prefetch_related_objects

from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for

from .flag_notes import flag_notes
from .rulings import range_of
from .staff import officers_of


def penalty_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_penalty.html` shows beside case and dossier; nothing is asked for that cannot be there yet."""
    dossier, shown = case.dossier, proceeding_context(actor, case)
    if dossier.filed_on is not None:
        prefetch_related_objects([case], "measures")
    if shown["decisions"]:
        prefetch_related_objects([case], "reliefs__parts")
    return {
        **shown, "officers": list(officers_of(case)), "measures": list(case.measures.all()) if dossier.filed_on else [],
        "reliefs": list(case.reliefs.all()) if shown["decisions"] else [], "range": range_of(dossier),
        "law": dossier.penalty_told.get("law"), "grade": dossier.penalty_told.get("grade"),
    }  # fmt: skip


def adjudication_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_adjudication.html` shows beside case and dossier."""
    return {**proceeding_context(actor, case), "panel": list(case.panel.filter(to_on=None).select_related("person"))}


def proceeding_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What both show; evidence in the layers that the reader reads."""
    layers = [one.value for one in layers_for(actor, case)]
    prefetch_related_objects([case], "decisions")
    decisions = list(case.decisions.all())
    if decisions:
        prefetch_related_objects([case], "remedies")
    inside = bool(check(actor, "enforcement.case.handle", body_id=case.body_id))
    return {
        "attention": flag_notes(actor, case),
        "exclusions": list(case.exclusions.select_related("person")) if inside else [],
        "evidence": list(case.evidence.filter(layer__in=layers).select_related("file").prefetch_related("custody")),
        "decisions": decisions,
        "services": list(case.services.all()) if inside and _something_served(case.dossier, decisions) else [],
        "remedies": list(case.remedies.all()) if decisions else [],
        "may_handle": inside,
        "may_approve": bool(check(actor, "enforcement.case.approve", body_id=case.body_id)),
    }


def _something_served(dossier: Any, decisions: list[Any]) -> bool:
    """Whether a paper can have been served: the notice of a penalty, the copy of a request, a decision."""
    return bool(decisions or getattr(dossier, "noticed_on", None) or getattr(dossier, "copy_served_on", None))
