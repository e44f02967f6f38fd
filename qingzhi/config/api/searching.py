"""The search box over HTTP."""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from qingzhi.base.api.access import open_operation
from qingzhi.base.api.paging import cursor_at, next_link, offset_of
from qingzhi.base.api.problems import Problem, invalid
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.rights.api.shown import withheld_titles
from qingzhi.engine.search.queries import search

router = Router(tags=["检索"])
DEEPEST = 10_000


class Asked(Schema):
    """What is searched for."""

    q: str = Field("", max_length=500, description="词语、“短语”、AND OR NOT、holder: ipc: no: 等字段、任何写法的号码")
    kind: list[str] = Field(default_factory=list, max_length=20, description="种类，可多次给出")
    filter: list[str] = Field(default_factory=list, max_length=20, description="筛选，形如 status:in_force，可多次给出")
    facet: list[str] = Field(default_factory=list, max_length=10, description="计数的分面")
    order: str = Field("relevance", max_length=20)
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = Field(None, max_length=400)


class ResultOut(Schema):
    kind: str
    id: int
    number: str
    title: str | None
    snippet: str | None = Field(description="带 <mark> 的安全 HTML")
    url: str
    on: date | None


class FacetOut(Schema):
    value: str
    label: str
    count: int


class FoundOut(Schema):
    """As the command `qingzhi search` answers, and where to go on."""

    query: str
    total: int
    took_ms: float
    stale: bool = Field(description="索引落后于登记簿")
    results: list[ResultOut]
    facets: dict[str, list[FacetOut]]
    notes: list[str]
    next_cursor: str | None
    next: str | None


@router.get("", response=FoundOut, summary="检索")
@open_operation
def search_everything(request: PageRequest, query: Query[Asked]) -> Any:
    """全文检索，只返回调用者可见的记录。"""
    offset = offset_of(request, query.cursor)
    found = search(
        request.actor, query.q, query.kind, _filters(query.filter), query.facet, query.limit, offset, query.order
    )
    if found.problem:
        raise Problem("unavailable", f"{found.problem}。")
    document = found.as_document()
    document["results"] = _shown(request, document["results"])
    more = offset + query.limit < min(found.total, DEEPEST)
    cursor = cursor_at(request, offset + query.limit) if more else None
    return {**document, "next_cursor": cursor, "next": next_link(request, cursor)}


def _shown(request: PageRequest, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without titles and snippets that the public may not have from us."""
    hidden = withheld_titles(request.actor, [(one["kind"], one["id"]) for one in results])
    return [{**one, "title": None, "snippet": None} if (one["kind"], one["id"]) in hidden else one for one in results]


def _filters(given: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in given:
        name, colon, value = one.partition(":")
        if not colon or not name or not value:
            raise invalid([{"in": "query", "name": "filter", "detail": "须形如 status:in_force"}])
        found.setdefault(name, []).append(value)
    return found
