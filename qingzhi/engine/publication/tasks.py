"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import end_periods


@duty("publication.end_periods", every=60.0)
def end() -> int:
    return end_periods()
