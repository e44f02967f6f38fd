"""The made-up registers of the demonstration: life-size, the same at every building, equal to the figures that are known."""

from .world import World

__all__ = ["World"]
