"""The plan's industries on the desk: counts that open their lists, one industry with its reasons, the code tables."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.parties.queries.by_industry import parties_by_id

from ...models import Code, CodeTable, Concordance, ConcordanceRow, Industry, IndustryProgress
from ...queries import industries as queries
from ...queries.industry_codes import class_titles, code_tables
from ...terms import Evidence, RightKind

SHOWN = (RightKind.PATENT, RightKind.TRADEMARK, RightKind.GI, RightKind.VARIETY)


def _progress_state(found: IndustryProgress | None) -> State:
    """Whether every right has been classified by the table in force."""
    if found is None or found.table_id is None:
        return State("none", "尚未归类")
    if found.finished_at is None:
        return State("warn", "正在归类", f"已归类到第 {found.classified_to} 号，数字仍会变化")
    return State("ok", "已归类")


@desk("rights.view")
def industries(request: PageRequest) -> HttpResponse:
    """Every list of the plan with its industries and what the registers hold of each."""
    table, found = queries.table_in_force(), queries.progress()
    counts, parties = queries.industry_counts(), queries.party_counts(table)
    groups = []
    for group in queries.groups_with_industries():
        rows = [
            (one, _cells(one, counts.get(one.pk, {})), parties.get(one.pk, 0))
            for one in group.industries.all()
            if one.retired_on is None
        ]
        groups.append((group, rows))
    context = {
        "groups": groups,
        "kinds": [kind.label for kind in SHOWN],
        "table": table,
        "state": _progress_state(found),
        "data_as_of": found.finished_at if found else None,
    }
    return render(request, "rights/industries.html", context)


def _cells(industry: Industry, counts: dict[str, int]) -> list[tuple[str, int, str]]:
    """Label, number and the list that the number opens, for each kind that is shown."""
    return [
        (kind.label, counts.get(str(kind), 0), f"{reverse('rights:rights', args=[kind])}?industry={industry.code}")
        for kind in SHOWN
    ]


class PartyListing(Listing):
    name = "产业内的主体"
    columns = [
        Column("name", "主体", kind="link", url=lambda row: reverse("rights:holder", args=[row.pk])),
        Column("kind", "类型", value=lambda row: row.get_kind_display(), sort="kind"),
        Column("size", "规模", value=lambda row: row.get_size_display(), sort="size", drop=True),
        Column("region", "地区", value=lambda row: row.region.short_name if row.region else row.place, sort=False),
    ]
    filters = [Search("q", "按名称查找", fields=["name"])]
    default_order = ("name",)
    page_size = 20
    empty_title = "没有按行业代码归入的主体"


@desk("rights.view")
def industry(request: PageRequest, code: str) -> HttpResponse:
    """One industry: its words in the plan, the rows that lead to it, its rights and parties."""
    found = get_object_or_404(Industry.objects.select_related("group"), code=code)
    table = queries.table_in_force()
    counts = queries.industry_counts().get(found.pk, {})
    context = {
        "industry": found,
        "table": table,
        "state": _progress_state(queries.progress()),
        "cells": _cells(found, counts),
        "rows": _titled(found, table),
    }
    rows = parties_by_id(queries.parties_in_industry(found))
    return PartyListing(request, rows).respond("rights/industry.html", context)


def _titled(industry: Industry, table: Concordance | None) -> list[tuple[str, str, str, str]]:
    """The rows that lead to an industry as (basis, prefix, what it is called, note)."""
    rows = list(ConcordanceRow.objects.filter(industry=industry, table=table).order_by("scheme", "prefix"))
    titles: dict[tuple[str, str], str] = {}
    for scheme in (Evidence.IPC, Evidence.NICE, Evidence.GBT4754):
        found = class_titles(str(scheme), [row.prefix for row in rows if row.scheme == scheme])
        titles |= {(str(scheme), symbol): _told(one) for symbol, one in found.items()}
    return [(row.get_scheme_display(), row.prefix, titles.get((row.scheme, row.prefix), ""), row.note) for row in rows]


def _told(found: Any) -> str:
    return found.title if found.confirmed else f"{found.title}（待确认）"


def code_state(code: Code) -> State:
    if code.retired_on:
        return State("none", "已停用", f"{code.retired_on} 停用")
    return State("ok", "已核对") if code.confirmed else State("warn", "待确认", code.source)


class CodeListing(Listing):
    name = "代码表"
    columns = [
        Column("state", "状态", kind="state", value=code_state, sort="confirmed"),
        Column("symbol", "代码", sort="symbol"),
        Column("title", "名称", sub=lambda row: row.title_en if row.title_en != row.title else ""),
        Column("level", "层级", kind="number", drop=True),
        Column("source", "来源", drop=True),
    ]
    filters = [
        Search("q", "按代码或名称查找", fields=["symbol", "title", "title_en"]),
        Choice("level", "层级", options=[(str(level), f"第 {level} 级") for level in range(1, 5)]),
        Flag("open", "只看待确认的", condition=Q(confirmed=False)),
    ]
    default_order = ("symbol",)
    page_size = 50
    compact = True


@desk("rights.view")
def codes(request: PageRequest, code: str = "") -> HttpResponse:
    """The symbols of one code table, and which tables there are."""
    tables = code_tables()
    asked = code or (tables[0].code if tables else "")
    found = CodeTable.objects.filter(code=asked).first()
    context = {"tables": tables, "table": found, "concordances": Concordance.objects.all()}
    rows = Code.objects.filter(table=found)
    return CodeListing(request, rows).respond("rights/industry_codes.html", context)
