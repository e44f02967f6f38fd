"""The HTTP API: the routers of the domains under one version, below /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from qingzhi.base.api.assembly import build_api, unknown

api = build_api(
    {},
    title="青知开放接口",
    version="1",
    description="知识产权登记簿、检索、统计和计划目标。公开读取不需要令牌，有限频；写入须有带权限的令牌。",
)

urlpatterns: list[URLResolver | URLPattern] = [
    path("v1/", api.urls),  # type: ignore[arg-type]
    re_path(r"^.*$", unknown, name="api_unknown"),
]
