"""Reads: which limit holds on a day, which calendar, when something is due and why."""

from .calendar import DayRow, calendar_for, overrides_in, year_days, years_missing
from .limits import UnknownLimit, due, due_explained, explain, holding, limit, limits_under, rules_in_force, whole_table

__all__ = [
    "DayRow",
    "UnknownLimit",
    "calendar_for",
    "due",
    "due_explained",
    "explain",
    "holding",
    "limit",
    "limits_under",
    "overrides_in",
    "rules_in_force",
    "whole_table",
    "year_days",
    "years_missing",
]
