"""What time it is. Nothing else in the project may ask the operating system."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
NOON = time(12, 0)

_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)
_pin: list[date | None] = []


def now() -> datetime:
    """The present instant, aware, in China Standard Time."""
    if (fixed_at := _fixed.get()) is not None:
        return fixed_at
    real = real_now()
    pinned_on = _pinned_day()
    return real if pinned_on is None else datetime.combine(pinned_on, real.timetz())


def real_now() -> datetime:
    """The instant by the machine, even where a demonstration pins its day: for sessions, lock-outs and retries."""
    return _fixed.get() or datetime.now(UTC).astimezone(CHINA)


def today() -> date:
    """The present day in China; 2018-07-01 in the demonstration."""
    return now().date()


def is_pinned() -> bool:
    """Whether this installation shows a demonstration day instead of the real one."""
    return _pinned_day() is not None


@contextmanager
def fixed(at: date | datetime) -> Iterator[None]:
    """Hold the clock at an instant (noon, if only a day is given) within a block."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, NOON)
    token = _fixed.set(at if at.tzinfo else at.replace(tzinfo=CHINA))
    try:
        yield
    finally:
        _fixed.reset(token)


def forget_pin() -> None:
    """Read the pinned day anew at the next question (after it was set or in tests)."""
    _pin.clear()


def _pinned_day() -> date | None:
    if not _pin:
        from .models import ClockPin

        _pin.append(ClockPin.objects.values_list("day", flat=True).first())
    return _pin[0]
