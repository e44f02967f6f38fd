"""Publish in the action's transaction; deliver after commit, at least once, each subscriber in its own transaction.

Events are delivered in the order of writing. A subscriber that fails tries again later and holds up nobody else, so
across a failure a subscriber may see a later event first: it reads the present state and does not count on order.
Waiting is measured by the machine's clock, since a demonstration's day never ends.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Q

from qingzhi.base import clock

from .models import Delivery, EventRow
from .types import Event, restore

log = logging.getLogger(__name__)

E = TypeVar("E", bound=Event)
Handler = Callable[[Any], None]
_subscribers: dict[str, dict[str, Handler]] = {}

RETRY_MINUTES = (1, 5, 30, 120)
BATCH = 200
SECONDS = 5.0


def subscribe(kind: type[E], name: str) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register an idempotent handler, at start-up, under a stable name such as `plan.close_tasks`."""

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        handlers = _subscribers.setdefault(kind.name, {})
        if handlers.setdefault(name, handler) is not handler:
            raise ValueError(f"subscriber {name} is registered twice for {kind.name}")
        return handler

    return register


def publish(event: Event) -> EventRow:
    """Write the event; raises outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.name}: an event is published inside the action's transaction")
    return EventRow.objects.create(at=clock.now(), name=event.name, payload=event.payload())


def deliver_events() -> int:
    """Deliver what is due, in order; returns how many subscribers ran to their end. Run by the worker."""
    started, done, last = time.monotonic(), 0, 0
    while time.monotonic() - started < SECONDS:
        rows = list(_due().filter(id__gt=last)[:BATCH])
        done += sum(_deliver(row) for row in rows)
        if len(rows) < BATCH:
            break
        last = rows[-1].pk
    return done


def undelivered_events() -> int:
    """How many events have a subscriber that has not taken them yet."""
    return EventRow.objects.filter(settled=False).count()


def stuck_deliveries() -> list[Delivery]:
    """Deliveries that have failed more often than they are retried quickly."""
    return list(Delivery.objects.filter(done_at=None, attempts__gt=len(RETRY_MINUTES)).select_related("event"))


def _due():
    return EventRow.objects.filter(Q(due_at=None) | Q(due_at__lte=clock.real_now()), settled=False).order_by("id")


def _deliver(row: EventRow) -> int:
    handlers = _subscribers.get(row.name, {})
    finished = sum(_run(row, name, handler) for name, handler in handlers.items())
    waiting = row.deliveries.filter(done_at=None, subscriber__in=handlers).values_list("retry_at", flat=True)
    times = [at or clock.real_now() for at in waiting]
    EventRow.objects.filter(pk=row.pk).update(settled=not times, due_at=min(times, default=None))
    return finished


def _run(row: EventRow, name: str, handler: Handler) -> bool:
    delivery, _ = Delivery.objects.get_or_create(event=row, subscriber=name)
    if delivery.done_at or (delivery.retry_at and delivery.retry_at > clock.real_now()):
        return False
    try:
        with transaction.atomic():
            locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
            if locked.done_at:
                return False
            handler(restore(row.name, row.payload))
            locked.done_at, locked.error = clock.real_now(), ""
            locked.save(update_fields=["done_at", "error"])
        return True
    except Exception as error:
        log.exception("event %s (%s) was not taken by %s", row.pk, row.name, name)
        _note_failure(delivery, error)
        return False


def _note_failure(delivery: Delivery, error: Exception) -> None:
    wait = RETRY_MINUTES[min(delivery.attempts, len(RETRY_MINUTES) - 1)]
    Delivery.objects.filter(pk=delivery.pk, done_at=None).update(
        attempts=delivery.attempts + 1,
        error=f"{type(error).__name__}: {error}"[:2000].replace("\x00", ""),
        retry_at=clock.real_now() + timedelta(minutes=wait),
    )
