"""From the figures of those who are evaluated to their points and places; pages, the sandbox and the action that keeps them all ask here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qingzhi.engine.scoring.queries import nodes_of

from ..models import Evaluation, EvaluationMethod, MethodLeaf
from ..rules.evaluation import Mark, Node, Scale, Scaling, added_up, scaled
from ..rules.periods import read_period
from ..rules.standing import Place, places
from .evaluation_figures import Entity, Found

HUNDRED = Decimal(100)
WHOLE = ""  # the node that is the whole of a tree


@dataclass(frozen=True)
class Scored:
    """One who is evaluated: the points of every node, and the place where enough of the weight speaks."""

    entity: Entity
    marks: Mapping[str, Mark]
    place: Place | None
    note: str = ""

    @property
    def whole(self) -> Mark:
        return self.marks[WHOLE]


def scored(method: EvaluationMethod, entities: Sequence[Entity], figures: Found) -> list[Scored]:
    """The points and places of all, the best first."""
    nodes = nodes_of(method.version)
    leaves = leaf_marks(method, figures)
    marks = {one.key: added_up(nodes, {code: given[one.key] for code, given in leaves.items()}) for one in entities}
    return _placed(entities, marks, method.least_held)


def leaf_marks(method: EvaluationMethod, figures: Found) -> dict[str, dict[str, Mark]]:
    """The points of each leaf for each who is evaluated."""
    found = {}
    for leaf in method.leaves.select_related("criterion"):
        taken = {key: one.taken(method.confidence) for key, one in figures[leaf.pk].items()}
        found[leaf.criterion.code] = scaled(scale_of(leaf), taken)
    return found


def scale_of(leaf: MethodLeaf) -> Scale:
    """How a leaf's figures become points."""
    return Scale(Scaling(leaf.scaling), leaf.down, leaf.demand)


def reweighed(
    nodes: Iterable[Node], entities: Sequence[Entity], leaves: Mapping[str, Mapping[str, Mark]], least_held: Decimal
) -> list[Scored]:
    """The points and places of all with other weights, from the same points of leaves."""
    rows = list(nodes)
    marks = {one.key: added_up(rows, leaves[one.key]) for one in entities}
    return _placed(entities, marks, least_held)


def _placed(entities: Sequence[Entity], marks: Mapping[str, Mapping[str, Mark]], least_held: Decimal) -> list[Scored]:
    held = {one.key: marks[one.key][WHOLE].held * HUNDRED for one in entities}
    ranked = places({key: marks[key][WHOLE] for key, share in held.items() if share >= least_held})
    found = [
        Scored(one, marks[one.key], ranked.get(one.key), "" if one.key in ranked else _why(held[one.key], least_held))
        for one in entities
    ]
    return sorted(found, key=lambda one: (one.place is None, one.place.place if one.place else 0, one.entity.key))


def _why(held: Decimal, least: Decimal) -> str:
    if not held:
        return "没有数据，不排名"
    return f"有数据的权重为 {round(held)}%，不足 {round(least)}%，不排名"


def before(method: EvaluationMethod, period: str) -> Evaluation | None:
    """The evaluation by the same scheme of the period before, as last corrected."""
    rows = Evaluation.objects.filter(method__version__scheme=method.version.scheme_id, revisions=None)
    wanted = read_period(period)
    known = [(read_period(one.period), one) for one in rows.exclude(period=period)]
    earlier = [(at.last, one.pk, one) for at, one in known if at.last < wanted.first and at.span is wanted.span]
    return max(earlier)[2] if earlier else None


def newest(evaluation: Evaluation) -> Evaluation:
    """The last correction of an evaluation; itself where there is none."""
    return Evaluation.objects.get(method=evaluation.method_id, period=evaluation.period, revisions=None)
