"""Locking an account for an address after failed sign-ins: who is locked, and what they see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse

from qingzhi.base import clock
from qingzhi.base.pages.views.errors import error_page


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any) -> HttpResponse:
    """One clear sentence with status 429."""
    reason = (
        f"连续登录失败 {settings.AXES_FAILURE_LIMIT} 次，账号已锁定 {minutes()} 分钟。急需使用可请安全管理员解除锁定。"
    )
    return error_page(request, 429, "账号暂时锁定", reason, kept="")


def names_no_account(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    """A failed single sign-on names no account: it may not lock out everybody at that address."""
    return not (credentials or {}).get("username")


def minutes() -> int:
    return round(settings.AXES_COOLOFF_TIME * 60)


@dataclass(frozen=True)
class Lock:
    """An account name that is locked for an address, and until when."""

    username: str
    address: str
    failures: int
    until: datetime


def locks() -> list[Lock]:
    """Every lock that holds now, the latest first."""
    wait = timedelta(minutes=minutes())
    failed = (
        AccessAttempt.objects.filter(attempt_time__gte=clock.real_now() - wait)
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("-last")
    )
    return [Lock(row["username"], row["ip_address"] or "", row["failures"], row["last"] + wait) for row in failed]
