"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import refresh_lake


@duty("lake.refresh", every=3600.0)
def refresh() -> int:
    return refresh_lake().written
