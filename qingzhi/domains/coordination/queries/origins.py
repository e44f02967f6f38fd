"""The penalty case from which a transfer arises, and what of it the form begins with."""

from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case

from ..terms import Offence

PENALTY = "enforcement.penalty"
OFFENCES = {
    "trademark": Offence.SELLING_COUNTERFEIT, "counterfeit": Offence.COUNTERFEIT_PATENT, "copyright": Offence.COPYRIGHT,
}  # fmt: skip


def penalty_of(actor: Actor, number: str) -> Case | None:
    """The actor's own body's penalty case of this number."""
    if not number:
        return None
    return visible_cases(actor).filter(procedure=PENALTY, number=number, body=actor.body_id, closed_at=None).first()


def facts_of(case: Case) -> dict[str, Any]:
    """What was found out so far; the officer corrects it."""
    dossier = case.dossier
    found = OFFENCES.get(dossier.offence)
    return {
        "case": case.number, "suspect": dossier.party_name, "facts": dossier.facts, "acted_on": dossier.acted_to,
        "turnover": dossier.turnover or 0, "gain": dossier.income or 0, "offence": found.value if found else None,
    }  # fmt: skip
