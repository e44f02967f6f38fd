"""The registry of lake tables: a register says which model becomes which table, and how each column is read."""

from dataclasses import dataclass, field


class UnknownLakeTable(LookupError):
    """A lake table that nobody registered."""


@dataclass(frozen=True)
class LakeTable:
    """A table of the lake: one row per record of a model, keyed by `id_field`, in blocks of ids.

    `columns` maps a column's name to the field (or the `__` path) that fills it; fill them from the record's own row, and
    join in the lake: a path into another record does not follow that record's changes. `feeds` names the kinds of
    `search.actions.reindex` whose ids are this table's `id_field`: what they tell makes blocks dirty. A table of parts
    (holdings, classes) takes the id of its whole as `id_field` and the whole's kinds as feeds. Without feeds it is read
    whole at each refresh.
    """

    name: str
    title: str
    model: str  # app_label.Model
    columns: dict[str, str] = field(default_factory=dict)
    id_field: str = "id"
    protected: tuple[str, ...] = ()  # columns that never leave the house
    feeds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError(f"lake table {self.name} names no columns")
        if unknown := set(self.protected) - set(self.columns):
            raise ValueError(f"lake table {self.name} protects columns that it does not have: {sorted(unknown)}")

    @property
    def public_columns(self) -> tuple[str, ...]:
        """The columns that may leave the house."""
        return tuple(name for name in self.columns if name not in self.protected)


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


def fed_by(kind: str) -> list[LakeTable]:
    """The tables that a kind of change touches."""
    return [table for table in all_tables() if kind in table.feeds]


def all_tables() -> list[LakeTable]:
    """Every table, by name."""
    return [_tables[name] for name in sorted(_tables)]
