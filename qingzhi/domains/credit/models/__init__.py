from .archive import Archive, Entry, Reading
from .dispute import Dispute
from .listing import Listing, Repair
from .penalty_notice import PenaltyNotice

__all__ = ["Archive", "Dispute", "Entry", "Listing", "PenaltyNotice", "Reading", "Repair"]
