"""Asking the tables of credit: the outcome with the row that answered and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.engine.decisions.declaring import table_spec
from qingzhi.engine.decisions.queries import decide


@dataclass(frozen=True)
class Ruling:
    """What a table answered; empty where no row fits."""

    outcome: Mapping[str, Any]
    told: str = ""

    def __bool__(self) -> bool:
        return bool(self.outcome)

    def get(self, name: str) -> Any:
        return self.outcome.get(name)


def ask(table: str, on: date, **facts: Any) -> Ruling:
    """The answer of `credit.<table>` on a day."""
    verdict = decide(f"credit.{table}", facts, on)
    if not verdict.rows:
        return Ruling({})
    first = verdict.rows[0]
    source = first.source or verdict.version.source
    title = table_spec(f"credit.{table}").title
    return Ruling(dict(verdict.outcome), f"{title}第{verdict.version.number}版第{first.position}行：{source}"[:300])
