"""Everything that protection writes, one verb each."""

from .evidence import hand_evidence_on, take_evidence

__all__ = ["hand_evidence_on", "take_evidence"]
