"""Refusals, each named after the broken rule."""

from qingzhi.base.permits import Refusal


class NoSuchScope(Refusal):
    """A token may hold only permits that its owner's post has and the API asks for."""


class LifeTooLong(Refusal):
    """A token ends within the installation's limit."""


class NotYourToken(Refusal):
    """Only its owner, or the security administrator, revokes a token."""


class TooManyTokens(Refusal):
    """A person holds a limited number of tokens."""
