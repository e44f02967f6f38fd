"""Refusals become pages: one clear sentence, the right status, nothing lost."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from qingzhi.base.permits import PermitRefused, Refusal
from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified

from .views.errors import error_page


class PageMiddleware:
    """Refuses texts that bear a classification mark, and turns refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            try:
                refuse_classified(*(value for values in request.POST.lists() for value in values[1]))
            except ClassifiedText as refused:
                return error_page(request, 422, "不能录入涉密内容", refused.reason)
            except RequestDataTooBig:
                return error_page(request, 413, "提交的内容过大", "提交的文字超过了限度，请分次提交或改用附件。")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, PermitRefused):
            return error_page(request, 403, "没有权限", error.reason)
        if isinstance(error, ClassifiedText):
            return error_page(request, 422, "不能录入涉密内容", error.reason)
        if isinstance(error, Refusal):
            return error_page(request, 409, "未能办理", error.reason)
        return None
