"""Everything that mediation writes, one verb each."""

from .opening import ask_for_mediation, delegate_by_court, entrust_case
from .registering import add_mediator, add_organisation, declare_tie, retire_mediator
from .reminding import remind_of_confirmation
from .returning import give_back

__all__ = [
    "add_mediator",
    "add_organisation",
    "ask_for_mediation",
    "declare_tie",
    "delegate_by_court",
    "entrust_case",
    "give_back",
    "remind_of_confirmation",
    "retire_mediator",
]
