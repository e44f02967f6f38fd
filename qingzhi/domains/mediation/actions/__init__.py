"""Everything that mediation writes, one verb each."""

from .commissioning import commission_appraisal, end_appraisal
from .opening import ask_for_mediation, delegate_by_court, entrust_case
from .registering import (
    add_appraisal_body,
    add_appraiser,
    add_mediator,
    add_organisation,
    declare_tie,
    strike_off,
)
from .reminding import remind_of_confirmation
from .returning import give_back

__all__ = [
    "add_appraisal_body",
    "add_appraiser",
    "add_mediator",
    "add_organisation",
    "ask_for_mediation",
    "commission_appraisal",
    "declare_tie",
    "delegate_by_court",
    "end_appraisal",
    "entrust_case",
    "give_back",
    "remind_of_confirmation",
    "strike_off",
]
