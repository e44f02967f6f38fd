"""Yearbook tables: uploaded, their heads explained, looked through, written."""

import csv
import io
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted, tried
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.engine.imports.rules.errors_file import harmless

from ...access.yearbook import visible_tables
from ...actions.importing import ImportResult
from ...actions.yearbook import Reading, explain_table, read_yearbook, take_table, write_table
from ...forms.surveys import NothingForm
from ...forms.yearbook import HEAD, TableForm, WholeForm
from ...models import YearbookTable
from ...rules.crosstab_rows import suggested

SHOWN_ROWS, SHOWN_PROBLEMS = 30, 50


class TableListing(Listing):
    name = "年鉴表"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: "done" if one.taken_at else "warn", sort=False,
               export=lambda one: "已收入" if one.taken_at else "待对照"),
        Column("file", "文件", kind="link", value=lambda one: one.file.name, sub="source", sort="file__name",
               url=lambda one: reverse("metrics:yearbook_table", args=[one.pk])),
        Column("batch", "批次", value=lambda one: one.batch.code if one.batch else "", sort=False),
        Column("uploaded_at", "上传", kind="datetime", sub="uploaded_by", drop=True),
    ]  # fmt: skip
    default_order = "-id"
    empty_title = "还没有上传过年鉴表"
    empty_hint = "年份或地区作表头的统计年鉴表，上传后对照标题即可收入；一行一个数的长表请用“导入统计数据”。"


@desk("metrics.statistic.import")
def tables(request: PageRequest) -> HttpResponse:
    """Every table that was uploaded."""
    return TableListing(request, visible_tables(request.actor)).respond("metrics/yearbook/tables.html")


@desk("metrics.statistic.import")
def upload(request: PageRequest) -> HttpResponse:
    """A table and where it is from."""
    return acted(
        request,
        template="metrics/form.html",
        title="上传年鉴表",
        form=TableForm(request.POST or None, request.FILES or None),
        do=lambda form: take_table(
            actor=request.actor,
            name=form.cleaned_data["file"][0].name,
            content=form.cleaned_data["file"][0].read(),
            source=form.cleaned_data["source"],
            published_on=form.cleaned_data["published_on"],
        ),
        to=_address,
        success="已上传，请核对标题的含义",
        cancel_url=reverse("metrics:yearbook_tables"),
        submit="上传",
    )


@desk("metrics.statistic.import")
def table(request: PageRequest, table_id: int) -> HttpResponse:
    """What the table says, what its heads mean, and what would come of it."""
    found = get_object_or_404(visible_tables(request.actor), pk=table_id)
    reading = read_yearbook(found)
    form = WholeForm(request.POST or None, actor=request.actor, sheets=reading.sheets, initial=found.settings)
    if request.method == "POST" and form.is_valid():
        names = {key.removeprefix(HEAD): str(value) for key, value in request.POST.items() if key.startswith(HEAD)}
        done = tried(
            form, lambda: explain_table(actor=request.actor, table=found, settings=form.cleaned_data, names=names)
        )
        if done is not None:
            messages.success(request, "对照已保存，下面是检查结果")
            return redirect("metrics:yearbook_table", found.pk)
    return render(request, "metrics/yearbook/table.html", _context(request, found, reading, form))


def _context(request: PageRequest, found: YearbookTable, reading: Reading, form: WholeForm) -> dict[str, object]:
    result = None
    if not reading.problem and not found.taken_at:
        try:
            result = write_table(actor=request.actor, table=found, dry_run=True)
        except Refusal as refused:
            reading.problem = refused.reason
    explained = [head for head in found.names if head in reading.meanings]
    shown = [*explained, *(head for head in reading.open_heads if head not in explained)]
    heads = [(f"{HEAD}{one}", one, found.names.get(one, "") or suggested(one)) for one in shown]
    return {
        "table": found,
        "reading": reading,
        "form": form,
        "heads": heads,
        "meanings": form.meanings,
        "open_heads": reading.open_heads,
        "figures": _figures(reading, result),
        "problems": result.rejections[:SHOWN_PROBLEMS] if result else [],
        "result": result,
        "preview": [cells for _, cells in reading.grid[:SHOWN_ROWS]],
        "may_write": bool(result and (result.created or result.updated)) and not found.taken_at,
    }


def _figures(reading: Reading, result: ImportResult | None) -> list[Figure]:
    if result is None or reading.table is None:
        return []
    missing = sum(reading.table.missing.values())
    signs = "、".join(f"“{sign}”{count} 格" for sign, count in reading.table.missing.items())
    return [
        Figure("数据格", len(reading.table.cells)),
        Figure("将新增", result.created, state="ok" if result.created else ""),
        Figure("将更正", result.updated, note="原数保留", state="warn" if result.updated else ""),
        Figure("未变", max(result.unchanged, 0)),
        Figure("按对照不收", reading.left_out),
        Figure("缺数", missing, note=signs[:60]),
        Figure("拒收", len(result.rejections), note="见下表", state="late" if result.rejections else ""),
    ]


@desk("metrics.statistic.import")
def write(request: PageRequest, table_id: int) -> HttpResponse:
    """Asks, then takes the figures in."""
    found = get_object_or_404(visible_tables(request.actor), pk=table_id)
    result = write_table(actor=request.actor, table=found, dry_run=True) if request.method == "GET" else None
    told = (
        [f"新增 {result.created} 条，更正 {result.updated} 条", f"拒收 {len(result.rejections)} 格"] if result else []
    )
    return acted(
        request,
        template="pages/confirm.html",
        title=f"收入“{found.file.name}”",
        form=NothingForm(request.POST or None),
        do=lambda form: write_table(actor=request.actor, table=found),
        to=lambda made: reverse("metrics:batch", args=[made.batch.pk]) if made.batch else _address(found),
        success="年鉴表已收入统计数据",
        cancel_url=_address(found),
        warning="收入后成为统计数据，可整批撤回。",
        consequences=told,
        facts=[("来源", found.source)],
        submit="收入",
        danger=False,
    )


@desk("metrics.statistic.import")
def errors(request: PageRequest, table_id: int) -> HttpResponse:
    """What would be rejected, as a file."""
    found = get_object_or_404(visible_tables(request.actor), pk=table_id)
    reading = read_yearbook(found)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["行", "列", "项目", "内容", "原因"])
    for one in (problem for row in reading.rows for problem in row.problems):
        writer.writerow([one.line, one.column, *map(harmless, (one.name, one.content, one.reason))])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file.name + '-错误.csv')}"
    return response


def _address(found: YearbookTable) -> str:
    return reverse("metrics:yearbook_table", args=[found.pk])
