"""Decisions of enforcement as credit reads them (the model is enforcement's own)."""

from typing import Any

from ..models import Entry


def decisions() -> Any:
    """The decisions of authorities."""
    return Entry._meta.get_field("decision").related_model._default_manager  # type: ignore[union-attr]


def decision_of(decision_id: int, *, lock: bool = False) -> Any:
    """A decision with its case, body and party; locked where two deliveries might meet."""
    rows = decisions().select_related("case__body__region", "party__subject", "party__region", "party__root__subject")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(pk=decision_id).first()
