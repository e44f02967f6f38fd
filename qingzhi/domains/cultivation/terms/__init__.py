"""Codes and their official labels."""

from .copyright import DemonstrationKind

__all__ = ["DemonstrationKind"]
