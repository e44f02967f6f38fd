"""Background work."""

from qingzhi.base.events.duties import duty

from .actions.finality import settle_decisions
from .actions.flagging import recompute_by_the_day


@duty("enforcement.finality", every=1800.0)
def finality() -> int:
    return settle_decisions()


@duty("enforcement.flags", every=21600.0)
def flags() -> int:
    return recompute_by_the_day()
