"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import remind_of_confirmation


@duty("mediation.confirmation", every=3600.0)
def confirmation() -> int:
    return remind_of_confirmation()
