"""How often somebody may call: so many in a minute, the public by address, programs by their credential."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches

from qingzhi.base import clock

from .problems import Problem

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Allowance:
    """How much of a limit is left (draft-ietf-httpapi-ratelimit-headers)."""

    policy: str
    quota: int
    remaining: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={max(self.remaining, 0)};t={self.seconds}',
        }


def spend(address: str, holder: str = "") -> Allowance:
    """Count one call; raises the problem 429 with `Retry-After` when the minute's quota is spent."""
    if not holder:
        found = _count("public", address, settings.QINGZHI_API_PUBLIC_PER_MINUTE)
    else:
        found = _count("token", holder, settings.QINGZHI_API_TOKEN_PER_MINUTE)
    if found.remaining < 0:
        detail = f"每分钟最多 {found.quota} 次，请在 {found.seconds} 秒后重试。"
        raise Problem("too-many-requests", detail, headers={**found.headers, "Retry-After": str(found.seconds)})
    return found


def _count(policy: str, who: str, quota: int) -> Allowance:
    second = int(clock.real_now().timestamp())
    window = second // WINDOW
    key, cache = f"api:{policy}:{who}:{window}", caches["limits"]
    cache.add(key, 0, WINDOW * 2)
    try:
        used = cache.incr(key)
    except ValueError:  # thrown out between the two lines by a full cache
        used = 1
    return Allowance(policy, quota, quota - used, (window + 1) * WINDOW - second)
