"""What a method says: its tree with what each leaf measures, whether its weights hold together, its text for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from qingzhi.engine.scoring.models import Criterion
from qingzhi.engine.scoring.queries import threshold

from ..models import EvaluationMethod, MethodLeaf
from ..rules.judgments import Consistency, JudgmentsIncomplete, weigh
from ..terms.evaluation import EvaluationKind, ScalingTerm
from .body_figures import body_figure

CONSISTENCY = "evaluation.consistency"
MINUS = {True: "越低越好", False: "越高越好"}


@dataclass(frozen=True)
class MethodLine:
    """One criterion of a method as its page lists it."""

    criterion: Criterion
    depth: int
    share: Decimal  # of the whole, percent
    leaf: MethodLeaf | None = None
    measures: str = ""
    meaning: str = ""
    unit: str = ""
    scaling: str = ""
    direction: str = ""


@dataclass(frozen=True)
class JudgedPart:
    """Pairwise judgments below one criterion: the weights that they imply, and whether they hold together."""

    title: str
    pairs: list[tuple[str, str, str]]
    weights: list[tuple[str, Decimal, Decimal]]  # title, laid down, implied
    ratio: Decimal
    limit: Decimal

    @property
    def holds(self) -> bool:
        return self.ratio < self.limit


def method_lines(method: EvaluationMethod) -> list[MethodLine]:
    """The tree of a method from the top, each leaf with what it measures; three queries."""
    leaves = {one.criterion_id: one for one in method.leaves.select_related("indicator")}
    below: dict[int | None, list[Criterion]] = {}
    for one in method.version.criteria.order_by("position", "pk"):
        below.setdefault(one.parent_id, []).append(one)
    found: list[MethodLine] = []

    def tell(parent: int | None, depth: int, share: Decimal) -> None:
        for one in below.get(parent, []):
            part = share * one.weight / 100
            leaf = leaves.get(one.pk)
            found.append(_line(one, depth, part, leaf) if leaf else MethodLine(one, depth, part))
            tell(one.pk, depth + 1, part)

    tell(None, 0, Decimal(100))
    return found


def _line(criterion: Criterion, depth: int, share: Decimal, leaf: MethodLeaf) -> MethodLine:
    measures, meaning, unit = leaf_measures(leaf)
    scaling = ScalingTerm(leaf.scaling).label
    if leaf.scaling == ScalingTerm.DEMAND and leaf.demand is not None:
        scaling = f"{scaling}（{leaf.demand.normalize():f} {unit}）"
    return MethodLine(criterion, depth, share, leaf, measures, meaning, unit, scaling, MINUS[leaf.down])


def leaf_measures(leaf: MethodLeaf) -> tuple[str, str, str]:
    """What a leaf measures: name, meaning, unit."""
    if leaf.indicator is not None:
        return leaf.indicator.name, leaf.indicator.meaning, leaf.indicator.unit
    source = body_figure(leaf.figure)
    return (source.title, source.meaning, source.unit) if source else (leaf.figure, "", "")


def judged_parts(method: EvaluationMethod) -> list[JudgedPart]:
    """The pairwise judgments from which weights were drawn, level by level; raises `JudgmentsIncomplete`."""
    if not method.judgments:
        return []
    criteria = list(method.version.criteria.select_related("parent").order_by("position", "pk"))
    titles = {one.code: one.title for one in criteria}
    limit = threshold(CONSISTENCY, method.version.valid_from)
    found = []
    for parent in dict.fromkeys(str(row[0]) for row in method.judgments):
        parts = [one for one in criteria if (one.parent.code if one.parent else "") == parent]
        given = {(row[1], row[2]): float(row[3]) for row in method.judgments if row[0] == parent}
        told = weigh([one.code for one in parts], given)
        pairs = [(titles[one], titles[other], f"{times:g}") for (one, other), times in given.items()]
        title = titles.get(parent, "一级指标")
        found.append(JudgedPart(title, pairs, _beside(parts, told), round(Decimal(told.ratio), 4), limit))
    return found


def _beside(parts: list[Criterion], told: Consistency) -> list[tuple[str, Decimal, Decimal]]:
    return [(one.title, one.weight, round(Decimal(told.weights[one.code]), 1)) for one in parts]


def judged_and_torn(method: EvaluationMethod) -> tuple[list[JudgedPart], list[str]]:
    """A method's pairwise judgments, as far as they are whole, and what is wrong with them, each in a sentence."""
    try:
        parts = judged_parts(method)
    except JudgmentsIncomplete as error:
        return [], [str(error)]
    torn = [one for one in parts if not one.holds]
    return parts, [f"“{one.title}”的一致性比例 CR 为 {one.ratio}，应小于 {one.limit.normalize():f}" for one in torn]


def method_text(method: EvaluationMethod) -> str:
    """A method in words, for its publication."""
    lines = [method.about] if method.about else []
    lines += [how_told(method), f"依据：{method.source}。", "指标体系和权重："]
    for one in method_lines(method):
        head = f"{'　' * one.depth}{one.criterion.title}，占 {one.criterion.weight.normalize():f}%"
        tail = f"：{one.measures}（{one.unit}），{one.direction}，{one.scaling}" if one.leaf else ""
        lines.append(f"{head}{tail}")
    return "\n".join(lines)


def how_told(method: EvaluationMethod) -> str:
    """How scores are made, in sentences."""
    told = {
        EvaluationKind.INDEX: (
            f"以 {method.base_period} 年为 100。各指标的指数为本期数与基期数之比乘以 100，逆向指标取倒数，再按权重逐级加权平均。"
        ),
    }.get(
        method.known_kind,
        "各指标按下列方法折算为 0 至 100 分，再按权重逐级加权平均。",
    )
    return (
        f"{told}没有数据、基期为零或各对象数值相同的指标不计入，其权重按比例分给同级指标，并在得分中注明。"
        f"有数据的权重不足 {method.least_held.normalize():f}% 的不排名。件数少的对象，按件数的随机波动给出名次的可能范围（区间系数 {method.confidence.normalize():f}）。"
    )


def weights_of(method: EvaluationMethod) -> Mapping[str, Decimal]:
    """The weight of each criterion below its parent, by code."""
    return dict(method.version.criteria.values_list("code", "weight"))
