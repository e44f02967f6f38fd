"""From figures to scores: how a leaf's figures become points, and how points add up along the tree of criteria.

`I_t = Σ w·x_t / x_base · 100` for an index, `z = (x − min) / (max − min)` among several, or the share of a demand that is met;
what is better when lower by the reciprocal or from the other end (省域知识产权发展状况评价 通行做法：综合指数法). A figure that is missing, a base of zero or a leaf
that tells nobody apart gives no points: its weight goes to its neighbours, and that is said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

WHOLE = Decimal(100)
ZERO = Decimal(0)


class Scaling(StrEnum):
    """How figures become points."""

    BASE = "base"
    SPREAD = "spread"
    DEMAND = "demand"


@dataclass(frozen=True)
class Scale:
    """The scaling of a leaf: `down` where lower is better; `demand` is what is asked for."""

    scaling: Scaling
    down: bool = False
    demand: Decimal | None = None


@dataclass(frozen=True)
class Taken:
    """A figure of one who is judged: with that of the base period, the edges between which chance may move it, or why there is none."""

    value: Decimal | None
    base: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    why: str = ""


@dataclass(frozen=True)
class Mark:
    """The points of a node: None with the reason. `reach` is how far chance may move them to either side."""

    points: Decimal | None
    reach: Decimal = ZERO
    note: str = ""
    share: Decimal = ZERO  # what it counts in the whole, once the weights of missing ones went to their neighbours
    held: Decimal = ZERO  # how much of its own weight speaks


class Node(Protocol):
    """A criterion as engine.scoring tells it."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def weight(self) -> Decimal: ...
    @property
    def parent(self) -> str: ...


def scaled(scale: Scale, taken: Mapping[str, Taken]) -> dict[str, Mark]:
    """The points of a leaf for each who is judged."""
    if scale.scaling is Scaling.SPREAD:
        return _spread(scale, taken)
    points = _of_base if scale.scaling is Scaling.BASE else _of_demand
    return {key: points(scale, one) for key, one in taken.items()}


def _of_base(scale: Scale, one: Taken) -> Mark:
    if one.value is None:
        return Mark(None, note=one.why or "没有数据，不计入")
    if one.base is None:
        return Mark(None, note="没有基期数据，不计入")
    if not one.base:
        return Mark(None, note="基期为零，无法比较，不计入")
    if scale.down and not one.value:
        return Mark(None, note="逆向指标取倒数，本期为零无法计算，不计入")
    base = one.base
    return _moved(one.value, one, lambda now: (base / now if scale.down else now / base) * WHOLE, down=scale.down)


def _of_demand(scale: Scale, one: Taken) -> Mark:
    if one.value is None:
        return Mark(None, note=one.why or "没有数据，不计入")
    if not scale.demand:
        return Mark(None, note="没有规定目标值，不计入")
    if scale.down and not one.value:
        return Mark(WHOLE, note="为零，计满分")
    wanted = scale.demand
    found = _moved(one.value, one, lambda now: (wanted / now if scale.down else now / wanted) * WHOLE, down=scale.down)
    return _capped(found)


def _capped(mark: Mark) -> Mark:
    if mark.points is None or mark.points <= WHOLE:
        return mark
    left = max(ZERO, mark.reach - (mark.points - WHOLE))  # beyond the demand chance moves nothing
    return replace(mark, points=WHOLE, reach=left, note="超过目标值，计满分")


def _spread(scale: Scale, taken: Mapping[str, Taken]) -> dict[str, Mark]:
    told = [one.value for one in taken.values() if one.value is not None]
    if not told or min(told) == max(told):
        same = "各评价对象数值相同，本期不区分，不计入" if told else "没有数据，不计入"
        return {key: Mark(None, note=one.why or same) for key, one in taken.items()}
    least, most = min(told), max(told)

    def points(value: Decimal) -> Decimal:
        return ((most - value) if scale.down else (value - least)) / (most - least) * WHOLE

    return {
        key: Mark(None, note=one.why or "没有数据，不计入") if one.value is None else _moved(one.value, one, points)
        for key, one in taken.items()
    }


def _moved(value: Decimal, one: Taken, points: Callable[[Decimal], Decimal], *, down: bool = False) -> Mark:
    """The points of a value, and how far they move while the value moves between its edges; a reciprocal has none of zero."""
    middle = points(value)
    edges = [points(edge) for edge in (one.low, one.high) if edge is not None and (edge or not down)]
    if len(edges) == 2:
        return Mark(middle, abs(edges[1] - edges[0]) / 2)
    return Mark(middle, max((abs(edge - middle) for edge in edges), default=ZERO))


def added_up(nodes: Iterable[Node], leaves: Mapping[str, Mark]) -> dict[str, Mark]:
    """The points of every node, the whole under "": weighted means of what speaks, leaf by leaf upwards.

    The reaches of independent leaves add up as squares.
    """
    rows = list(nodes)
    below: dict[str, list[Node]] = {}
    for one in rows:
        below.setdefault(one.parent, []).append(one)
    found: dict[str, Mark] = {}
    _rise("", below, leaves, found)
    _tell("", Decimal(1), below, found)
    return found


def _rise(code: str, below: Mapping[str, list[Node]], leaves: Mapping[str, Mark], found: dict[str, Mark]) -> None:
    parts = below.get(code, [])
    for one in parts:
        if one.kind == "group":
            _rise(one.code, below, leaves, found)
        else:
            leaf = leaves.get(one.code, Mark(None, note="没有数据，不计入"))
            found[one.code] = replace(leaf, held=Decimal(leaf.points is not None))
    speaking = [one for one in parts if found[one.code].points is not None]
    weight = sum((one.weight for one in speaking), ZERO)
    every = sum((one.weight for one in parts), ZERO)
    held = sum((one.weight * found[one.code].held for one in parts), ZERO) / every if every else ZERO
    if not weight:
        found[code] = Mark(None, note="下级指标都没有数据，不计入", held=held)
        return
    points = sum((one.weight * (found[one.code].points or ZERO) for one in speaking), ZERO) / weight
    squares = sum(((one.weight * found[one.code].reach / weight) ** 2 for one in speaking), ZERO)
    left_out = len(parts) - len(speaking)
    note = f"{left_out} 项下级指标不计入，其权重按比例分给其余指标" if left_out else ""
    found[code] = Mark(points, squares.sqrt(), note, held=held)


def _tell(code: str, share: Decimal, below: Mapping[str, list[Node]], found: dict[str, Mark]) -> None:
    found[code] = replace(found[code], share=share)
    parts = below.get(code, [])
    weight = sum((one.weight for one in parts if found[one.code].points is not None), ZERO)
    for one in parts:
        speaks = found[one.code].points is not None and weight
        _tell(one.code, share * one.weight / weight if speaks else ZERO, below, found)
