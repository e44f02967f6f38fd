"""Asking the decision tables: each question once, with the row that answered and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.engine.decisions.declaring import table_spec
from qingzhi.engine.decisions.queries import decide


@dataclass(frozen=True)
class Ruling:
    """What a table answered: the outcome, the row's name and source; an empty outcome where no row fits."""

    table: str
    outcome: Mapping[str, Any]
    row: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.outcome)

    def get(self, name: str) -> Any:
        return self.outcome.get(name)


class Rulings:
    """The tables as they stand on one day; a question that was asked is remembered."""

    def __init__(self, on: date):
        self.on = on
        self._known: dict[tuple[Any, ...], Ruling] = {}

    def ask(self, table: str, **facts: Any) -> Ruling:
        """The answer of `support.<table>`."""
        key = (table, *sorted(facts.items()))
        if key not in self._known:
            self._known[key] = _asked(f"support.{table}", facts, self.on)
        return self._known[key]


def _asked(table: str, facts: dict[str, Any], on: date) -> Ruling:
    verdict = decide(table, facts, on)
    if not verdict.rows:
        return Ruling(table, {})
    first = verdict.rows[0]
    row = f"{table_spec(table).title}第{verdict.version.number}版第{first.position}行"
    return Ruling(table, dict(verdict.outcome), row, first.source or verdict.version.source)
