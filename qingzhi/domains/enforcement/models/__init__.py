"""Evidence, officers, decisions."""

from .decision import Decision
from .evidence import CustodyStep, EvidenceItem
from .officer import OfficerCertificate
from .service import ServiceProof

__all__ = ["CustodyStep", "Decision", "EvidenceItem", "OfficerCertificate", "ServiceProof"]
