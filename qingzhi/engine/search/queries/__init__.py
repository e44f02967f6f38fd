"""Reads: the search itself, how far the index is behind, the searches that somebody keeps."""

from .found import Facet, FacetValue, Found, Result
from .saved import saved_searches
from .searching import search, warm_up
from .standing import Standing, pending_changes, standing

__all__ = [
    "Facet",
    "FacetValue",
    "Found",
    "Result",
    "Standing",
    "pending_changes",
    "saved_searches",
    "search",
    "standing",
    "warm_up",
]
