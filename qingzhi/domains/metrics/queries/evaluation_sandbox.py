"""What other weights would do to the places 「权重试算」: computed from the points that stand, nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qingzhi.engine.scoring.queries import nodes_of, threshold

from ..models import Evaluation, Score, ScorePart
from ..rules.evaluation import Mark
from .evaluation_figures import Entity
from .evaluation_scoring import Scored, reweighed

SWING = "evaluation.swing"  # by how many percent the weights of the first level are moved to see whether places hold
MOST = Decimal(100)


@dataclass(frozen=True)
class Weight:
    """A weight as the sandbox asks for it."""

    code: str
    title: str
    depth: int
    laid_down: Decimal
    given: Decimal

    @property
    def name(self) -> str:
        return f"w-{self.code}"

    @property
    def is_moved(self) -> bool:
        return self.given != self.laid_down


@dataclass(frozen=True)
class Moved:
    """One who is evaluated, as published and with the weights given."""

    score: Score
    points: Decimal | None
    place: int | None
    place_text: str
    best: int | None
    worst: int | None

    @property
    def rose(self) -> int | None:
        """How many places better than published."""
        return self.score.place - self.place if self.score.place and self.place else None

    @property
    def fell(self) -> int:
        """How many places worse than published."""
        return -self.rose if self.rose and self.rose < 0 else 0

    @property
    def steady(self) -> str:
        """Between which places it stays while the weights of the first level swing."""
        if self.best is None:
            return ""
        return f"{self.best}" if self.best == self.worst else f"{self.best}–{self.worst}"


class Sandbox:
    """An evaluation with other weights."""

    def __init__(self, evaluation: Evaluation):
        self.evaluation = evaluation
        self.method = evaluation.method
        self.nodes = nodes_of(self.method.version)
        self.swing = threshold(SWING, self.method.version.valid_from)
        self.scores = {one.entity: one for one in evaluation.scores.all()}
        self.entities = [Entity(one.entity, one.name) for one in self.scores.values()]
        self.leaves: dict[str, dict[str, Mark]] = {key: {} for key in self.scores}
        rows = ScorePart.objects.filter(score__evaluation=evaluation, leaf__isnull=False)
        told = rows.values_list("score__entity", "criterion__code", "points", "reach", "note")
        for entity, code, points, reach, note in told:
            self.leaves[entity][code] = Mark(points, reach, note)

    def weights(self, given: Mapping[str, Decimal]) -> list[Weight]:
        """Every weight in the order of the tree, as laid down and as given."""
        depth = {"": -1}
        found = []
        for one in self.nodes:
            depth[one.code] = depth[one.parent] + 1
            found.append(Weight(one.code, one.title, depth[one.code], one.weight, given.get(one.code, one.weight)))
        return found

    def placed(self, given: Mapping[str, Decimal]) -> dict[str, Scored]:
        """The points and places with these weights."""
        nodes = [replace(one, weight=given.get(one.code, one.weight)) for one in self.nodes]
        found = reweighed(nodes, self.entities, self.leaves, self.method.least_held)
        return {one.entity.key: one for one in found}

    def moved(self, given: Mapping[str, Decimal]) -> list[Moved]:
        """Everybody, the best first with the weights given."""
        now = self.placed(given)
        spans = self._swung(given)
        found = []
        for key, score in self.scores.items():
            one = now[key]
            points = round(one.whole.points, 2) if one.whole.points is not None else None
            place = one.place.place if one.place else None
            best, worst = spans.get(key, (None, None))
            found.append(Moved(score, points, place, one.place.text if one.place else "", best, worst))
        return sorted(found, key=lambda one: (one.place is None, one.place or 0, one.score.pk))

    def _swung(self, given: Mapping[str, Decimal]) -> dict[str, tuple[int, int]]:
        """The best and the worst place of each while each weight of the first level swings either way."""
        tops = [one for one in self.nodes if not one.parent]
        found: dict[str, tuple[int, int]] = {}
        for top in tops:
            for by in (MOST - self.swing, MOST + self.swing):
                swung = {**given, top.code: given.get(top.code, top.weight) * by / MOST}
                for key, one in self.placed(swung).items():
                    if one.place is not None:
                        best, worst = found.get(key, (one.place.place, one.place.place))
                        found[key] = min(best, one.place.place), max(worst, one.place.place)
        return found

    def adds_up(self, given: Mapping[str, Decimal]) -> list[str]:
        """Below which criteria the weights given do not come to 100; they are taken in proportion."""
        titles = {one.code: one.title for one in self.nodes} | {"": "一级指标"}
        parents = dict.fromkeys(one.parent for one in self.nodes)
        totals = {
            code: _total([given.get(n.code, n.weight) for n in self.nodes if n.parent == code]) for code in parents
        }
        return [f"“{titles[code]}”合计 {total.normalize():f}" for code, total in totals.items() if total != MOST]


def _total(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
