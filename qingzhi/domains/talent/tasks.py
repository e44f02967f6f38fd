"""Background work."""

from qingzhi.base.events.duties import duty

from .actions.reminding import remind_of_terms


@duty("talent.remind_of_terms", every=3600.0)
def remind() -> int:
    return remind_of_terms()
