"""What formulas may name: the lake's tables with the kinds of their columns, and what all of it is called in official words."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
from django.db.models import Field

from qingzhi.domains.parties.terms import PartyFlag
from qingzhi.engine.lake.columns import model_of, schema_of
from qingzhi.engine.lake.records import has_records, source_of
from qingzhi.engine.lake.tables import LakeTable, all_tables, table_of
from qingzhi.engine.procedures.registry import every_version

from ..models import Indicator
from ..rules.explaining import Wording, explained
from ..rules.formula import THIS, Catalogue, Dimension, Expression, FormulaNotUnderstood, Part, read_formula, split
from .labels import LABELS

CASE_TABLE = "cases"
FLAGS = ("party_flags", "flag")  # widened by rows, hence no choices of its field


_known: dict[str, tuple[LakeTable, dict[str, str]]] = {}


def catalogue() -> Catalogue:
    """Every table of the lake: its columns and whether each holds text, numbers, amounts, days, moments or truth."""
    tables = all_tables()
    for table in tables:
        held = _known.get(table.name)
        if held is None or held[0] is not table:
            _known[table.name] = table, _columns(table)
    return {table.name: _known[table.name][1] for table in tables}


def _columns(table: LakeTable) -> dict[str, str]:
    """What a formula may read: no column that never leaves the house."""
    return {one.name: _kind(one.type) for one in schema_of(table) if one.name not in table.protected}


def expression_of(spec: Any) -> Expression:
    """The expression that a spec says, its tables, columns and records resolved; raises `FormulaNotUnderstood`."""
    found = read_formula(spec, catalogue())
    for part in (found.part, found.whole):
        if part is not None:
            _resolve(part)
    if found.indicator and not Indicator.objects.filter(code=found.indicator).exists():
        raise FormulaNotUnderstood(f"没有代码为“{found.indicator}”的指标，不能作分母")
    return found


def repeats(part: Part) -> bool:
    """Whether its joins may bring a record more than once."""
    return any(not is_unique(one.table, one.there) for one in part.joins)


def repeats_in(part: Part, by: Dimension) -> bool:
    """Whether a record may lie in several slices of a dimension."""
    return any(not is_unique(one.table, one.there) for one in by.joins)


def along(parts: Iterable[Part]) -> list[str]:
    """The tables whose rows lie in the same ranges of ids: the counted one first, then those of its parts."""
    found: dict[str, None] = {}
    for part in parts:
        names = {THIS}
        found[part.table] = None
        for join in part.joins:
            above, here = split(join.here)
            keys = table_of(part.table_named(above)).id_field, table_of(join.table).id_field
            if above in names and (here, join.there) == keys:
                names.add(join.name)
                found[join.table] = None
    return list(found)


def choices_of(part: Part, by: Dimension) -> dict[str, str]:
    """What the values of a dimension's column are called, where the column has choices."""
    return _choices(part.widened(by), part.widened(by).place(by.column))


def title_of(part: Part, by: Dimension) -> str:
    """What a dimension is called: by its spec, else by its column."""
    field = _field(*part.widened(by).place(by.column))
    return by.title or str(getattr(field, "verbose_name", by.name))


def records_table(part: Part) -> str:
    """The table of which the counted are records."""
    return part.records or part.table


def in_words(expression: Expression) -> str:
    """The expression in official words."""
    return explained(expression, wording_of(expression))


def wording_of(expression: Expression) -> Wording:
    """What the tables, columns, codes and indicators of an expression are called."""
    parts = [part for part in (expression.part, expression.whole) if part is not None]
    columns: dict[tuple[str, str], str] = {}
    values: dict[tuple[str, str], Mapping[str, str]] = {}
    for part in parts:
        for place in map(part.place, part.columns):
            columns[place] = str(getattr(_field(*place), "verbose_name", place[1]))
            values[place] = _choices(part, place)
    names = {
        table for part in parts for table in (part.table, part.records, *(one.table for one in part.joins)) if table
    }
    nouns = {name: source_of(name) for name in names if has_records(name)}
    return Wording(
        tables={name: nouns[name].noun if name in nouns else table_of(name).title for name in names},
        measure_words={name: one.counted_in for name, one in nouns.items()},
        columns=columns,
        values=values,
        indicators=_named(expression.indicator),
    )


def _choices(part: Part, place: tuple[str, str]) -> dict[str, str]:
    """What the codes of a column are called."""
    if place == FLAGS:
        return dict(PartyFlag.choices())
    cases = _of_cases(part)
    if place in cases:
        return dict(cases[place])
    return {str(code): str(label) for code, label in getattr(_field(*place), "flatchoices", ())}


def _named(code: str) -> dict[str, str]:
    return dict(Indicator.objects.filter(code=code).values_list("code", "name")) if code else {}


def _resolve(part: Part) -> None:
    """What the rule cannot know: whose records these are, and that nothing is added twice."""
    if not has_records(records_table(part)):
        raise FormulaNotUnderstood(f"表“{records_table(part)}”的行不是可以打开的记录，不能直接计数")
    single = {THIS} | {one.name for one in part.joins if is_unique(one.table, one.there)}
    asked = [part.column, part.until] if part.measure in ("sum", "median_days") else []
    for column in [*asked, *([part.region] if part.measure != "distinct" else [])]:
        if column and not _comes_once(part, column, single):
            raise FormulaNotUnderstood(f"“{column}”所在的表对一条记录可能有多行，不能用来求和、计时长或分地区")
    for one in part.by:
        if one.labels and one.labels not in LABELS:
            raise FormulaNotUnderstood(f"分组“{one.name}”的名称表“{one.labels}”没有，可用 {'、'.join(LABELS)}")


def _comes_once(part: Part, column: str, single: set[str]) -> bool:
    """Whether one record has one such value: every join on the way to the column finds one row at most."""
    name, _ = split(column)
    while name != THIS:
        if name not in single:
            return False
        name, _ = split(next(one.here for one in part.joins if one.name == name))
    return True


def is_unique(table: str, column: str) -> bool:
    """Whether no two rows of a table share a value of a column."""
    return bool(getattr(_field(table, column), "unique", False))


def _field(table: str, column: str) -> "Field[Any, Any] | None":
    """The field that fills a column; None where it is another record's."""
    path = table_of(table).columns[column]
    model = model_of(table_of(table))
    if "__" in path:
        return None
    for field in model._meta.concrete_fields:
        if path in (field.name, field.attname):
            return field
    return model._meta.pk


def _of_cases(part: Part) -> dict[tuple[str, str], Mapping[str, str]]:
    """What procedures, and their states and steps, are called; of the procedures that the conditions name, else of all."""
    if CASE_TABLE not in {part.table, *(one.table for one in part.joins)}:
        return {}
    every = list(every_version())
    named = {
        value
        for one in part.where
        if part.place(one.column) == (CASE_TABLE, "procedure")
        for value in (one.value if isinstance(one.value, tuple) else (one.value,))
    }
    meant = [one for one in every if not named or one.code in named]
    return {
        (CASE_TABLE, "procedure"): {one.code: one.title for one in every},
        (CASE_TABLE, "state"): {state.code: state.label for one in meant for state in one.states},
        ("case_steps", "step"): {step.code: step.label for one in meant for step in one.steps},
        ("case_steps", "from_state"): {state.code: state.label for one in meant for state in one.states},
        ("case_steps", "to_state"): {state.code: state.label for one in meant for state in one.states},
    }


def _kind(arrow: pa.DataType) -> str:
    for test, kind in (
        (pa.types.is_boolean, "truth"),
        (pa.types.is_integer, "number"),
        (pa.types.is_decimal, "amount"),
        (pa.types.is_floating, "amount"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "moment"),
    ):
        if test(arrow):
            return kind
    return "text"
