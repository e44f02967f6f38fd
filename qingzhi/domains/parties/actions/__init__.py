"""What is done to parties."""

from .resolving import HolderBook

__all__ = ["HolderBook"]
