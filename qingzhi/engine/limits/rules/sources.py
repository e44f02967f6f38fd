"""Where the general rules for counting a period come from, as dated rows.

A procedure whose own rule book says how to count (for instance 《市场监督管理行政处罚程序规定》第80条) passes its own
basis; these rows are what applies when it does not. The row in force on the day from which a limit runs is cited.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CountingRule:
    """One general rule for counting periods 「期间计算」; `valid_to` is exclusive, None while in force."""

    source: str
    valid_from: date
    valid_to: date | None


COUNTING_RULES = (
    CountingRule("《民法通则》第154条", date(1987, 1, 1), date(2017, 10, 1)),
    CountingRule("《民法总则》第201条至第203条", date(2017, 10, 1), date(2021, 1, 1)),
    CountingRule("《民法典》第201条至第203条", date(2021, 1, 1), None),
)


def counting_basis(on: date) -> str:
    """The general rule in force on a day, as it is cited; empty before the first of them."""
    for rule in COUNTING_RULES:
        if rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to):
            return rule.source
    return ""
