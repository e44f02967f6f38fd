"""Duties of the worker: what is done again and again in the background, each with its period and its last run."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


@dataclass
class Duty:
    """One recurring piece of background work; `every` in seconds."""

    name: str
    every: float
    run: Callable[[], object]
    last_at: float = field(default=0.0)
    failures: int = 0


_duties: dict[str, Duty] = {}


def duty(name: str, *, every: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a function without arguments that the worker runs every so many seconds; safe to run twice."""

    def register(run: Callable[[], object]) -> Callable[[], object]:
        _duties[name] = Duty(name, every, run)
        return run

    return register


def run_due_duties(*, all_now: bool = False) -> list[str]:
    """Run what is due; a duty that fails is logged and does not stop the others. Returns the names of the failed."""
    failed = []
    for one in _duties.values():
        if not all_now and time.monotonic() - one.last_at < one.every:
            continue
        one.last_at = time.monotonic()
        try:
            one.run()
            one.failures = 0
        except Exception:
            one.failures += 1
            failed.append(one.name)
            log.exception("duty %s failed", one.name)
    return failed


def all_duties() -> list[Duty]:
    return list(_duties.values())
