"""Reads of cases."""

from .steps import StepAnswer, steps_for

__all__ = ["StepAnswer", "steps_for"]
