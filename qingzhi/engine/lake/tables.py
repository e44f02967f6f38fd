"""The registry of lake tables: a register says which model becomes which table, and how each column is read."""

from dataclasses import dataclass, field


class UnknownLakeTable(LookupError):
    """A lake table that nobody registered."""


@dataclass(frozen=True)
class LakeTable:
    """A table of the lake: one row per record of a model, keyed by `id_field`, in blocks of ids.

    `columns` maps a column's name to the field (or the `__` path) that fills it; `feeds` names the search kinds or
    models whose changes touch it.
    """

    name: str
    title: str
    model: str  # app_label.Model
    columns: dict[str, str] = field(default_factory=dict)
    id_field: str = "id"
    protected: tuple[str, ...] = ()  # columns that never leave the house


_tables: dict[str, LakeTable] = {}


def lake_table(table: LakeTable) -> LakeTable:
    """Register a table at start-up; the same name twice raises."""
    if _tables.setdefault(table.name, table) is not table:
        raise ValueError(f"lake table {table.name} is registered twice")
    return table


def table_of(name: str) -> LakeTable:
    """The registered table; raises `UnknownLakeTable`."""
    try:
        return _tables[name]
    except KeyError:
        raise UnknownLakeTable(f"no lake table is called {name!r}") from None


def all_tables() -> list[LakeTable]:
    """Every table, by name."""
    return [_tables[name] for name in sorted(_tables)]
