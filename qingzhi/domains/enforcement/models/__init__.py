"""Evidence, officers, decisions, complaints, penalty and adjudication."""

from .adjudication import AdjudicationCase
from .campaign import Campaign, CampaignCase, CampaignLead, CampaignTask
from .complaint import Complaint, ComplaintReceipt, ComplaintRoute, Satisfaction, ShownCopy
from .decision import Decision
from .evidence import CustodyStep, EvidenceItem
from .fair import Exhibit, Exhibitor, Fair, FairDuty, FairRisk, FairStation
from .fair_complaint import FairComplaint
from .flags import CaseFlag, CaseParticulars, ListedRight, PovertyCounty
from .grievance import Grievance
from .measure import Measure, Remedy
from .officer import OfficerCertificate
from .online import CounterNotice, LinkCapture, OnlineCase, OnlineLink, PlatformNotice
from .penalty import PenaltyCase
from .publicity import PublicDraft
from .relief import PaymentPart, PaymentRelief
from .reporter import IdentityRequest, Reporter
from .review import DossierReview, DossierScore, ReviewedDossier
from .reward import RewardCase
from .service import ServiceProof
from .staffing import CaseOfficer, Exclusion, PanelMember
from .supervision import Supervision, SupervisionNote

__all__ = [
    "AdjudicationCase",
    "Campaign",
    "CampaignCase",
    "CampaignLead",
    "CampaignTask",
    "CaseFlag",
    "CaseOfficer",
    "CaseParticulars",
    "Complaint",
    "ComplaintReceipt",
    "ComplaintRoute",
    "CounterNotice",
    "CustodyStep",
    "Decision",
    "DossierReview",
    "DossierScore",
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
    "ListedRight",
    "Measure",
    "OfficerCertificate",
    "OnlineCase",
    "OnlineLink",
    "PanelMember",
    "PaymentPart",
    "PaymentRelief",
    "PenaltyCase",
    "PlatformNotice",
    "PovertyCounty",
    "PublicDraft",
    "Remedy",
    "Reporter",
    "ReviewedDossier",
    "RewardCase",
    "Satisfaction",
    "ServiceProof",
    "ShownCopy",
    "Supervision",
    "SupervisionNote",
]
