"""The one clock: `now()` and `today()` in China Standard Time; tests set it, a demonstration pins its day."""

from .reading import fixed, forget_pin, is_pinned, now, real_now, today

__all__ = ["fixed", "forget_pin", "is_pinned", "now", "real_now", "today"]
