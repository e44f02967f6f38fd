"""Who works on a batch: one process at a time, and what a dead one held is free.

The lease is only there to spare work. What makes it impossible for two to write the same rows is `held`: every chunk
begins by locking the batch and looking whether the lease and the cursor are still its own.
"""

import os
import secrets
import socket
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock

from ..models import Batch
from ..refusals import BatchHeld
from ..terms import BatchState

PATIENCE = timedelta(seconds=90)  # without a beat for so long, a holder on another machine counts as dead
OPEN = (BatchState.WAITING.value, BatchState.RUNNING.value)


def new_lease() -> str:
    """A name for this piece of work: machine, process, chance."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}:{secrets.token_hex(8)}"


@transaction.atomic
def claim(batch: Batch, lease: str) -> Batch | None:
    """Take an open batch; None when it is not open or somebody alive works on it."""
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.state not in OPEN or (found.lease and found.lease != lease and _is_alive(found)):
        return None
    now = clock.real_now()
    found.state, found.lease, found.beat_at = BatchState.RUNNING.value, lease, now
    found.started_at = found.started_at or clock.now()
    found.save(update_fields=["state", "lease", "beat_at", "started_at"])
    return found


def held(batch_id: int, lease: str, cursor: int) -> Batch:
    """The batch, locked, if it is still this worker's and where this worker believes it to be; raises `BatchHeld`."""
    found = Batch.objects.select_for_update().get(pk=batch_id)
    if found.lease != lease or found.cursor != cursor or found.state != BatchState.RUNNING:
        raise BatchHeld(f"批次 {found.code} 已由其他进程接手，或已被暂停")
    return found


def release(batch: Batch, lease: str) -> None:
    """Let go of a batch that is not finished, so that the next worker need not wait."""
    Batch.objects.filter(pk=batch.pk, lease=lease).update(lease="")


def is_busy(batch: Batch) -> bool:
    """Whether a living process works on the batch."""
    return bool(batch.lease) and batch.state == BatchState.RUNNING and _is_alive(batch)


def waiting_batches() -> Q:
    """A filter: what a worker may look at."""
    return Q(state__in=OPEN)


def _is_alive(batch: Batch) -> bool:
    host, _, rest = batch.lease.rpartition(":")[0].rpartition(":")
    if host == socket.gethostname()[:100] and rest.isdecimal() and not _runs(int(rest)):
        return False
    return batch.beat_at is not None and clock.real_now() - batch.beat_at < PATIENCE


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
