from .kinds import (
    GeographicalIndication,
    GiUser,
    Honour,
    Layout,
    Patent,
    Software,
    Trademark,
    Variety,
    Work,
)
from .right import FeePayment, FeeRule, Holding, Right, RightClass, RightLink, StatusSpan

__all__ = [
    "FeePayment",
    "FeeRule",
    "GeographicalIndication",
    "GiUser",
    "Holding",
    "Honour",
    "Layout",
    "Patent",
    "Right",
    "RightClass",
    "RightLink",
    "Software",
    "StatusSpan",
    "Trademark",
    "Variety",
    "Work",
]
