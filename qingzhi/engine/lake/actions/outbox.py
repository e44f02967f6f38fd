"""Telling the lake that records changed: actions say it once, to `search.actions.reindex`, which tells the lake too."""

from django.db import connection

from qingzhi.base import clock

from ..models import LakeChange
from ..tables import fed_by


def touch(kind: str, first_id: int, last_id: int) -> None:
    """Note, in the action's own transaction, that these records changed; a kind that feeds no table is passed over."""
    if not fed_by(kind):
        return
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind}: the lake is told inside the action's transaction")
    LakeChange.objects.create(kind=kind, first_id=first_id, last_id=last_id, at=clock.real_now())
