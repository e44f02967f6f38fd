"""Delivering what waits in the outbox. The network is never used inside a transaction."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from qingzhi.base import clock

from ..channels import CHANNELS, Refused, Unavailable
from ..models import OutboxRow

log = logging.getLogger(__name__)

RETRY_MINUTES = (1, 5, 15, 60, 180, 360)  # then every six hours, without end: nothing is lost
LEASE = timedelta(minutes=5)  # another worker may take a row over when its first one died with it
BATCH = 50


def deliver_outbox() -> int:
    """Deliver what is due; returns how many went out. A channel whose gateway is down is left until the next run."""
    return sum(_deliver_by(code) for code in CHANNELS if not CHANNELS[code].problem())


def _deliver_by(code: str) -> int:
    waiting = OutboxRow.objects.filter(channel=code, sent_at=None, refused_at=None, next_at__lte=clock.now())
    waiting = waiting.filter(is_gathered=False)
    sent = 0
    for row in waiting.select_related("message__wording").order_by("next_at", "id")[:BATCH]:
        if not _lease(row):
            continue
        try:
            CHANNELS[code].deliver(row)
        except Refused as error:
            _note(row, refused_at=clock.now(), error=str(error)[:500])
        except Unavailable as error:
            _note(row, next_at=clock.now() + _wait(row.attempts), error=str(error)[:500])
            log.warning("channel %s is not available: %s", code, error)
            break
        else:
            _note(row, sent_at=clock.now(), error="")
            sent += 1
    return sent


def _lease(row: OutboxRow) -> bool:
    """Take the row for oneself for a while; False when somebody else has it."""
    mine = OutboxRow.objects.filter(pk=row.pk, next_at=row.next_at, sent_at=None, refused_at=None)
    return bool(mine.update(next_at=clock.now() + LEASE, attempts=F("attempts") + 1))


def _wait(attempts: int) -> timedelta:
    return timedelta(minutes=RETRY_MINUTES[min(attempts, len(RETRY_MINUTES) - 1)])


def _note(row: OutboxRow, **values: object) -> None:
    """Note what became of a row, and of the rows that a digest carries with it."""
    with transaction.atomic():
        OutboxRow.objects.filter(pk=row.pk).update(**values)
        settled = {name: value for name, value in values.items() if name in ("sent_at", "refused_at")}
        if settled and row.message_id is None:
            OutboxRow.objects.filter(carrier=row.pk).update(**settled)
