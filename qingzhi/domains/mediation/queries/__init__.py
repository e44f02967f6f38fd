"""Reads of mediation and appraisal."""

from .people import available, bodies_handling, courts, excluded_because, handling_body
from .screening import screen
from .shown import named

__all__ = ["available", "bodies_handling", "courts", "excluded_because", "handling_body", "named", "screen"]
