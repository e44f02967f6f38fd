"""Evidence, officers, decisions, complaints, penalty and adjudication."""

from .adjudication import AdjudicationCase
from .complaint import Complaint, ComplaintReceipt, ComplaintRoute, Satisfaction, ShownCopy
from .decision import Decision
from .evidence import CustodyStep, EvidenceItem
from .fair import Exhibit, Exhibitor, Fair, FairDuty, FairRisk, FairStation
from .fair_complaint import FairComplaint
from .grievance import Grievance
from .measure import Measure, Remedy
from .officer import OfficerCertificate
from .online import CounterNotice, LinkCapture, OnlineCase, OnlineLink, PlatformNotice
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
    "CounterNotice",
    "CustodyStep",
    "Decision",
    "EvidenceItem",
    "Exclusion",
    "Exhibit",
    "Exhibitor",
    "Fair",
    "FairComplaint",
    "FairDuty",
    "FairRisk",
    "FairStation",
    "Grievance",
    "IdentityRequest",
    "LinkCapture",
    "Measure",
    "OfficerCertificate",
    "OnlineCase",
    "OnlineLink",
    "PanelMember",
    "PaymentPart",
    "PaymentRelief",
    "PenaltyCase",
    "PlatformNotice",
    "PublicDraft",
    "Remedy",
    "Reporter",
    "Satisfaction",
    "ServiceProof",
    "ShownCopy",
]
