"""Writes of the expert register, one verb each."""

from .describing import add_employment, add_engagement, add_field, add_policy, end_employment, remove_field
from .registering import change_expert, register_expert, renew_expert, retire_expert
from .relating import declare_relation, end_relation

__all__ = [
    "add_employment",
    "add_engagement",
    "add_field",
    "add_policy",
    "change_expert",
    "declare_relation",
    "end_employment",
    "end_relation",
    "register_expert",
    "remove_field",
    "renew_expert",
    "retire_expert",
]
