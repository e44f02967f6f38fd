"""The registry of declared tables; a domain declares its own in `apps.ready`.

```python
decision_table(TableSpec(
    "support.patent_subsidy", "专利资助标准",
    conditions=[Condition("right_type", "权利类型", "choice", choices={"invention": "发明专利"}),
                Condition("granted_on", "授权日期", "date")],
    outcomes=[OutcomeColumn("amount", "单件标准", "money")],
    hit="unique", basis="计划 4.1.1",
))
```
Its rows lie in `config/reference/decisions/support.patent_subsidy.csv`.
"""

from .rules.deciding import FiredRow, NearMiss, Verdict
from .rules.spec import Condition, OutcomeColumn, TableSpec

__all__ = [
    "Condition",
    "FiredRow",
    "NearMiss",
    "OutcomeColumn",
    "TableSpec",
    "UnknownTable",
    "Verdict",
    "all_tables",
    "decision_table",
    "table_spec",
]

_tables: dict[str, TableSpec] = {}


class UnknownTable(LookupError):
    """No domain has declared a table of that code."""


def decision_table(spec: TableSpec) -> TableSpec:
    """Declare a table at start-up; declaring the same code with another shape raises."""
    if _tables.setdefault(spec.code, spec) != spec:
        raise ValueError(f"decision table {spec.code} is declared twice with different shapes")
    return _tables[spec.code]


def table_spec(code: str) -> TableSpec:
    """The declared shape of that code; raises `UnknownTable`."""
    try:
        return _tables[code]
    except KeyError:
        raise UnknownTable(f"no decision table is called {code!r}") from None


def all_tables() -> list[TableSpec]:
    """Every declared table, by title."""
    return sorted(_tables.values(), key=lambda spec: (spec.title, spec.code))
