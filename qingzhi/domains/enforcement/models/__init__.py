"""Evidence, officers, decisions, complaints."""

from .complaint import Complaint, ComplaintReceipt, ComplaintRoute, Satisfaction, ShownCopy
from .decision import Decision
from .evidence import CustodyStep, EvidenceItem
from .officer import OfficerCertificate
from .reporter import IdentityRequest, Reporter
from .service import ServiceProof

__all__ = [
    "Complaint",
    "ComplaintReceipt",
    "ComplaintRoute",
    "CustodyStep",
    "Decision",
    "EvidenceItem",
    "IdentityRequest",
    "OfficerCertificate",
    "Reporter",
    "Satisfaction",
    "ServiceProof",
    "ShownCopy",
]
