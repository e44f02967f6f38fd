"""Batches: the list, one with its progress and its result, pausing, going on, taking back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ..access import kinds_for, may_import, visible_batches
from ..actions import resume_batch, roll_back_batch, stop_batch
from ..forms import RollBackForm
from ..kinds import UnknownImportKind, kind_of
from ..listings import BatchListing, kind_title
from ..models import Batch
from ..queries.batches import OPEN, progress_of
from ..queries.changes import first_changes
from ..queries.feeds import silent_feeds
from ..queries.lights import batch_state
from ..queries.rejections import first_rejections
from ..terms import BatchState
from .finding import batch_or_404, own_batch
from .wizard import stages

SHOWN = 10


@desk("imports.view")
def batches(request: PageRequest) -> HttpResponse:
    """Every batch, and the sources that need attention above them."""
    context = {"silent": silent_feeds(), "may_add": bool(kinds_for(request.actor))}
    return BatchListing(request, visible_batches(request.actor)).respond("imports/batches.html", context)


@desk("imports.view")
def batch(request: PageRequest, pk: int) -> HttpResponse:
    """One batch: while it runs its progress, afterwards its result."""
    found = batch_or_404(request, pk)
    mine = may_import(request.actor, found)
    context = {
        **_standing(found),
        "mine": mine,
        "kind_title": kind_title(found.kind),
        "facts": facts_of(found),
        "columns": _columns(found),
        "changes": first_changes(found),
        "rejections": first_rejections(found, SHOWN) if mine else [],
        "records_url": _records(found),
        "corrections": list(found.corrections.order_by("id")),
        "stages": stages(3) if found.state in OPEN else [],
        "audit": entries_of(found),
    }
    return render(request, "imports/batch.html", context)


@desk("imports.view")
@require_safe
def progress(request: PageRequest, pk: int) -> HttpResponse:
    """The progress alone, as htmx asks for it again and again; the whole page once the batch is at its end."""
    found = batch_or_404(request, pk)
    if not request.htmx:
        return redirect("imports:batch", pk=pk)
    response = render(request, "imports/progress.html", _standing(found))
    if found.state not in OPEN:
        response["HX-Refresh"] = "true"
    return response


@desk("imports.view")
@require_POST
def stop(request: PageRequest, pk: int) -> HttpResponse:
    """Pause it."""
    found, _ = own_batch(request, pk)
    try:
        stop_batch(actor=request.actor, batch=found)
    except Refusal as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已暂停，可继续或撤回")
    return redirect("imports:batch", pk=pk)


@desk("imports.view")
@require_POST
def resume(request: PageRequest, pk: int) -> HttpResponse:
    """Go on with it."""
    found, _ = own_batch(request, pk)
    try:
        resume_batch(actor=request.actor, batch=found)
    except Refusal as refused:
        messages.warning(request, refused.reason)
    return redirect("imports:batch", pk=pk)


@desk("imports.view")
def roll_back(request: PageRequest, pk: int) -> HttpResponse:
    """Asks, then takes the whole batch back."""
    found, kind = own_batch(request, pk)
    form = RollBackForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            roll_back_batch(actor=request.actor, batch=found, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"批次 {found.code} 已撤回")
            return redirect("imports:batch", pk=pk)
    context: dict[str, Any] = {
        "title": f"撤回批次 {found.code}",
        "warning": "整批撤回，不能只撤回其中几条。",
        "consequences": [
            f"新增的 {found.created_count:,} 条{kind.title}记录从登记簿移除",
            f"更新的 {found.updated_count:,} 条恢复为导入前的值",
            "后来的批次又更改过这些记录时，会拒绝撤回并说明是哪一批",
        ],
        "facts": facts_of(found)[:4],
        "form": form,
        "refusal": refusal,
        "submit": "确认撤回",
        "cancel_url": reverse("imports:batch", args=[pk]),
    }
    return render(request, "pages/confirm.html", context, status=409 if refusal else 200)


def _standing(batch: Batch) -> dict[str, Any]:
    """What changes while a batch runs."""
    return {
        "batch": batch,
        "state": batch_state(batch),
        "progress": progress_of(batch),
        "figures": _figures(batch),
        "is_open": batch.state in OPEN,
        "may_roll_back": batch.state in (BatchState.DONE.value, BatchState.FAILED.value) and batch.cursor > 0,
    }


def _figures(batch: Batch) -> list[Figure]:
    rejected = reverse("imports:rejections", args=[batch.pk]) if batch.rejected_count else ""
    return [
        Figure("已处理", f"{batch.cursor:,}", unit="行"),
        Figure("新增", f"{batch.created_count:,}", _records(batch)),
        Figure("更新", f"{batch.updated_count:,}", note="原值保留"),
        Figure("未变", f"{batch.unchanged_count:,}"),
        Figure("较旧未采用", f"{batch.older_count:,}"),
        Figure("拒收", f"{batch.rejected_count:,}", rejected, state="late" if batch.rejected_count else ""),
    ]


def facts_of(batch: Batch) -> list[tuple[str, Any]]:
    """Where it comes from, as of when, what may be done with it, who brought it in."""
    known = batch.understood
    try:
        titles = {one.name: one.title for one in kind_of(batch.kind).fields}
    except UnknownImportKind:
        titles = {}
    asked = localtime(batch.requested_at)
    rows: list[tuple[str, Any]] = [
        ("种类", kind_title(batch.kind)),
        ("数据截至", batch.data_as_of),
        ("来源", batch.feed.title if batch.feed else ""),
        ("提交", f"{asked:%Y-%m-%d %H:%M} {batch.requested_by}"),
        ("所属期", batch.period),
        ("使用许可", batch.licence),
        ("可公开字段", "、".join(titles.get(name, name) for name in batch.republish) or "无，一律不公开"),
        ("格式", known.get("title") or batch.format),
        ("文件 SHA-256", batch.file_sha256),
        ("行摘要链", batch.digest),
        ("用时", f"{batch.seconds:,.1f} 秒" if batch.seconds else ""),
        ("批次说明", batch.note),
    ]
    if known.get("passed_over"):
        rows.append(("未计入的行", "；".join(known["passed_over"])))
    return rows


def _columns(batch: Batch) -> list[tuple[str, str]]:
    head = batch.understood.get("head") or []
    try:
        fields = kind_of(batch.kind).fields
    except UnknownImportKind:
        return []
    places = [(one.title, batch.columns.get(one.name, -1)) for one in fields]
    return [(title, head[place]) for title, place in places if 0 <= place < len(head)]


def _records(batch: Batch) -> str:
    try:
        told = kind_of(batch.kind).records
    except UnknownImportKind:
        return ""
    return told(batch) if told and batch.created_count and batch.state == BatchState.DONE else ""
