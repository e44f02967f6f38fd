from .history import PartyFigure, PartyFlagSpan, PartyIndustry, PartyLink, PartyRegion
from .party import Party, PartyContact, PartyIdentifier, PartyName
from .resolution import Merge, NameQuestion

__all__ = [
    "Merge",
    "NameQuestion",
    "Party",
    "PartyContact",
    "PartyFigure",
    "PartyFlagSpan",
    "PartyIdentifier",
    "PartyIndustry",
    "PartyLink",
    "PartyName",
    "PartyRegion",
]
