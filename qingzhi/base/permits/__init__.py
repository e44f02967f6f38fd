"""Permits 「权限」: a registry of what may be done, and the one answer to who may do it, with its reason."""

from .actor import PUBLIC, SYSTEM, Actor
from .registry import Permit, UnknownPermit, all_permits, declare, permit
from .rules import Answer, PermitRefused, Refusal, check, region_prefix, require
from .scope import Scope

__all__ = [
    "PUBLIC",
    "SYSTEM",
    "Actor",
    "Answer",
    "Permit",
    "PermitRefused",
    "Refusal",
    "Scope",
    "UnknownPermit",
    "all_permits",
    "check",
    "declare",
    "permit",
    "region_prefix",
    "require",
]
