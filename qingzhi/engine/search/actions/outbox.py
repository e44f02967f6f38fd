"""Telling the index that records changed."""

from collections.abc import Callable

from django.db import connection

from qingzhi.base import clock

from ..models import IndexChange

Follower = Callable[[str, int, int], None]
_followers: list[Follower] = []


def also_tell(follower: Follower) -> None:
    """Register, at start-up, another derived store that is told in the same transaction (the lake has its own outbox)."""
    if follower not in _followers:
        _followers.append(follower)


def reindex(kind: str, first_id: int, last_id: int | None = None) -> None:
    """Note, in the action's own transaction, that these records changed (or vanished); raises outside of one."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{kind}: the index is told inside the action's transaction")
    IndexChange.objects.create(kind=kind, first_id=first_id, last_id=last_id or first_id, at=clock.real_now())
    for follower in _followers:
        follower(kind, first_id, last_id or first_id)
