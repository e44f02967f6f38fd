"""Reads of parties."""

from ..rules.names import split_holders
from ..rules.places import PROVINCES, province_name
from .families import family_ids, family_of_subject, parties_by_root, party_of_subject, roots_of
from .links import fact_counts, holder_link, holder_url, industry_titles, register_fact
from .spelt import parties_named
from .standing import parties_of_kind, party_called, standing_parties

__all__ = [
    "PROVINCES",
    "fact_counts",
    "family_ids",
    "family_of_subject",
    "holder_link",
    "holder_url",
    "industry_titles",
    "parties_by_root",
    "parties_named",
    "parties_of_kind",
    "party_called",
    "party_of_subject",
    "province_name",
    "register_fact",
    "roots_of",
    "split_holders",
    "standing_parties",
]
