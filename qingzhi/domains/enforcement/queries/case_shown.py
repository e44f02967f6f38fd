"""What the pages tell of a case: people, evidence with who holds it, measures, money, decisions with their service."""

from typing import Any

from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for

from .flag_notes import flag_notes
from .rulings import range_of
from .staff import officers_of


def penalty_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_penalty.html` shows beside case and dossier."""
    dossier = case.dossier
    return {**proceeding_context(actor, case), "officers": list(officers_of(case)), "measures": list(case.measures.all()), "reliefs": list(case.reliefs.prefetch_related("parts")) if dossier.filed_on else [], "range": range_of(dossier), "law": dossier.penalty_told.get("law"),
            "grade": dossier.penalty_told.get("grade")}  # fmt: skip


def adjudication_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_adjudication.html` shows beside case and dossier."""
    return {**proceeding_context(actor, case), "panel": list(case.panel.filter(to_on=None).select_related("person"))}


def proceeding_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What both show; evidence in the layers that the reader reads."""
    layers = [one.value for one in layers_for(actor, case)]
    decisions = list(case.decisions.all())
    inside = bool(check(actor, "enforcement.case.handle", body_id=case.body_id))
    return {
        "attention": flag_notes(actor, case),
        "exclusions": list(case.exclusions.select_related("person")) if inside else [],
        "evidence": list(case.evidence.filter(layer__in=layers).select_related("file").prefetch_related("custody")),
        "decisions": decisions,
        "services": list(case.services.all()) if inside else [],
        "remedies": list(case.remedies.all()) if decisions else [],
        "may_handle": inside,
        "may_approve": bool(check(actor, "enforcement.case.approve", body_id=case.body_id)),
    }
