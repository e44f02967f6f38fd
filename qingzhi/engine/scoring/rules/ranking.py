"""The order of entries: by score, then by the named criterion; who is still equal shares the place."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Standing:
    """What an entry stands on: its score, and the mean of the criterion that breaks ties."""

    key: int
    number: int
    score: Decimal | None
    tie: Decimal | None = None


@dataclass(frozen=True)
class Placed:
    """An entry's place; None where it has no score."""

    key: int
    place: int | None
    reason: str


def ranked(standings: Iterable[Standing], tie_title: str = "") -> list[Placed]:
    """All of a group, the best first; those without a score last, in the order of their numbers."""
    rows = sorted(standings, key=_order)
    count_by_score: dict[Decimal | None, int] = {}
    for one in rows:
        count_by_score[one.score] = count_by_score.get(one.score, 0) + 1
    found: list[Placed] = []
    before: Standing | None = None
    for index, one in enumerate(rows, 1):
        if one.score is None:
            found.append(Placed(one.key, None, "没有足够的有效评分，未排名"))
            continue
        same = before is not None and (one.score, one.tie) == (before.score, before.tie)
        place = found[-1].place if same else index
        found.append(Placed(one.key, place, _reason(one, count_by_score[one.score], tie_title, rows)))
        before = one
    return found


def _order(one: Standing) -> tuple[bool, Decimal, Decimal, int]:
    return (
        one.score is None,
        -(one.score or Decimal(0)),
        -(one.tie if one.tie is not None else Decimal(0)),
        one.number,
    )


def _reason(one: Standing, same_score: int, tie_title: str, rows: list[Standing]) -> str:
    if same_score == 1:
        return "按得分排序"
    equal = sum(other.score == one.score and other.tie == one.tie for other in rows)
    if not tie_title or one.tie is None:
        return "得分相同，并列"
    if equal > 1:
        return f"得分相同，“{tie_title}”的平均分 {one.tie} 也相同，并列"
    return f"得分相同，按“{tie_title}”的平均分 {one.tie} 排序"
