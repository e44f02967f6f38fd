"""What happens at an hour; happenings of several sources are brought into one order, as the audit trail tells them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from qingzhi.base import clock


@dataclass(order=True)
class Happening:
    """Something that is done at an hour; `order` decides among those of the same minute."""

    when: datetime
    order: int
    do: Callable[[], object] = field(compare=False)


def play(happenings: Iterable[Happening]) -> int:
    """Do everything in the order of its hour, the clock held at it; returns how many."""
    ordered = sorted(happenings)
    for one in ordered:
        with clock.fixed(one.when):
            one.do()
    return len(ordered)
