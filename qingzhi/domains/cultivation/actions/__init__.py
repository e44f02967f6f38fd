"""Writes of cultivation."""

from .copyright import NotInRegister, apply_for_recognition

__all__ = ["NotInRegister", "apply_for_recognition"]
