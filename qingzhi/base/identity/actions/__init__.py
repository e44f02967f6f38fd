"""Writes on identity, one verb each."""

from .accounts import open_account
from .bodies import establish_body, succeed_body
from .posts import appoint, end_post
from .roles import load_roles

__all__ = ["appoint", "end_post", "establish_body", "load_roles", "open_account", "succeed_body"]
