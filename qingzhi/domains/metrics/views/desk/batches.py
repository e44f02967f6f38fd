"""Importing files of figures, their batches, and taking one back."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Column, Listing
from qingzhi.base.pages.request import PageRequest

from ...access import visible_batches
from ...actions import ImportResult, import_statistics, rollback_batch
from ...forms import ImportForm, RollbackForm
from .answering import tried

SHOWN = 100
EXAMPLE = (
    "指标,地区,时期,数值,单位,来源\n有效注册商标量,全省,2017,20000,件,示例：商标局年度统计\n"  # half-width on purpose
)


class BatchListing(Listing):
    """Every file that was taken in."""

    name = "导入批次"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: "none" if one.rolled_back_at else "ok", sort="rolled_back_at",
               export=lambda one: "已撤回" if one.rolled_back_at else "有效"),
        Column("file_name", "文件", kind="link", url=lambda one: reverse("metrics:batch", args=[one.pk]), sub="note"),
        Column("row_count", "数据行", kind="number"),
        Column("created_count", "新增", kind="number"),
        Column("updated_count", "更正", kind="number"),
        Column("rejected_count", "拒收", kind="number"),
        Column("imported_at", "导入时间", kind="datetime", sub="imported_by", drop=True),
    ]  # fmt: skip
    default_order = "-id"


@desk("metrics.statistic.import")
def import_page(request: PageRequest) -> HttpResponse:
    """Looks through a file first; the same file sent again with “write” is taken in."""
    if request.method == "GET" and "template" in request.GET:
        return _file(EXAMPLE, "统计数据模板.csv")
    form = ImportForm(request.POST or None, request.FILES or None)
    result = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"][0]
        content, dry = upload.read(), request.POST.get("step") != "write"
        if request.POST.get("step") == "errors":
            dry = True
        result = tried(
            form,
            lambda: import_statistics(
                actor=request.actor, content=content, file_name=upload.name, note=form.cleaned_data["note"], dry_run=dry
            ),
        )  # fmt: skip
        if result is not None and request.POST.get("step") == "errors":
            return _file(_errors(result), f"{upload.name}-错误.csv")
        if result is not None and not dry:
            return _written(request, result)
    context = {
        "form": form,
        "result": result,
        "figures": _figures(result),
        "problems": (result.rejections if result else [])[:SHOWN],
    }
    return render(request, "metrics/import.html", context)


@desk("metrics.statistic.import")
def batches(request: PageRequest) -> HttpResponse:
    """The batches."""
    return BatchListing(request, visible_batches(request.actor)).respond("metrics/batches.html")


@desk("metrics.statistic.import")
def batch(request: PageRequest, pk: int) -> HttpResponse:
    """One batch with its figures."""
    found = get_object_or_404(visible_batches(request.actor), pk=pk)
    rows = found.statistics.select_related("indicator", "region").order_by("line", "id")[:200]
    return render(request, "metrics/batch.html", {"batch": found, "rows": rows, "shown": 200})


@desk("metrics.statistic.import")
def rollback(request: PageRequest, pk: int) -> HttpResponse:
    """Asks, then takes a batch back."""
    found = get_object_or_404(visible_batches(request.actor), pk=pk)
    form = RollbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: rollback_batch(actor=request.actor, batch=found, **form.cleaned_data))
        if done is not None:
            messages.success(request, f"批次 {done.code} 已撤回")
            return redirect("metrics:batch", pk)
    context: dict[str, Any] = {
        "title": f"撤回批次 {found.code}",
        "warning": "撤回后，这一批数据不再参与计算。",
        "consequences": [
            f"新增的 {found.created_count} 条数据退出使用",
            f"更正的 {found.updated_count} 条恢复为更正前的数",
        ],
        "facts": [("文件", found.file_name), ("导入", f"{found.imported_at:%Y-%m-%d %H:%M} {found.imported_by}")],
        "form": form,
        "submit": "确认撤回",
        "cancel_url": reverse("metrics:batch", args=[pk]),
    }
    return render(request, "pages/confirm.html", context)


def _written(request: PageRequest, result: ImportResult) -> HttpResponse:
    if not result.created and not result.updated:
        messages.info(request, f"文件中的 {result.unchanged} 条数据都已收录，没有变化")
        return redirect("metrics:batch", result.batch.pk) if result.batch else redirect("metrics:import_statistics")
    messages.success(request, f"新增 {result.created} 条，更正 {result.updated} 条，拒收 {result.rejected} 行")
    return redirect("metrics:batch", result.batch.pk)  # type: ignore[union-attr]


def _figures(result: ImportResult | None) -> list[Figure]:
    if result is None:
        return []
    return [
        Figure("数据行", result.rows),
        Figure("将新增", result.created, state="ok" if result.created else ""),
        Figure("将更正", result.updated, note="原数保留", state="warn" if result.updated else ""),
        Figure("未变", result.unchanged),
        Figure("拒收", result.rejected, note="见下表", state="late" if result.rejected else ""),
    ]


def _errors(result: ImportResult) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["行", "列", "列名", "内容", "原因"])
    writer.writerows([one.line, one.column or "", one.name, one.content, one.reason] for one in result.rejections)
    return text.getvalue()


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    from urllib.parse import quote

    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
