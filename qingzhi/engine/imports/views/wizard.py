"""The wizard 「导入数据」: kind and file, columns, difference, confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure, Stage
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ..access import kinds_for, visible_batches
from ..actions import confirm_batch, drop_batch, map_columns, prepare_batch
from ..code_tables import all_code_tables
from ..forms import ColumnsForm, UploadForm
from ..kinds import ImportKind
from ..models import Batch
from ..queries.batches import earlier_same
from ..queries.preview import Preview, preview
from ..terms import BatchState
from .finding import kind_or_404, own_batch

STEPS = ("选择文件", "核对列名", "预览差异", "导入")
PATIENCE = 3.0  # seconds that a page looks through a file
SHOWN_FAULTS = 20


@desk("imports.view")
def choose(request: PageRequest) -> HttpResponse:
    """What is to be imported."""
    context = {
        "kinds": kinds_for(request.actor),
        "tables": all_code_tables(),
        "stages": stages(0),
        "corrects": request.GET.get("corrects", ""),
    }
    return render(request, "imports/choose.html", context)


@desk("imports.view")
def upload(request: PageRequest, kind: str) -> HttpResponse:
    """The file, its source and licence; what cannot be read is refused here, and what was typed stays."""
    found = kind_or_404(request, kind)
    corrects = _corrected(request, found)
    form = UploadForm(request.POST or None, request.FILES or None, kind=found, initial=_usual(found, corrects))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        file = asked.pop("file")[0]
        try:
            batch = prepare_batch(
                actor=request.actor, kind=found, source=file, file_name=file.name, corrects=corrects, **asked
            )
        except Refusal as refused:
            refusal = refused.reason
        else:
            return redirect("imports:columns" if batch.is_table else "imports:preview", pk=batch.pk)
    context = {
        "kind": found,
        "form": form,
        "refusal": refusal,
        "corrects": corrects,
        "stages": stages(0),
    }
    return render(request, "imports/upload.html", context, status=409 if refusal else 200)


@desk("imports.view")
def columns(request: PageRequest, pk: int) -> HttpResponse:
    """What was understood of the file, and which column holds what, to be corrected."""
    batch, kind = own_batch(request, pk)
    if batch.state != BatchState.PREPARED or not batch.is_table:
        return redirect("imports:batch", pk=pk)
    form = ColumnsForm(request.POST or None, kind=kind, batch=batch)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(actor=request.actor, batch=batch, columns=form.columns())
        except Refusal as refused:
            refusal = refused.reason
        else:
            return redirect("imports:preview", pk=pk)
    context = {
        "batch": batch,
        "kind": kind,
        "form": form,
        "refusal": refusal,
        "facts": understood_facts(batch),
        "rows": _mapping_rows(form, kind, batch),
        "ignored": _ignored(batch),
        "sample": batch.understood.get("sample") or [],
        "stages": stages(1),
    }
    return render(request, "imports/columns.html", context, status=409 if refusal else 200)


@desk("imports.view")
def look(request: PageRequest, pk: int) -> HttpResponse:
    """What the file would do to the register."""
    batch, kind = own_batch(request, pk)
    if batch.state != BatchState.PREPARED:
        return redirect("imports:batch", pk=pk)
    refusal, found = "", Preview()
    try:
        found = preview(kind, batch, seconds=PATIENCE)
    except Refusal as refused:
        refusal = refused.reason
    context = {
        "batch": batch,
        "kind": kind,
        "found": found,
        "refusal": refusal,
        "figures": _figures(found),
        "faults": _worded(found, kind)[:SHOWN_FAULTS],
        "earlier": earlier_same(batch),
        "stages": stages(2),
    }
    return render(request, "imports/preview.html", context)


@desk("imports.view")
@require_POST
def confirm(request: PageRequest, pk: int) -> HttpResponse:
    """Let the batch go on its way."""
    batch, _ = own_batch(request, pk)
    try:
        confirm_batch(actor=request.actor, batch=batch)
    except Refusal as refused:
        messages.error(request, refused.reason)
        return redirect("imports:columns" if batch.state == BatchState.PREPARED else "imports:batch", pk=pk)
    return redirect("imports:batch", pk=pk)


@desk("imports.view")
@require_POST
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Give it up."""
    batch, _ = own_batch(request, pk)
    drop_batch(actor=request.actor, batch=batch)
    messages.success(request, f"已放弃导入“{batch.file_name}”，登记簿没有变化")
    return redirect("imports:batches")


def stages(at: int) -> list[Stage]:
    """The wizard's steps, the present one marked."""
    return [
        Stage(label, "past" if place < at else "now" if place == at else "next") for place, label in enumerate(STEPS)
    ]


def understood_facts(batch: Batch) -> list[tuple[str, Any]]:
    """Format, encoding, head, number of rows, and what is odd."""
    known = batch.understood
    rows: list[tuple[str, Any]] = [
        ("格式", known.get("title")),
        ("编码", known.get("encoding") or "—"),
        ("表头", f"第 {known.get('head_line')} 行，{len(known.get('head') or [])} 列"),
        ("数据行", f"约 {batch.row_total:,}" if batch.row_total is not None else "读完才知道"),
        ("SHA-256", batch.file_sha256),
    ]
    if known.get("repeated"):
        rows.append(("重名的列", "、".join(known["repeated"])))
    if known.get("notes"):
        rows.append(("说明", "；".join(known["notes"])))
    return rows


def _corrected(request: PageRequest, kind: ImportKind) -> Batch | None:
    number = request.GET.get("corrects", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    return visible_batches(request.actor).filter(pk=int(number), kind=kind.code).first()


def _usual(kind: ImportKind, corrects: Batch | None) -> dict[str, Any]:
    """What was said of the batch that is corrected, or of the last one of this kind."""
    last = corrects or Batch.objects.filter(kind=kind.code).order_by("-id").first()
    if last is None:
        return {"data_as_of": clock.today()}
    usual = {"licence": last.licence, "republish": last.republish, "feed": last.feed and last.feed.code}
    if corrects is None:
        return {**usual, "data_as_of": clock.today()}
    return {
        **usual,
        "data_as_of": corrects.data_as_of,
        "period": corrects.period,
        "note": f"改正批次 {corrects.code} 拒收的行",
    }


HOW = {"given": "指定", "remembered": "上次确认", "exact": "同名", "synonym": "常用叫法", "likeness": "相近，请核对"}


def _mapping_rows(form: ColumnsForm, kind: ImportKind, batch: Batch) -> list[dict[str, Any]]:
    """One row per field: its select, how its column was found, an example from the file."""
    found = {field: (column, how) for field, column, how, _ in batch.understood.get("matches", [])}
    sample = batch.understood.get("sample") or []
    rows = []
    for one in kind.fields:
        column, how = found.get(one.name, (-1, ""))
        values = [row[column + 1] for row in sample if 0 <= column < len(row) - 1 and row[column + 1]]
        rows.append(
            {"field": form[one.name], "declared": one, "how": HOW.get(how, ""), "doubtful": how == "likeness",
             "example": "、".join(dict.fromkeys(values[:2]))}
        )  # fmt: skip
    return rows


def _ignored(batch: Batch) -> list[str]:
    used = set(batch.columns.values()) | {column for _, column, _, _ in batch.understood.get("matches", [])}
    head = batch.understood.get("head") or []
    return [name for place, name in enumerate(head) if place not in used and name.strip()]


def _figures(found: Preview) -> list[Figure]:
    return [
        Figure("数据行", f"{found.rows:,}"),
        Figure("将新增", f"{found.created:,}", state="ok" if found.created else ""),
        Figure("将更新", f"{found.updated:,}", note="原值保留", state="warn" if found.updated else ""),
        Figure("未变", f"{found.unchanged:,}"),
        Figure("较旧，不采用", f"{found.older:,}"),
        Figure("拒收", f"{found.rejected:,}", state="late" if found.rejected else ""),
    ]


def _worded(found: Preview, kind: ImportKind) -> list[dict[str, Any]]:
    fields = {one.name: one for one in kind.fields}
    rows = []
    for fault in found.faults:
        field = fields.get(fault.field)
        content = "＊＊＊" if field and field.protected and fault.content else fault.content
        rows.append(
            {"line": fault.line, "column": field.title if field else "", "content": content, "reason": fault.reason}
        )
    return rows
