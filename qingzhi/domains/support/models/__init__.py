from .application import Claim, ComputationLine, SubsidyApplication
from .award import AwardGradeRule, AwardGroup, AwardRound, AwardRule, AwardSeat
from .award_nomination import AwardNomination, AwardRevocation
from .call import Call, CallApplicant, CallDocument, CallItem, CallRegion
from .commendation import Commendation, CommendationRound
from .compensation import CompensationApplication, RecordedTransaction
from .ledger import PaidClaim, RightMark
from .priority import PriorityStanding
from .recheck import Recheck
from .variety_fund import AgriculturalProject, VarietyFundApplication

__all__ = [
    "AgriculturalProject",
    "AwardGradeRule",
    "AwardGroup",
    "AwardNomination",
    "AwardRevocation",
    "AwardRound",
    "AwardRule",
    "AwardSeat",
    "Call",
    "CallApplicant",
    "CallDocument",
    "CallItem",
    "CallRegion",
    "Claim",
    "Commendation",
    "CommendationRound",
    "CompensationApplication",
    "ComputationLine",
    "PaidClaim",
    "PriorityStanding",
    "Recheck",
    "RecordedTransaction",
    "RightMark",
    "SubsidyApplication",
    "VarietyFundApplication",
]
