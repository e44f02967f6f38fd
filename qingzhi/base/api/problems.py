"""Problem documents (RFC 9457): every error of the API in one form, with a Chinese title and one clear sentence."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

CONTENT_TYPE = "application/problem+json"
TITLES = {
    "bad-request": (400, "请求无法识别"),
    "unauthenticated": (401, "令牌缺失或无效"),
    "forbidden": (403, "没有权限"),
    "not-found": (404, "没有找到"),
    "method-not-allowed": (405, "不支持这种方法"),
    "conflict": (409, "未能办理"),
    "precondition-failed": (412, "记录已被他人修改"),
    "too-large": (413, "提交的内容过大"),
    "unsupported-media-type": (415, "不支持这种内容格式"),
    "invalid": (422, "参数或内容不正确"),
    "classified": (422, "不能提交涉密内容"),
    "key-reused": (422, "幂等键已用于另一请求"),
    "precondition-required": (428, "缺少前提条件"),
    "too-many-requests": (429, "请求过于频繁"),
    "server-error": (500, "系统出现问题"),
    "unavailable": (503, "暂时不能提供服务"),
}
BY_STATUS = {status: code for code, (status, _) in reversed(TITLES.items())}
SENTENCES = {
    "bad-request": "请求的内容不是有效的 JSON，或地址、主机名不正确。",
    "unauthenticated": "请出示有效的令牌。",
    "forbidden": "令牌或其岗位没有所需的权限。",
    "not-found": "这个地址没有内容，或者您无权看到它。",
    "method-not-allowed": "这个地址接受的方法见 Allow。",
    "conflict": "与登记簿的现状不符，理由见说明。",
    "precondition-failed": "这条记录在您读取之后已有变化，请重新读取并核对后再提交。",
    "too-large": "提交的内容超过限度，请分次提交。",
    "unsupported-media-type": "请以 application/json 提交，文件以 multipart/form-data 提交。",
    "invalid": "每一处的位置和原因见 errors。",
    "classified": "内容带有密级标志，本次提交未保存，请立即按保密规定处理。",
    "key-reused": "这个 Idempotency-Key 已用于内容不同的请求，请换一个。",
    "precondition-required": "请在 If-Match 中写明所修改记录的 ETag，先读取再修改。",
    "too-many-requests": "请在 Retry-After 所示的秒数后重试。",
    "server-error": "已记录，报障时请提供参考号。",
    "unavailable": "服务暂时不可用，请稍后重试。",
}


class Problem(Exception):
    """An answer that is no success; `code` is one of TITLES, `more` goes into the document, `headers` beside it."""

    def __init__(self, code: str, detail: str = "", *, headers: Mapping[str, str] | None = None, **more: Any):
        super().__init__(code, detail)
        self.code, self.headers, self.more = code, dict(headers or {}), more
        self.status, self.title = TITLES[code]
        self.detail = detail or SENTENCES[code]


def respond(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer."""
    document = {
        "type": f"/api/v1/#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
        **problem.more,
    }
    content = json.dumps(document, ensure_ascii=False)
    response = HttpResponse(content, status=problem.status, content_type=CONTENT_TYPE, headers=problem.headers)
    response["Cache-Control"] = "no-store"
    return response


def invalid(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """What does not validate: each place with one sentence."""
    first = errors[0]
    where = f"“{first['name']}”" if first["name"] else "提交的内容"
    rest = f"（另有 {len(errors) - 1} 处）" if len(errors) > 1 else ""
    return Problem("invalid", f"{where}{first['detail']}{rest}。", errors=list(errors))
