"""Who may do what with plans, one module a concern; importing this declares every permit."""

from . import versions

__all__ = ["versions"]
