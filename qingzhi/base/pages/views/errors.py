"""Error pages: what failed, what is kept, what to do next, a reference number."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "请求无法识别", "地址或提交的内容不完整,请返回上一页重试。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "没有权限", str(exception or "您不能打开这个页面。"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "没有找到", "这个地址没有内容,或者您无权看到它。")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, "页面已过期", "页面打开时间过长或登录已变化,请返回上一页刷新后重新提交。")


def server_error(request: HttpRequest) -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    log.error("server error %s at %s", reference, request.path)
    return _page(request, 500, "系统出现问题", f"已记录,参考号 {reference}。刚才的操作没有保存,可稍后重试。")


def _page(request: HttpRequest, status: int, title: str, reason: str) -> HttpResponse:
    return render(request, "pages/error.html", {"title": title, "reason": reason, "status": status}, status=status)
