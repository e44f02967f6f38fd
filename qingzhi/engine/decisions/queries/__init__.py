"""Reads: what a table answers, its versions, what a draft would change."""

from .deciding import compiled, decide, version_in_force
from .reading import Findings, ReadCell, ReadRow, findings, read_rows
from .versions import (
    cases_count,
    compare_with,
    last_trial,
    next_number,
    raw_rows,
    table_overviews,
    trial_differences,
    versions_of_table,
)

__all__ = [
    "Findings",
    "ReadCell",
    "ReadRow",
    "cases_count",
    "compare_with",
    "compiled",
    "decide",
    "findings",
    "last_trial",
    "next_number",
    "raw_rows",
    "read_rows",
    "table_overviews",
    "trial_differences",
    "version_in_force",
    "versions_of_table",
]
