"""Reads of mediation."""

from .people import available, bodies_handling, courts, excluded_because, handling_body
from .screening import screen

__all__ = ["available", "bodies_handling", "courts", "excluded_because", "handling_body", "screen"]
