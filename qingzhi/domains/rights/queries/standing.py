"""How a right stands, in the words and colours of a page."""

from collections.abc import Sequence

from qingzhi.base.pages.components import State

from ..models import Right
from ..rules.fees import Paid
from ..terms import IN_FORCE, PENDING, RightStatus
from .fees import FeeTable, fee_table, light_of, lights_of

CODES = {
    **dict.fromkeys(IN_FORCE, "ok"),
    **dict.fromkeys(PENDING, "unknown"),
    RightStatus.EXPIRED: "done",
    RightStatus.UNKNOWN: "unknown",
}


def status_state(status: str) -> State:
    """The legal status as a light."""
    known = RightStatus(status)
    return State(CODES.get(known, "none"), known.label)


def judged(rights: Sequence[Right], table: FeeTable | None = None) -> Sequence[Right]:
    """Give rights (read with their typed part) their two lights: `status_light` and `fee_light`."""
    lights = lights_of(rights, table or fee_table()) if rights else {}
    for one in rights:
        one.status_light = status_state(one.status)  # type: ignore[attr-defined]
        one.fee_light = lights[one.pk]  # type: ignore[attr-defined]
    return rights


def judge(right: Right, paid: Sequence[Paid], table: FeeTable) -> Right:
    """Give one right its two lights, its payments known already."""
    right.status_light = status_state(right.status)  # type: ignore[attr-defined]
    right.fee_light = light_of(right, paid, table)  # type: ignore[attr-defined]
    return right
