"""Evidence, officers, decisions, complaints, penalty and adjudication."""

from .adjudication import AdjudicationCase
from .complaint import Complaint, ComplaintReceipt, ComplaintRoute, Satisfaction, ShownCopy
from .decision import Decision
from .evidence import CustodyStep, EvidenceItem
from .grievance import Grievance
from .measure import Measure, Remedy
from .officer import OfficerCertificate
from .penalty import PenaltyCase
from .publicity import PublicDraft
from .relief import PaymentPart, PaymentRelief
from .reporter import IdentityRequest, Reporter
from .service import ServiceProof
from .staffing import CaseOfficer, Exclusion, PanelMember

__all__ = [
    "AdjudicationCase",
    "CaseOfficer",
    "Complaint",
    "ComplaintReceipt",
    "ComplaintRoute",
    "CustodyStep",
    "Decision",
    "EvidenceItem",
    "Exclusion",
    "Grievance",
    "IdentityRequest",
    "Measure",
    "OfficerCertificate",
    "PanelMember",
    "PaymentPart",
    "PaymentRelief",
    "PenaltyCase",
    "PublicDraft",
    "Remedy",
    "Reporter",
    "Satisfaction",
    "ServiceProof",
    "ShownCopy",
]
