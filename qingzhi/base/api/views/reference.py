"""The API described: for programs as OpenAPI, for people as a plain page without anything from elsewhere."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingzhi.base.pages.access import open_to_public

from ..problems import SENTENCES, TITLES

Describe = Callable[[], dict[str, Any]]
View = Callable[[HttpRequest], HttpResponse]


def description_of(describe: Describe) -> View:
    """`openapi.json`."""

    @open_to_public
    def openapi(request: HttpRequest) -> HttpResponse:
        content = json.dumps(describe(), ensure_ascii=False, default=str)
        return HttpResponse(content, content_type="application/json", headers={"Cache-Control": "max-age=300"})

    return openapi  # type: ignore[return-value]


def reference_of(describe: Describe) -> View:
    """The page of all operations, their parameters, and all problems."""

    @open_to_public
    def reference(request: HttpRequest) -> HttpResponse:
        problems = [(code, status, title, SENTENCES.get(code, "")) for code, (status, title) in TITLES.items()]
        return render(request, "api/reference.html", {"groups": _grouped(describe()), "problems": problems})

    return reference  # type: ignore[return-value]


def _grouped(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in _operations(schema):
        groups.setdefault(one["tag"], []).append(one)
    return groups


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield {
                "tag": (operation.get("tags") or ["其他"])[0],
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "summary": operation["summary"],
                "permit": operation.get("x-permit"),
                "parameters": [one for one in operation["parameters"] if one["in"] == "query"],
            }
