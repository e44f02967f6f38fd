"""Grades by rank and quota: the best are proposed for the highest grade until its quota is full. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Place:
    """A nomination as it was ranked; `category` says for which grades it stands (发明, 外观, 商标)."""

    key: int
    rank: int
    score: Decimal
    category: str


@dataclass(frozen=True)
class Seat:
    """A grade of a round, highest first: for which categories, how many, from which score on."""

    code: str
    title: str
    quota: int
    categories: tuple[str, ...] = ()
    lowest: Decimal = Decimal(0)

    def takes(self, place: Place) -> bool:
        return not self.categories or place.category in self.categories


@dataclass(frozen=True)
class Proposal:
    """Which grade is proposed for a nomination (none: not shortlisted), and why."""

    key: int
    grade: str
    reason: str


def propose(places: Iterable[Place], seats: Sequence[Seat]) -> list[Proposal]:
    """Fill the grades from the top, in the order of ranks; every nomination is told why it has its grade or none."""
    left = {seat.code: seat.quota for seat in seats}
    found = []
    for place in sorted(places, key=lambda one: (one.rank, one.key)):
        found.append(_seat_for(place, seats, left))
    return found


def _seat_for(place: Place, seats: Sequence[Seat], left: dict[str, int]) -> Proposal:
    told = f"第 {place.rank} 名，{place.score} 分"
    short = []
    for seat in seats:
        if not seat.takes(place):
            continue
        if place.score < seat.lowest:
            short.append(f"{seat.title}须达到 {seat.lowest} 分")
        elif left[seat.code] <= 0:
            short.append(f"{seat.title} {seat.quota} 个名额已满")
        else:
            left[seat.code] -= 1
            why = f"；{'；'.join(short)}" if short else ""
            return Proposal(
                place.key,
                seat.code,
                f"{told}，列入{seat.title}（第 {seat.quota - left[seat.code]}/{seat.quota} 个名额）{why}",
            )
    return Proposal(place.key, "", f"{told}，未入围：{'；'.join(short) or '没有适用的奖项'}")


def next_for(places: Iterable[Place], seat: Seat) -> Proposal:
    """Who moves up into a place of a grade that became free: the best by rank who fits it (key 0: nobody), and why."""
    for place in sorted(places, key=lambda one: (one.rank, one.key)):
        if seat.takes(place) and place.score >= seat.lowest:
            return Proposal(place.key, seat.code, f"未入围者中名次最前且符合条件，第 {place.rank} 名，{place.score} 分")
    return Proposal(0, "", f"按名次递补，但未入围者中没有类型相符且达到 {seat.lowest} 分的，{seat.title}空缺")
