"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import forget_answers


@duty("api.forget_answers", every=3600.0)
def forget() -> int:
    return forget_answers()
