"""Refusals become pages: one clear sentence, the right status, nothing lost."""

import errno
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from qingzhi.base.permits import PUBLIC, PermitRefused, Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified

from .views.errors import error_page

FULL = {errno.ENOSPC, errno.EDQUOT}


class PageMiddleware:
    """Refuses texts that bear a classification mark, and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            if _carries_what_it_must_not(request):
                return error_page(
                    request, 415, "不接收文件", "本页只接收填写的内容，不接收文件；收到的文件没有读取，也没有保存。"
                )
            try:
                refuse_classified(*(value for values in request.POST.lists() for value in values[1]))
            except ClassifiedText as refused:
                return error_page(request, 422, "不能录入涉密内容", refused.reason)
            except RequestDataTooBig:
                return error_page(request, 413, "提交的内容过大", "提交的文字超过了限度，请分次提交或改用附件。")
            except OSError as error:  # an upload is put aside on the disk while it is read
                if error.errno not in FULL:
                    raise
                return error_page(request, 507, "服务器存储空间不足", "上传的文件没有保存，请联系系统管理员。")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, PermitRefused):
            return error_page(request, 403, "没有权限", error.reason)
        if isinstance(error, ClassifiedText):
            return error_page(request, 422, "不能录入涉密内容", error.reason)
        if isinstance(error, Refusal):
            return error_page(request, 409, "未能办理", error.reason)
        return None


def _carries_what_it_must_not(request: HttpRequest) -> bool:
    """Whether a form that could carry a file came to a page that takes none (`access.without_files`).

    Only from somebody who may open that page: all others are sent away by its guard.
    """
    if request.content_type == "application/x-www-form-urlencoded":
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    if not getattr(view, "without_files", False):
        return False
    access, actor = getattr(view, "access", None), getattr(request, "actor", PUBLIC)
    return access is None or not access.permit or bool(check(actor, access.permit))
