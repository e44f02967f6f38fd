"""The HTTP API: the routers of the domains under one version, below /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from qingzhi.base.api.assembly import build_api, unknown
from qingzhi.base.api.queries import ask_for
from qingzhi.domains.metrics.api.endpoints import router as metrics
from qingzhi.domains.parties.api.endpoints import router as parties
from qingzhi.domains.plan.api.endpoints import router as plans
from qingzhi.domains.rights.api.endpoints import router as rights
from qingzhi.engine.imports.kinds import all_kinds

from .importing import router as imports
from .searching import router as searching

api = build_api(
    {
        "rights": rights,
        "parties": parties,
        "search": searching,
        "imports": imports,
        "indicators": metrics,
        "plans": plans,
    },
    title="青知开放接口",
    version="1",
    description="知识产权登记簿、检索、统计和计划目标。公开读取不需要令牌，有限频；写入须有带权限的令牌。",
)
for code in ("rights.view", "parties.view", "metrics.statistic.view", *(kind.permit for kind in all_kinds())):
    ask_for(code)  # no operation demands them, but a token with them sees or may do more

urlpatterns: list[URLResolver | URLPattern] = [
    path("v1/", api.urls),  # type: ignore[arg-type]
    re_path(r"^.*$", unknown, name="api_unknown"),
]
