"""Duties of the worker: what is done again and again in the background, each with its period and its last run."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections

log = logging.getLogger(__name__)


@dataclass
class Duty:
    """One recurring piece of background work; `every` in seconds. One that is `alone` never waits behind another."""

    name: str
    every: float
    run: Callable[[], object]
    last_at: float = field(default=0.0)
    failures: int = 0
    alone: bool = False


_duties: dict[str, Duty] = {}


def duty(name: str, *, every: float, alone: bool = False) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function without arguments that the worker runs every so many seconds; safe to run twice.

    With `alone` the worker gives it a thread of its own, so that work which takes long elsewhere does not hold it up.
    """

    def register(run: Callable[[], object]) -> Callable[[], object]:
        _duties[name] = Duty(name, every, run, alone=alone)
        return run

    return register


def run_due_duties(*, all_now: bool = False, lone_too: bool = True) -> list[str]:
    """Run what is due; a duty that fails is logged and does not stop the others. Returns the names of the failed."""
    failed = []
    for one in _duties.values():
        if (one.alone and not lone_too) or (not all_now and time.monotonic() - one.last_at < one.every):
            continue
        if not _run(one):
            failed.append(one.name)
    return failed


def start_lone_duties(stop: threading.Event) -> list[threading.Thread]:
    """Give each duty that is `alone` a thread, until the event is set; the worker calls this once."""
    threads = [
        threading.Thread(target=_keep_running, args=(one, stop), name=one.name, daemon=True)
        for one in _duties.values()
        if one.alone
    ]
    for thread in threads:
        thread.start()
    return threads


def _keep_running(one: Duty, stop: threading.Event) -> None:
    while not stop.wait(one.every):
        close_old_connections()
        _run(one)


def _run(one: Duty) -> bool:
    one.last_at = time.monotonic()
    try:
        one.run()
        one.failures = 0
    except Exception:
        one.failures += 1
        log.exception("duty %s failed", one.name)
    return one.failures == 0


def all_duties() -> list[Duty]:
    return list(_duties.values())
