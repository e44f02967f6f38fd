"""Who may do what on cultivation, one module a concern; importing this declares every permit."""

from . import cohorts, copyright

__all__ = ["cohorts", "copyright"]
