"""Decisions of enforcement as credit reads them (the model is enforcement's own)."""

from typing import Any

from qingzhi.engine.publication.rules.running import find_personal, redact
from qingzhi.engine.publication.rules.spans import Personal

from ..models import Entry, LicenceNotice


def decisions() -> Any:
    """The decisions of authorities."""
    return Entry._meta.get_field("decision").related_model._default_manager  # type: ignore[union-attr]


def decision_of(decision_id: int, *, lock: bool = False) -> Any:
    """A decision with its case, body and party; locked where two deliveries might meet."""
    rows = decisions().select_related("case__body__region", "party__subject", "party__region", "party__root__subject")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(pk=decision_id).first()


def public_words(decision: Any, text: str) -> str:
    """Words of a penalty as everybody may read them: its party, if a natural person, and whatever else is personal covered;
    who is known for a person in one of its parts is covered in all of them."""
    parts = "\n".join([text, decision.violation, decision.facts, decision.basis, decision.content])
    found = {one.within(parts) for one in find_personal(parts) if one.kind is Personal.NAME}
    return redact(text, [*([decision.party_name] if decision.is_person else []), *sorted(found)])


def licence_words(notice: LicenceNotice, text: str) -> str:
    """Words of a licence as everybody may read them: nothing in them tells the name that the row covers."""
    return redact(text, [notice.party_name]) if notice.is_person else text
