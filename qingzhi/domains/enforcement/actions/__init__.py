"""Everything that protection writes, one verb each."""

from .decisions import make_decision, make_effective, mark_served, revoke_decision
from .evidence import hand_evidence_on, take_evidence
from .serving import serve

__all__ = [
    "hand_evidence_on",
    "make_decision",
    "make_effective",
    "mark_served",
    "revoke_decision",
    "serve",
    "take_evidence",
]
