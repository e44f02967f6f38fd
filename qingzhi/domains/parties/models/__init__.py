from .history import PartyFigure, PartyFlagSpan, PartyIndustry, PartyLink, PartyRegion
from .party import Party, PartyContact, PartyIdentifier, PartyName
from .resolution import Merge, NameQuestion
from .thresholds import NameThreshold, SizeRule

__all__ = [
    "Merge",
    "NameQuestion",
    "NameThreshold",
    "Party",
    "PartyContact",
    "PartyFigure",
    "PartyFlagSpan",
    "PartyIdentifier",
    "PartyIndustry",
    "PartyLink",
    "PartyName",
    "PartyRegion",
    "SizeRule",
]
