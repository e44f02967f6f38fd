"""Handovers, their silence, who read them; disputes, joint operations, transfers; judgments; keys of other systems."""

from .customs import CustomsRecordal, CustomsSeizure, RecordalReminder, RecordalTerm
from .dispute import JurisdictionDispute
from .handover import Extension, Handover, HandoverFile, SharedReading, Silence
from .joint import JointOperation, JointPart
from .judgment import Judgment
from .recordal_request import RecordalRequest
from .signing import PartnerKey, UsedNonce
from .transfer import Transfer

__all__ = [
    "CustomsRecordal",
    "CustomsSeizure",
    "Extension",
    "Handover",
    "HandoverFile",
    "JointOperation",
    "JointPart",
    "Judgment",
    "JurisdictionDispute",
    "PartnerKey",
    "RecordalReminder",
    "RecordalRequest",
    "RecordalTerm",
    "SharedReading",
    "Silence",
    "Transfer",
    "UsedNonce",
]
