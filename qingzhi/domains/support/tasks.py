"""Duties of the worker."""

from qingzhi.base.events.duties import duty

from .actions.rechecks import look_at_all


@duty("support.look_at_paid_rights", every=3600)
def look_at_paid_rights() -> None:
    """Rights that an import has ended since: the later check opens by itself."""
    look_at_all()
