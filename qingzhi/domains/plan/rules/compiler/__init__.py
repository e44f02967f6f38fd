"""The plan compiler: a grammar that turns a government notice in the official style into measures and targets.

Public face: `compile_text(document) -> CompiledPlan`, `as_json(compiled) -> dict`, `explain(rule) -> str`.
"""

from .catalogue import RULES, explain
from .compile import compile_text
from .model import CompiledPlan
from .output import as_json

__all__ = ["RULES", "CompiledPlan", "as_json", "compile_text", "explain"]
