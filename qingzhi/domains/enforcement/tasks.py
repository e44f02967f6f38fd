"""Background work."""

from qingzhi.base.events.duties import duty

from .actions.finality import settle_decisions


@duty("enforcement.finality", every=1800.0)
def finality() -> int:
    return settle_decisions()
