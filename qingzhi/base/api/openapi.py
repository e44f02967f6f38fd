"""The description of the API (OpenAPI 3.1): what every operation has in common is added here, once."""

from typing import Any

from ninja.operation import Operation

from qingzhi.base.pages.access import Access
from qingzhi.base.permits import permit

from .callers import credentials
from .problems import CONTENT_TYPE, TITLES
from .schemas import ProblemDocument

REF = "#/components/schemas/{model}"
BEARER = {"type": "http", "scheme": "bearer", "description": "在“我的账号—接口令牌”签发，以 Authorization: Bearer 出示"}
RATE = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "RateLimit-Policy")}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 128},
    "description": "同一令牌或公钥以同一键重复提交时，得到第一次的应答，不会办理两次；保留 24 小时",
}
HEADERS = {
    "RateLimit": {"description": "本分钟余量 r 和剩余秒数 t", "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": "限额 q 和窗口秒数 w", "schema": {"type": "string"}},
    "Retry-After": {"description": "多少秒后可重试", "schema": {"type": "integer"}},
    "ETag": {"description": "这条记录的状态", "schema": {"type": "string"}},
}


def described(operation: Operation, access: Access) -> None:
    """Add to an operation whom it is for and which problems it may answer with."""
    writes = not {"GET"} & set(operation.methods)
    given = operation.openapi_extra or {}
    problems = ["invalid", "not-found", "too-many-requests", "server-error", *(["unauthenticated"])]
    if access.kind == "permit":
        problems.append("forbidden")
    if writes:
        problems += ["bad-request", "conflict", "too-large", "unsupported-media-type"]
    problems += given.pop("problems", [])
    extra: dict[str, Any] = {"responses": _responses(problems)}
    if access.kind == "permit":
        asked = permit(access.permit)
        extra["security"] = [{"token": [asked.code]}, *({name: []} for name in credentials())]
        extra["x-permit"] = {"code": asked.code, "title": asked.title}
    else:
        extra["security"] = [{}, {"token": []}]
    if "POST" in operation.methods:
        extra["parameters"] = [KEY]
    operation.openapi_extra = {**extra, **given}


def finished(schema: dict[str, Any]) -> dict[str, Any]:
    """Add what the operations refer to, and how often one may call."""
    schema["openapi"] = "3.1.0"
    components = schema["components"]
    document = ProblemDocument.model_json_schema(ref_template=REF)
    components["schemas"].update(document.pop("$defs", {}))
    components["schemas"]["ProblemDocument"] = document
    components["securitySchemes"] = {"token": BEARER, **{name: one.described for name, one in credentials().items()}}
    components["headers"] = HEADERS
    for methods in schema["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if str(status) < "400":
                    response.setdefault("headers", {}).update(RATE)
    if not schema["servers"]:
        schema["servers"] = [{"url": "/"}]
    return schema


def _responses(codes: list[str]) -> dict[str, Any]:
    """One response for each status; several problems may share one."""
    found: dict[str, Any] = {}
    for code in codes:
        status, title = TITLES[code]
        content = {CONTENT_TYPE: {"schema": {"$ref": REF.format(model="ProblemDocument")}}}
        response = found.setdefault(str(status), {"description": title, "content": content})
        if status == 429:
            response["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}, **RATE}
    return found
