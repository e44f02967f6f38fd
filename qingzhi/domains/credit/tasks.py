"""Duties of the worker."""

from qingzhi.base.events.duties import duty

from .actions import expire_all


@duty("credit.expire", every=3600)
def expire() -> None:
    """Findings, entries and publications whose last day is over end by themselves."""
    expire_all()
