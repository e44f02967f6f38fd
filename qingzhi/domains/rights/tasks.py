"""Background work."""

from qingzhi.base.events.duties import duty

from .actions.industries import classify_pending


@duty("rights.classify", every=20.0)
def classify() -> int:
    return classify_pending(seconds=3.0)
