"""Reads of the expert register: who may be drawn, what stands against it."""

from .experts import active_on, experts_for, record_of, registered
from .screening import register_sources

__all__ = ["active_on", "experts_for", "record_of", "register_sources", "registered"]
