"""Which measures are carried out by something: a task, an indicator, a register, a procedure.

Modules that bind such things register a carrier at start-up (`register_carrier`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ..models import Measure, PlanVersion
from .versions import measures_of

Carrier = Callable[[PlanVersion], set[UUID]]

carriers: dict[str, Carrier] = {}


def register_carrier(name: str, lineages: Carrier) -> None:
    """Register what carries measures out: a name for pages, and the lineages of a version that it carries."""
    carriers[name] = lineages


@dataclass
class Coverage:
    """A version's measures, each with the names of what carries it out."""

    version: PlanVersion
    rows: list[tuple[Measure, list[str]]]

    @property
    def measures(self) -> int:
        return len(self.rows)

    @property
    def carried(self) -> int:
        return sum(bool(names) for _, names in self.rows)

    @property
    def uncarried(self) -> list[Measure]:
        return [measure for measure, names in self.rows if not names]

    @property
    def percent(self) -> int:
        return 100 * self.carried // self.measures if self.measures else 0

    def as_json(self) -> dict[str, object]:
        """The JSON of `qingzhi plan coverage`."""
        return {
            "measures": self.measures,
            "carried": self.carried,
            "uncarried": [{"section": one.section.code, "text": one.text} for one in self.uncarried],
        }


def coverage_of(version: PlanVersion) -> Coverage:
    """What carries out the measures of a version."""
    by_carrier = {name: lineages(version) for name, lineages in carriers.items()}
    return Coverage(
        version,
        [
            (measure, [name for name, lineages in by_carrier.items() if measure.lineage in lineages])
            for measure in measures_of(version)
        ],
    )
