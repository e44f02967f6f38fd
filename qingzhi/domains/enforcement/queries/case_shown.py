"""What the pages tell of a case: people, evidence with who holds it, measures, money, decisions with their service."""

from typing import Any

from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for

from .rulings import range_of
from .staff import officers_of


def penalty_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_penalty.html` shows beside case and dossier."""
    dossier = case.dossier
    return {**proceeding_context(actor, case), "range": range_of(dossier), "law": dossier.penalty_told.get("law"),
            "grade": dossier.penalty_told.get("grade")}  # fmt: skip


def adjudication_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_adjudication.html` shows beside case and dossier."""
    return {**proceeding_context(actor, case), "panel": list(case.panel.filter(to_on=None).select_related("person"))}


def proceeding_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What both show; evidence in the layers that the reader reads."""
    layers = [one.value for one in layers_for(actor, case)]
    inside = bool(check(actor, "enforcement.case.handle", body_id=case.body_id))
    return {
        "officers": list(officers_of(case)),
        "exclusions": list(case.exclusions.select_related("person")),
        "evidence": list(case.evidence.filter(layer__in=layers).select_related("file").prefetch_related("custody")),
        "measures": list(case.measures.all()),
        "decisions": list(case.decisions.select_related("document")),
        "services": list(case.services.all()),
        "remedies": list(case.remedies.all()),
        "may_handle": inside,
        "may_approve": bool(check(actor, "enforcement.case.approve", body_id=case.body_id)),
    }
