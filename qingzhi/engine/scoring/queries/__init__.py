"""Reads of assessment: criteria and thresholds in force, rounds and their progress, draws to check, results explained."""

from .draws import draw_record, recomputed
from .explaining import explained
from .near import reasons_against
from .rounds import entry_facts, progress_of, round_for, seats_waiting
from .schemes import in_force, nodes_of, scheme, version_on
from .standings import ranking_rows, results_of, wide_entries
from .thresholds import share, threshold, thresholds_on

__all__ = [
    "draw_record",
    "entry_facts",
    "explained",
    "in_force",
    "nodes_of",
    "progress_of",
    "ranking_rows",
    "reasons_against",
    "recomputed",
    "results_of",
    "round_for",
    "scheme",
    "seats_waiting",
    "share",
    "threshold",
    "thresholds_on",
    "version_on",
    "wide_entries",
]
