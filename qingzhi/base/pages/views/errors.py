"""Error pages: what failed, what is kept, what to do next, a reference number."""

import logging
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ..access import came_from

log = logging.getLogger(__name__)

KEPT = "刚才填写的内容没有保存到系统；如页面支持草稿，草稿仍在本机。"
NEXT: dict[int, tuple[str, ...]] = {
    400: ("检查地址是否完整", "回到上一页重新操作"),
    403: ("在右上角切换到有权限的岗位", "请安全管理员授予权限"),
    404: ("检查地址是否完整", "从菜单重新进入", "确认当前岗位能看到这条记录"),
    409: ("返回并刷新页面，查看最新情况", "核对后重新办理"),
    413: ("压缩或拆分附件", "分次提交"),
    422: ("删去涉密内容", "按保密规定立即报告并处理原件"),
    429: ("等待锁定时间结束后再登录", "急需使用请联系安全管理员"),
    500: ("稍后重试", "仍不成功，请带着参考号联系系统管理员"),
    503: ("稍后重试",),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400, "请求无法识别", "地址或提交的内容不完整，请返回上一页重试。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403, "没有权限", str(exception or "您不能打开这个页面。"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404, "没有找到", "这个地址没有内容，或者您无权看到它。")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    why = "页面打开时间过长或登录已变化，请返回上一页刷新后重新提交。"
    return error_page(request, 403, "页面已过期", why, next_steps=("返回上一页并刷新", "重新提交"))


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort: it must answer even where the database, the session or the menu cannot."""
    reference = secrets.token_hex(4).upper()
    log.error("server error %s at %s", reference, request.path)
    title, reason = "系统出现问题", f"已记录，参考号 {reference}。刚才的操作没有保存，可稍后重试。"
    try:
        return error_page(request, 500, title, reason, reference=reference)
    except Exception:
        log.exception("the page of error %s could not be drawn whole", reference)
    context = {"title": title, "reason": reason, "status": 500, "reference": reference, "next_steps": NEXT[500]}
    return HttpResponse(render_to_string("pages/error_bare.html", context), status=500)


def error_page(request: HttpRequest, status: int, title: str, reason: str, **more: Any) -> HttpResponse:
    """A page that says what failed and what to do next; `next_steps`, `kept`, `reference` replace what is usual."""
    context = {
        "title": title,
        "reason": reason,
        "status": status,
        "kept": KEPT if request.method == "POST" and status in {403, 409, 413, 500} else "",
        "next_steps": NEXT.get(status, ()),
        "back_url": came_from(request),
        **more,
    }
    return render(request, "pages/error.html", context, status=status)
