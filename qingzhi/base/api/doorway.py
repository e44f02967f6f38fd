"""The way into every operation, one order for all: method, token, limit, permit, form of the request, then the operation."""

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from qingzhi.base.pages.access import Access
from qingzhi.base.permits import PermitRefused, Refusal, permit
from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified

from .actions import answer_once, note_use
from .callers import Caller, caller_of, refused
from .limits import Allowance, spend
from .problems import BY_STATUS, Problem, invalid, respond
from .validation import problem_of

log = logging.getLogger(__name__)
JSON, MULTIPART = "application/json", "multipart/form-data"


class Door:
    """One operation with its access, the query parameters that it knows and the media type that it takes."""

    def __init__(self, operation: Operation, access: Access, parameters: frozenset[str]):
        self.operation, self.access, self.parameters = operation, access, parameters
        sources = {model.__ninja_param_source__ for model in operation.models}
        self.takes = MULTIPART if sources & {"file", "form"} else JSON if "body" in sources else ""

    def open(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse:
        """Let a call in, or raise the problem that keeps it out."""
        caller, allowance = _announced(request)
        self._permitted(caller)
        self._sound(request)
        request.actor = caller.actor  # type: ignore[attr-defined]
        response = self._run(request, kwargs, caller)
        if caller.token is not None:
            note_use(token=caller.token, address=caller.actor.address)
        for name, value in allowance.headers.items():
            response[name] = value
        patch_vary_headers(response, ["Authorization"])
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-cache" if caller.holder else "no-cache"
        return response

    def _permitted(self, caller: Caller) -> None:
        if self.access.kind != "permit" or self.access.permit in caller.actor.grants:
            return
        asked = permit(self.access.permit)
        if not caller.holder:
            raise refused(f"请出示有“{asked.title}”权限的令牌。")
        narrow = caller.token is None or asked.code not in caller.token.scopes
        why = f"{'令牌' if caller.token else '公钥'}没有" if narrow else "令牌所属的岗位现在没有"
        raise Problem("forbidden", f"{why}“{asked.title}”权限（{asked.code}）。", permit=asked.code)

    def _sound(self, request: HttpRequest) -> None:
        """Nothing that would be passed over in silence, no classified text."""
        if unknown := sorted(set(request.GET) - self.parameters):
            raise invalid([{"in": "query", "name": name, "detail": "接口没有这个参数"} for name in unknown])
        if self.takes and request.content_type != self.takes:
            raise Problem("unsupported-media-type", f"请以 {self.takes} 提交内容。")
        if self.takes == JSON:
            try:
                refuse_classified(*_texts(json.loads(request.body)))
            except (ValueError, RecursionError):
                raise Problem("bad-request", "提交的内容不是有效的 JSON。") from None

    def _run(self, request: HttpRequest, kwargs: Mapping[str, Any], caller: Caller) -> HttpResponse:
        def run() -> HttpResponse:
            return self.operation.run(request, **kwargs)  # type: ignore[return-value]

        key = request.headers.get("Idempotency-Key")
        if key is None or request.method != "POST" or not caller.holder:
            return run()
        if not 1 <= len(key) <= 128 or not key.isascii():
            raise invalid([{"in": "header", "name": "Idempotency-Key", "detail": "须为 1 至 128 个 ASCII 字符"}])
        return answer_once(holder=caller.holder, key=key, request_digest=_digest(request), run=run)


def answered(request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Whatever comes out is an answer of the API: every exception becomes a problem document."""
    try:
        return run()
    except Exception as error:
        return respond(request, _problem_from(request, error))


def _announced(request: HttpRequest) -> tuple[Caller, Allowance]:
    """Who calls, counted; a token that opens nothing counts against its address."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        caller = caller_of(request)
    except Problem:
        spend(address)
        raise
    return caller, spend(address, caller.holder)


def _problem_from(request: HttpRequest, error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return problem_of(error.errors)
    if isinstance(error, ClassifiedText):
        return Problem("classified", error.reason)
    if isinstance(error, PermitRefused):
        return Problem("forbidden", _sentence(error.reason), permit=error.code)
    if isinstance(error, Refusal) and (
        field := getattr(error, "field", "")
    ):  # a refusal that a form shows at its field
        told = {"in": "body", "name": field, "pointer": f"/{field}", "detail": error.reason.rstrip("。")}
        return Problem("invalid", _sentence(error.reason), errors=[told])
    if isinstance(error, Refusal):
        return Problem("conflict", _sentence(error.reason))
    if isinstance(error, Http404):
        return Problem("not-found")
    if isinstance(error, RequestDataTooBig):
        return Problem("too-large")
    if isinstance(error, BadRequest):
        return Problem("bad-request")
    if isinstance(error, HttpError) and error.status_code in BY_STATUS:
        return Problem(BY_STATUS[error.status_code])
    reference = secrets.token_hex(4).upper()
    log.exception("server error %s at %s", reference, request.path)
    return Problem("server-error", f"已记录，参考号 {reference}；刚才的操作没有保存，可稍后重试。", reference=reference)


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, names included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _digest(request: HttpRequest) -> str:
    """What was asked: address, query and content (of an upload its fields and files, read piece by piece)."""
    found = hashlib.sha256(request.get_full_path().encode())
    if request.content_type == MULTIPART:
        for name, values in sorted(request.POST.lists()):
            found.update(json.dumps([name, values]).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                found.update(json.dumps([name, file.name, file.size]).encode())
                for piece in file.chunks():
                    found.update(piece)
                file.seek(0)
    else:
        found.update(request.body)
    return found.hexdigest()
