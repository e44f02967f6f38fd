"""What identity refuses, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class DutiesNotSeparated(Refusal):
    """One person may not be two of the three administrators (GB/T 22239 「三员分立」)."""


class NameTaken(Refusal):
    """The account name or body code is in use."""
