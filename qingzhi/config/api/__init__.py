"""The HTTP API: the routers of the domains under one version, below /api/."""

from django.urls import URLPattern, URLResolver, path, re_path

from qingzhi.base.api.assembly import build_api, unknown
from qingzhi.base.api.queries import ask_for
from qingzhi.domains.coordination.api.endpoints import router as handovers
from qingzhi.domains.coordination.api.judgments import router as judgments
from qingzhi.domains.metrics.api.endpoints import router as metrics
from qingzhi.domains.metrics.api.frozen import router as frozen
from qingzhi.domains.parties.api.endpoints import router as parties
from qingzhi.domains.plan.api.endpoints import router as plans
from qingzhi.domains.rights.api.endpoints import router as rights
from qingzhi.domains.support.api.endpoints import router as calls
from qingzhi.engine.imports.kinds import all_kinds
from qingzhi.engine.procedures.registry import every_version

from .importing import router as imports
from .procedures import router as procedures
from .publications import router as publications
from .searching import router as searching

api = build_api(
    {
        "rights": rights,
        "parties": parties,
        "search": searching,
        "imports": imports,
        "indicators": metrics,
        "figures": frozen,
        "plans": plans,
        "procedures": procedures,
        "publications": publications,
        "calls": calls,
        "handovers": handovers,
        "judgments": judgments,
    },
    title="青知开放接口",
    version="1",
    description="知识产权登记簿、检索、统计、计划目标、办事和公示公开。公开读取不需要令牌，有限频；写入须有带权限的令牌；其他单位的系统以登记的公钥签名收发移送和协作事项。",
)
for code in (
    "rights.view",
    "parties.view",
    "metrics.statistic.view",
    *(kind.permit for kind in all_kinds()),
    *(one.view_permit for one in every_version()),
):
    ask_for(code)  # no operation demands them, but a token with them sees or may do more

urlpatterns: list[URLResolver | URLPattern] = [
    path("v1/", api.urls),  # type: ignore[arg-type]
    re_path(r"^.*$", unknown, name="api_unknown"),
]
