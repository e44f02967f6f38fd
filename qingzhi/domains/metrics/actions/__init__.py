"""Writing figures: declaring indicators, letting registers count, entering, revising and importing statistics, taking a batch back."""

from .comparing import compare_frozen
from .computing import compute_formulas
from .counting import ask_for_counts, count_from_register, count_registers
from .formulas import draft_formula, load_formulas, publish_formula, try_formula
from .freezing import freeze_period, freeze_periods, revise_frozen, revise_several
from .importing import ImportResult, import_statistics
from .indicators import declare_indicator, load_indicators
from .loading import load_statistics
from .revising import approve_revision, decline_revision, propose_revision
from .rollback import rollback_batch
from .statistics import enter_statistic, revise_statistic

__all__ = [
    "ImportResult",
    "approve_revision",
    "ask_for_counts",
    "compare_frozen",
    "compute_formulas",
    "count_from_register",
    "count_registers",
    "declare_indicator",
    "decline_revision",
    "draft_formula",
    "enter_statistic",
    "freeze_period",
    "freeze_periods",
    "import_statistics",
    "load_formulas",
    "load_indicators",
    "load_statistics",
    "propose_revision",
    "publish_formula",
    "revise_frozen",
    "revise_several",
    "revise_statistic",
    "rollback_batch",
    "try_formula",
]
