"""Writes on limits, one verb each."""

from .calendar import confirm_year, remove_day, set_day, set_days
from .limits import amend_limit, load_limits

__all__ = ["amend_limit", "confirm_year", "load_limits", "remove_day", "set_day", "set_days"]
