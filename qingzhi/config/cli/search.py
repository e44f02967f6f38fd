"""`search` and `rebuild search`."""

import re
from html import unescape
from typing import Annotated, Any

import typer

from .rebuild import rebuild
from .setup import print_json, print_table, refuse, say, start_django

HELP = "检索式：词、“短语”、AND/OR/NOT（与/或/非）、-词、字段:词"  # half-width on purpose
Query = Annotated[str, typer.Argument(help=HELP)]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="只查这种记录，可多次给出")]
Filter = Annotated[list[str] | None, typer.Option("--filter", help="筛选：key=value，可多次给出")]
FacetKey = Annotated[list[str] | None, typer.Option("--facet", help="按此分组计数，可多次给出")]
Limit = Annotated[int, typer.Option(min=0, max=1000, help="最多给出几条")]
Offset = Annotated[int, typer.Option(min=0, max=10_000, help="跳过前几条")]
OrderBy = Annotated[str, typer.Option("--order", help="relevance、newest 或 oldest")]
Format = Annotated[str, typer.Option("--format", help="json 或 table")]
As = Annotated[str, typer.Option("--as", help="以某账号的权限检索；不写则为系统操作员")]
MARKS = re.compile(r"</?mark>")
COLUMNS = {"kind_title": "类型", "number": "号码", "title": "名称", "on": "日期", "snippet": "摘要", "url": "地址"}


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("search")(search_records)
    rebuild.command("search")(rebuild_search)


def search_records(
    query: Query,
    kind: Kind = None,
    filter: Filter = None,
    facet: FacetKey = None,
    limit: Limit = 20,
    offset: Offset = 0,
    order: OrderBy = "relevance",
    format: Format = "table",
    user: As = "",
) -> None:
    """全文检索各登记簿。"""
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")
    if order not in {"relevance", "newest", "oldest"}:
        refuse(f"--order 只能是 relevance、newest 或 oldest，不能是“{order}”")
    filters = _pairs(filter or [])
    start_django()
    from qingzhi.engine.search.queries import search
    from qingzhi.engine.search.queries.searching import sources_for

    actor = _actor(user)
    known = {one.kind: one.title for one in sources_for(actor)}
    for asked in kind or []:
        if asked not in known:
            refuse(f"没有“{asked}”这种记录，可以检索的有：{'、'.join(known) or '（无）'}")
    found = search(actor, query, kind or (), filters, facet or (), limit, offset, order)
    _note(actor, query, found.total)
    if found.problem:
        refuse(found.problem)
    for note in found.notes:
        say(f"第 {note.place + 1} 个字：{note.text}")
    if format == "json":
        print_json(found.as_document())
        return
    _print(found)


def rebuild_search(format: Format = "table") -> None:
    """从登记簿重建检索索引；重建期间网站照常用原来的索引回答。"""
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")
    start_django()
    from qingzhi.base.permits import Refusal
    from qingzhi.engine.search.actions import follow, rebuild_or_refuse, stop_following

    try:
        done = rebuild_or_refuse(say)
    except Refusal as refused:
        refuse(refused.reason)
    follow()  # what was committed meanwhile, unless a worker does that
    stop_following()
    document = done.as_document()
    if format == "json":
        print_json(document)
    else:
        print_table([document], {"documents": "记录", "seconds": "用时（秒）", "bytes": "索引字节"})


def _pairs(given: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in given:
        key, equals, value = one.partition("=")
        if not equals or not key.strip() or not value.strip():
            refuse(f"--filter 要写成 key=value，不能是“{one}”")
        found.setdefault(key.strip(), []).append(value.strip())
    return found


def _actor(username: str) -> Any:
    """The system operator, or the person of an account."""
    from qingzhi.base.identity.models import User
    from qingzhi.base.identity.queries import actor_for
    from qingzhi.base.permits import SYSTEM

    if not username:
        return SYSTEM
    found = User.objects.select_related("person__subject").filter(username=username, is_active=True).first()
    if found is None:
        refuse(f"没有启用的账号“{username}”")
    return actor_for(found, address="命令行")


def _note(actor: Any, query: str, total: int) -> None:
    """Commands are audited."""
    from django.db import transaction

    from qingzhi.base.audit.actions import record

    with transaction.atomic():
        record(actor, "search.search_by_command", label=query[:200], changes={"items": (None, total)})


def _print(found: Any) -> None:
    rows = [
        {
            "kind_title": one.kind_title,
            "number": one.number,
            "title": one.title,
            "on": one.on,
            "snippet": unescape(MARKS.sub("", one.snippet))[:60],
            "url": one.url,
        }
        for one in found.results
    ]
    print_table(rows, COLUMNS)
    for facet in found.facets:
        print_table(
            [{"label": one.label, "count": one.count} for one in facet.values], {"label": facet.title, "count": "条数"}
        )
    say(f"共 {found.total} 条，用时 {found.took_ms:.1f} 毫秒")
    if found.stale:
        say(found.standing.text)
