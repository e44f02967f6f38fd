from .archive import Archive, Entry, Reading
from .dispute import Dispute
from .licence import LicenceNotice
from .listing import Listing, Repair
from .penalty_notice import PenaltyNotice

__all__ = ["Archive", "Dispute", "Entry", "LicenceNotice", "Listing", "PenaltyNotice", "Reading", "Repair"]
