"""Writing a draft: as a grid in the browser, or as a sheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from .. import queries
from ..access import visible_versions
from ..actions import discard_draft, draft_version, save_draft
from ..declaring import TableSpec
from ..forms import DiscardForm, SentGrid, UploadForm, datalist, fits_grid, read_grid
from ..models import TableVersion
from ..rules.table import RawRow
from ..sheets import GUIDE, rows_sent
from .finding import found_spec, found_version


@desk("decisions.edit")
@require_POST
def draft(request: PageRequest, code: str) -> HttpResponse:
    """Begin a draft from a version, or an empty one."""
    found_spec(code)
    asked = request.POST.get("version", "")
    based_on = None
    if asked.isdecimal() and len(asked) < 18:
        based_on = visible_versions(request.actor).filter(pk=asked, table=code).first()
    version = draft_version(actor=request.actor, table=code, based_on=based_on)
    messages.success(request, f"已起草第 {version.number} 版，修改后请试算，再由另一人发布")
    return redirect("decisions:edit", pk=version.pk)


@desk("decisions.edit")
def edit(request: PageRequest, pk: int) -> HttpResponse:
    """The grid. What was typed is kept, also where a cell cannot be read."""
    version, spec = _open_draft(request, pk)
    if request.method != "POST":
        return _grid(request, version, spec, queries.raw_rows(version))
    sent = read_grid(spec, request.POST)
    try:
        save_draft(
            actor=request.actor,
            version=version,
            rows=sent.rows,
            revision=sent.revision,
            source=sent.source,
            note=sent.note,
        )
    except Refusal as refused:
        version.source, version.note = sent.source, sent.note
        version.refresh_from_db(fields=["revision", "saved_by", "saved_at"])
        return _grid(request, version, spec, sent.rows, refused.reason)
    return _after_saving(request, version, spec, sent)


@desk("decisions.edit")
def upload(request: PageRequest, pk: int) -> HttpResponse:
    """A sheet that was exported and filled in takes the place of the draft's rows."""
    version, spec = _open_draft(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None, version=version.revision)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            rows = rows_sent(request.actor, spec, form.cleaned_data["sheet"][0])
            revision = int(form.data.get("version") or 0) if str(form.data.get("version")).isdecimal() else 0
            how = f"上传表格：{form.cleaned_data['sheet'][0].name}"[:300]
            save_draft(actor=request.actor, version=version, rows=rows, revision=revision, how=how)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已读入 {len(rows)} 行")
            return redirect("decisions:edit", pk=pk)
    context = {"spec": spec, "found": version, "form": form, "refusal": refusal, "guide": GUIDE}
    return render(request, "decisions/upload.html", context, status=409 if refusal else 200)


@desk("decisions.edit")
def discard(request: PageRequest, pk: int) -> HttpResponse:
    version, spec = _open_draft(request, pk)
    form = DiscardForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            discard_draft(actor=request.actor, version=version, reason=form.cleaned_data["reason"])
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"第 {version.number} 版草稿已作废")
            return redirect("decisions:table", code=version.table)
    context = {
        "title": f"作废《{spec.title}》第 {version.number} 版草稿",
        "warning": "作废后不能恢复，内容仍可查看。",
        "form": form,
        "refusal": refusal,
        "submit": "确认作废",
        "cancel_url": reverse("decisions:version", args=[pk]),
    }
    return render(request, "pages/confirm.html", context, status=409 if refusal else 200)


def _open_draft(request: PageRequest, pk: int) -> tuple[TableVersion, TableSpec]:
    """A draft; a version that is none any more is not to be edited."""
    version, spec = found_version(request, pk)
    if not version.is_open:
        raise Http404
    return version, spec


def _after_saving(request: PageRequest, version: TableVersion, spec: TableSpec, sent: SentGrid) -> HttpResponse:
    found = queries.findings(spec, sent.rows)
    count = len(found.problems)
    if sent.do == "save" and not count:
        messages.success(request, f"已保存，共 {len(sent.rows)} 行")
        return redirect("decisions:version", pk=version.pk)
    if sent.do == "save":
        messages.warning(request, f"已保存，还有 {count} 处须改正，改正后才能试算和发布")
    place = len(sent.rows) if sent.do == "add" else 0
    return redirect(f"{reverse('decisions:edit', args=[version.pk])}{f'#row-{place}' if place else ''}")


def _grid(
    request: PageRequest, version: TableVersion, spec: TableSpec, rows: list[RawRow], refusal: str = ""
) -> HttpResponse:
    columns: list[dict[str, Any]] = [
        {"name": one.name, "label": one.label, "hint": one.hint, "list": datalist(one), "column": one}
        for one in spec.columns
    ]
    context = {
        "spec": spec,
        "found": version,
        "columns": columns,
        "conditions": len(spec.conditions),
        "outcomes": len(spec.outcomes),
        "rows": queries.read_rows(spec, rows),
        "findings": queries.findings(spec, rows),
        "fits": fits_grid(spec, len(rows)),
        "guide": GUIDE,
        "refusal": refusal,
    }
    return render(request, "decisions/edit.html", context, status=409 if refusal else 200)
