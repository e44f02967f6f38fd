"""Reading decision tables: the list, a table with its versions, a version with its rows, what differs."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from .. import queries
from ..access import visible_versions
from ..listings import TableListing, VersionListing, in_words, period, standing
from ..models import TableVersion
from ..sheets import sheet_of
from ..terms import VersionState
from .finding import allowed, found_spec, found_version


@desk("decisions.view")
def tables(request: PageRequest) -> HttpResponse:
    found = queries.table_overviews(visible_versions(request.actor))
    return TableListing(request, found).respond("decisions/tables.html")


@desk("decisions.view")
def table(request: PageRequest, code: str) -> HttpResponse:
    """A table: its rows in force today, and every version."""
    spec = found_spec(code)
    visible = visible_versions(request.actor)
    listing = VersionListing(request, queries.versions_of_table(code, visible))
    current = visible.filter(pk=queries.version_in_force(code, clock.today()) or 0).first()
    context: dict[str, Any] = {
        "spec": spec,
        "current": current,
        "state": standing(current) if current else None,
        "rows": queries.read_rows(spec, queries.raw_rows(current)) if current else [],
        "period": period(current),
        "may_edit": check(request.actor, "decisions.edit"),
        "cases": queries.cases_count(code),
    }
    return listing.respond("decisions/table.html", context)


@desk("decisions.view")
def version(request: PageRequest, pk: int) -> HttpResponse:
    found, spec = found_version(request, pk)
    raw = queries.raw_rows(found)
    others = queries.versions_of_table(found.table, visible_versions(request.actor)).exclude(pk=pk)
    context = {
        "spec": spec,
        "found": found,
        "state": standing(found),
        "rows": queries.read_rows(spec, raw),
        "findings": queries.findings(spec, raw),
        "facts": _facts(found),
        "others": in_words(others.exclude(state=VersionState.DISCARDED)[:20]),
        "audit": entries_of(found),
        **allowed(request, found),
    }
    return render(request, "decisions/version.html", context)


@desk("decisions.view")
def sheet(request: PageRequest, pk: int) -> FileResponse:
    """The version as an Excel file, to be filled in and sent back."""
    found, spec = found_version(request, pk)
    return sheet_of(spec, found, queries.raw_rows(found))


@desk("decisions.view")
def compare(request: PageRequest, pk: int) -> HttpResponse:
    """What differs between this version and another one: the one asked for, else the one it was drafted from."""
    found, spec = found_version(request, pk)
    others = queries.versions_of_table(found.table, visible_versions(request.actor)).exclude(pk=pk)
    asked = request.GET.get("with", "")
    if asked.isdecimal() and len(asked) < 18:
        other = others.filter(pk=asked).first()
    else:
        other = others.filter(pk=found.based_on_id or 0).first() or others.filter(number__lt=found.number).first()
    rows = queries.compare_with(spec, found, other) if other else []
    context = {
        "spec": spec,
        "found": found,
        "other": other,
        "heads": [*(one.label for one in spec.columns), "来源", "说明"],
        "rows": rows if request.GET.get("all") else [row for row in rows if row.kind != "same"],
        "same": sum(row.kind == "same" for row in rows),
        "shows_all": bool(request.GET.get("all")),
        "others": in_words(others[:20]),
    }
    return render(request, "decisions/compare.html", context)


def _facts(found: TableVersion) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("施行时间", period(found) if found.published_at else "未发布"),
        ("依据", found.source),
        ("确认情况", found.status_label),
        ("起草", f"{found.drafted_by}，{_minute(found.drafted_at)}"),
    ]
    if found.based_on:
        rows.append(("据以起草", f"第 {found.based_on.number} 版"))
    if found.saved_at != found.drafted_at:
        rows.append(("最近修改", f"{found.saved_by}，{_minute(found.saved_at)}"))
    if found.published_at:
        rows.append(("发布", f"{found.published_by}，{_minute(found.published_at)}"))
    if found.reason:
        rows.append(("理由", found.reason))
    return [*rows, ("修订说明", found.note)] if found.note else rows


def _minute(at: Any) -> str:
    return f"{at.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M}"
