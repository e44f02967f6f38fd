"""Putting the API together: routers of the domains in, addresses with declared access out."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from ninja import NinjaAPI, Router
from ninja.operation import Operation, PathView
from ninja.renderers import JSONRenderer

from .access import RouteAccess, access_of
from .doorway import Door, answered
from .openapi import described, finished
from .problems import Problem, respond
from .queries import ask_for
from .views.reference import description_of, reference_of

View = Callable[..., HttpResponse]
WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class OpenToAll(Exception):
    """A write that needs no permit."""


class PlainRenderer(JSONRenderer):
    """JSON with Chinese as Chinese."""

    json_dumps_params = {"ensure_ascii": False}


class QingzhiApi(NinjaAPI):
    """Ninja with our way in: each route declares its access, each error is a problem document."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> Any:
        return finished(super().get_openapi_schema(**options))

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """The doorway answers; nothing is answered in between."""
        raise exc

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found: list[URLResolver | URLPattern] = []
        for router in self._get_bound_routers():
            views = [view for view in router.path_operations.values() for _ in view.operations]  # as ninja orders them
            for one, view in zip(router.urls_paths(router.prefix), views, strict=True):
                found.append(path(str(one.pattern), route_of(view), name=one.name))
        self._look_whether_names_are_unique()
        return [
            path("", reference_of(self.get_openapi_schema), name="api-root"),  # ninja knows the beginning by this name
            path("openapi.json", description_of(self.get_openapi_schema), name="openapi"),
            *found,
            re_path(r"^.*$", unknown, name="unknown"),
        ]

    def _look_whether_names_are_unique(self) -> None:
        names = [
            operation.view_func.__name__
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        ]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"operations of the API share a name: {sorted(twice)}")


def build_api(routers: Mapping[str, Router], *, title: str, version: str, description: str) -> QingzhiApi:
    """The API of these routers by prefix; raises where an operation does not declare its access."""
    api = QingzhiApi(
        title=title,
        version=version,
        description=description,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        renderer=PlainRenderer(),
    )
    for prefix, router in routers.items():
        api.add_router(prefix, router)
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                _check(operation)
    return api


def route_of(view: PathView) -> View:
    """The Django view of a path: the door of each method, HEAD as GET without content, OPTIONS as what there is."""
    doors = {
        method: Door(operation, access_of(operation.view_func), _parameters(operation))
        for operation in view.operations
        for method in operation.methods
    }
    allow = ", ".join(sorted({*doors, "OPTIONS", *(["HEAD"] if "GET" in doors else [])}))

    def route(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allow})
        is_head = request.method == "HEAD" and "GET" in doors
        if is_head:
            request.method = "GET"
        door = doors.get(str(request.method))
        if door is None:
            detail = f"这个地址只接受 {allow}。"
            return respond(request, Problem("method-not-allowed", detail, headers={"Allow": allow}))
        response = answered(request, lambda: door.open(request, kwargs))
        if is_head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    route.csrf_exempt = True  # type: ignore[attr-defined]  # cookies count for nothing here
    operations = tuple((method, door.access) for method, door in sorted(doors.items()))
    route.access = RouteAccess("public", operations=operations)  # type: ignore[attr-defined]
    return route


def unknown(request: HttpRequest) -> HttpResponse:
    """An address of the API that leads nowhere."""
    return respond(request, Problem("not-found", "接口没有这个地址，可用地址见 /api/v1/。"))


unknown.csrf_exempt = True  # type: ignore[attr-defined]
unknown.access = RouteAccess("public")  # type: ignore[attr-defined]


def _parameters(operation: Operation) -> frozenset[str]:
    """The query parameters that an operation knows."""
    models = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return frozenset(name for model in models for name in model.__ninja_flatten_map__)


def _check(operation: Operation) -> None:
    access = access_of(operation.view_func)
    if access.kind == "permit":
        ask_for(access.permit)
    elif WRITES & set(operation.methods):
        raise OpenToAll(f"{operation.view_func.__qualname__} writes and asks for no permit")
    described(operation, access)
