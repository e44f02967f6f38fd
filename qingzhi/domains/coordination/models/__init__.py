"""Handovers, their silence, who read them; transfers."""

from .handover import Handover, HandoverFile, SharedReading, Silence
from .transfer import Transfer

__all__ = ["Handover", "HandoverFile", "SharedReading", "Silence", "Transfer"]
