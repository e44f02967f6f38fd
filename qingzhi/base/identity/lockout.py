"""What somebody sees whose account is locked after failed sign-ins."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any) -> HttpResponse:
    """One clear sentence with status 429."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    reason = (
        f"连续登录失败 {settings.AXES_FAILURE_LIMIT} 次，账号已锁定 {minutes} 分钟。急需使用可请安全管理员解除锁定。"
    )
    context = {"title": "账号暂时锁定", "reason": reason, "status": 429}
    return render(request, "pages/error.html", context, status=429)
