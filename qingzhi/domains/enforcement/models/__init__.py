"""Evidence, officers, decisions."""

from .decision import Decision
from .evidence import CustodyStep, EvidenceItem
from .officer import OfficerCertificate

__all__ = ["CustodyStep", "Decision", "EvidenceItem", "OfficerCertificate"]
