"""Weights from pairwise judgments (AHP, Saaty 1980): the weights that they imply, and whether they contradict themselves (CR < 0.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

RANDOM = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}  # Saaty's random indices
TURNS = 200

Judgments = Mapping[tuple[str, str], float]  # (one, other) → how many times one outweighs the other, 1/9 to 9


class JudgmentsIncomplete(ValueError):
    """Some pair was not judged, or judged as no number of times."""


@dataclass(frozen=True)
class Consistency:
    """The weights (percent) that judgments imply, and their consistency ratio; 0 for up to two."""

    weights: dict[str, float]
    ratio: float


def weigh(names: Sequence[str], judgments: Judgments) -> Consistency:
    """The principal eigenvector of the matrix, and CR = (λmax − n) / (n − 1) / RI; raises `JudgmentsIncomplete`."""
    count = len(names)
    if count > max(RANDOM):
        raise JudgmentsIncomplete(f"同一级最多比较 {max(RANDOM)} 项")
    matrix = [[_times(one, other, judgments) for other in names] for one in names]
    vector = [1.0 / count] * count
    for _ in range(TURNS):
        product = [sum(row[at] * vector[at] for at in range(count)) for row in matrix]
        total = sum(product)
        vector = [one / total for one in product]
    product = [sum(row[at] * vector[at] for at in range(count)) for row in matrix]
    largest = sum(product[at] / vector[at] for at in range(count)) / count
    ratio = (largest - count) / (count - 1) / RANDOM[count] if count > 2 else 0.0
    return Consistency({name: 100 * vector[at] for at, name in enumerate(names)}, max(0.0, ratio))


def _times(one: str, other: str, judgments: Judgments) -> float:
    if one == other:
        return 1.0
    given = judgments.get((one, other))
    if given is None:
        back = judgments.get((other, one))
        given = 1 / back if back else None
    if not given or not 1 / 9.01 <= given <= 9.01:
        raise JudgmentsIncomplete(f"“{one}”和“{other}”没有比较，或比较的倍数不在 1/9 到 9 之间")
    return given
