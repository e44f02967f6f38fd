"""The declared shape of a decision table: which facts are asked, which outcomes given, how rows combine.

After OMG DMN 1.3 §8 (decision tables): conditions are its input clauses, outcomes its output clauses, `hit` its hit policy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CONDITION_TYPES = ("text", "number", "date", "yes_no", "choice", "code-prefix")
OUTCOME_TYPES = ("money", "number", "percent", "text", "choice", "yes_no")
NUMERIC = ("money", "number", "percent")
HITS = ("unique", "first", "collect")
COLLECTS = ("list", "sum", "max")
RESERVED = ("source", "note", "valid_from", "valid_to", "version_source", "status")

Choices = Sequence[tuple[str, str]] | Mapping[str, str]


@dataclass(frozen=True)
class Condition:
    """One fact that is asked. `choices` are (value, label); `whole` numbers only; `many`: the fact may be several values at once.

    A fact that is several values satisfies a test as soon as one of them does, and `not(…)` only if none does.
    """

    name: str
    label: str
    type: str = "text"
    choices: Choices = ()
    unit: str = ""
    whole: bool = False
    many: bool = False
    hint: str = ""

    def __post_init__(self) -> None:
        _check_column(self.name, self.label, self.type, CONDITION_TYPES)
        object.__setattr__(self, "choices", _pairs(self.choices))
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"condition {self.name}: choices belong to the type choice, and to it alone")

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The choices as (value, label)."""
        return tuple(self.choices)  # type: ignore[arg-type]


@dataclass(frozen=True)
class OutcomeColumn:
    """One outcome. Money is yuan; a percent is in points (30 is 30 %). `collect` overrides the table's way of collecting."""

    name: str
    label: str
    type: str = "text"
    choices: Choices = ()
    unit: str = ""
    optional: bool = False
    collect: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        _check_column(self.name, self.label, self.type, OUTCOME_TYPES)
        object.__setattr__(self, "choices", _pairs(self.choices))
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"outcome {self.name}: choices belong to the type choice, and to it alone")
        if self.collect and self.collect not in COLLECTS:
            raise ValueError(f"outcome {self.name}: collect {self.collect!r} is not one of {COLLECTS}")

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The choices as (value, label)."""
        return tuple(self.choices)  # type: ignore[arg-type]


@dataclass(frozen=True)
class TableSpec:
    """The shape of a table; its rows are data.

    `hit`: "unique" (at most one row may fire), "first" (the first in order counts), "collect" (all count: `collect` says how).
    `basis` names the law or plan that the table serves; each version and row has its own source beside it.
    """

    code: str
    title: str
    conditions: Sequence[Condition]
    outcomes: Sequence[OutcomeColumn]
    hit: str = "unique"
    basis: str = ""
    collect: str = "list"

    def __post_init__(self) -> None:
        object.__setattr__(self, "conditions", tuple(self.conditions))
        object.__setattr__(self, "outcomes", tuple(self.outcomes))
        names = [one.name for one in self.columns]
        if not self.code or len(self.code) > 80 or not self.title:
            raise ValueError("a decision table needs a code of at most 80 letters and a title")
        if not self.conditions or not self.outcomes:
            raise ValueError(f"table {self.code}: at least one condition and one outcome")
        if len(set(names)) != len(names) or set(names) & set(RESERVED):
            raise ValueError(f"table {self.code}: names of columns must differ and not be one of {RESERVED}")
        if self.hit not in HITS or self.collect not in COLLECTS:
            raise ValueError(f"table {self.code}: hit is one of {HITS}, collect one of {COLLECTS}")

    @property
    def columns(self) -> "tuple[Condition | OutcomeColumn, ...]":
        """The conditions and then the outcomes."""
        return (*self.conditions, *self.outcomes)

    def condition(self, name: str) -> Condition:
        """The condition of that name."""
        return next(one for one in self.conditions if one.name == name)

    def collecting(self, outcome: OutcomeColumn) -> str:
        """How an outcome of several rows is collected; what is no number is listed."""
        how = outcome.collect or self.collect
        return how if outcome.type in NUMERIC else "list"

    @property
    def hit_label(self) -> str:
        """The hit policy in words."""
        if self.hit == "unique":
            return "唯一命中"
        if self.hit == "first":
            return "按序首个命中"
        return f"全部命中，{ {'list': '逐项列出', 'sum': '合计', 'max': '取最大'}[self.collect] }"


def _check_column(name: str, label: str, kind: str, kinds: tuple[str, ...]) -> None:
    if not name.isidentifier() or not label:
        raise ValueError(f"column {name!r} needs a name that is an identifier, and a label")
    if kind not in kinds:
        raise ValueError(f"column {name}: type {kind!r} is not one of {kinds}")


def _pairs(choices: Choices) -> tuple[tuple[str, str], ...]:
    pairs = choices.items() if isinstance(choices, Mapping) else choices
    return tuple((str(value), str(label)) for value, label in pairs)
