"""Handovers, their silence, who read them; transfers."""

from .customs import CustomsRecordal, CustomsSeizure, RecordalReminder, RecordalTerm
from .handover import Handover, HandoverFile, SharedReading, Silence
from .transfer import Transfer

__all__ = [
    "CustomsRecordal",
    "CustomsSeizure",
    "Handover",
    "HandoverFile",
    "RecordalReminder",
    "RecordalTerm",
    "SharedReading",
    "Silence",
    "Transfer",
]
