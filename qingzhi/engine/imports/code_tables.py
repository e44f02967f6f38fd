"""The registry of code tables 「代码表」: small tables that are data with source and version, loaded whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction

from qingzhi.base.permits import Actor
from qingzhi.base.regions.actions import load_regions

from .kinds import Field
from .queries.contents import records_in
from .refusals import ColumnsIncomplete, FileNotUnderstood, KindUnknown


@dataclass(frozen=True)
class Loaded:
    """What a table brought."""

    rows: int
    created: int
    updated: int

    @property
    def unchanged(self) -> int:
        return self.rows - self.created - self.updated


Load = Callable[[Actor, Path], Loaded]


@dataclass(frozen=True)
class CodeTable:
    """A table that `import code-table:NAME` loads; `load` is an action: it asks for its permit and audits itself."""

    name: str
    title: str
    load: Load


_tables: dict[str, CodeTable] = {}


def code_table(name: str, title: str, load: Load) -> CodeTable:
    """Register a table at start-up; the same name with another meaning raises."""
    found = CodeTable(name, title, load)
    if _tables.setdefault(name, found) != found:
        raise ValueError(f"code table {name} is declared twice")
    return found


def all_code_tables() -> list[CodeTable]:
    """Every registered table, by name."""
    return [_tables[name] for name in sorted(_tables)]


@transaction.atomic
def load_code_table(*, actor: Actor, name: str, path: Path) -> Loaded:
    """Load a file into the table of that name, whole or not at all; raises `ImportRefused`."""
    found = _tables.get(name)
    if found is None:
        known = "、".join(_tables) or "（无）"
        raise KindUnknown(f"没有名为“{name}”的代码表，可导入：{known}")
    try:
        with transaction.atomic():
            return found.load(actor, path)
    except (ValueError, KeyError, ObjectDoesNotExist, ValidationError, IntegrityError) as error:
        raise FileNotUnderstood(f"{found.title}没有载入，表中有一行不合要求：{error}") from error


def table_rows(path: Path, columns: Sequence[str], needed: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a file whose head names these columns, as texts; columns that are not there are empty.

    For the `load` of a small table; any encoding and format that an import takes. Raises `ImportRefused`.
    """
    fields = [Field(name, name, required=name in needed) for name in columns]
    examined, rows = records_in(path, fields)
    if missing := [one.name for one in examined.missing]:
        raise ColumnsIncomplete(f"表头缺少列：{'、'.join(missing)}")
    return [dict(zip(columns, values, strict=True)) for _, values in rows]


REGION_COLUMNS = (
    "code", "name", "short_name", "level", "parent", "valid_from", "valid_to", "replaced_by", "source",
)  # fmt: skip


def _load_regions(actor: Actor, path: Path) -> Loaded:
    rows: list[Mapping[str, str]] = list(table_rows(path, REGION_COLUMNS, ("code", "name", "level", "source")))
    created, updated = load_regions(actor=actor, rows=rows)
    return Loaded(len(rows), created, updated)


def register_regions() -> None:
    """The table that the base has: administrative divisions 「行政区划」 (GB/T 2260)."""
    code_table("regions", "行政区划", _load_regions)
