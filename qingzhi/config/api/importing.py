"""Bulk imports over HTTP: send a file, confirm it, ask how far it is."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from qingzhi.base.api.access import needs
from qingzhi.base.api.answers import answer
from qingzhi.base.api.problems import Problem
from qingzhi.base.api.schemas import Coded, coded
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch
from qingzhi.engine.imports.kinds import UnknownImportKind, kind_of
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.queries.batches import batch_of, progress_of
from qingzhi.engine.imports.queries.rejections import first_rejections
from qingzhi.engine.imports.terms import BatchState

VIEW = "imports.view"
MOST_REJECTIONS = 500
router = Router(tags=["导入"])


class Sent(Schema):
    """What goes with the file."""

    kind: str = Field(max_length=60, description="导入种类，例如 patents")
    data_as_of: date | None = Field(None, description="数据截至")
    licence: str = Field("", max_length=200, description="使用许可")
    republish: str = Field("", max_length=2000, description="可公开的字段，用逗号分隔")
    note: str = Field("", max_length=300)
    confirm: bool = Field(False, description="列名都认得时直接开始导入")


class BatchOut(Schema):
    """A batch and how far it is."""

    batch: str
    kind: str
    state: Coded
    file_name: str
    file_sha256: str
    data_as_of: date
    licence: str
    republish: list[str]
    columns: dict[str, Any] = Field(description="字段与文件列的对照")
    rows: int
    row_total: int | None
    percent: float | None
    rows_per_second: float | None
    seconds_left: float | None
    created: int
    updated: int
    unchanged: int
    older: int
    rejected: int
    requested_at: datetime
    finished_at: datetime | None
    failure: str
    url: str


class RejectionOut(Schema):
    line: int
    column: str
    reason: str


class RejectionList(Schema):
    batch: str
    total: int
    items: list[RejectionOut]


@router.post("", response={201: BatchOut}, summary="送入文件")
@needs(VIEW)
def send_a_file(request: PageRequest, sent: Form[Sent], file: File[UploadedFile]) -> Any:
    """文件存入并识别，成为待确认的批次；`confirm` 为真时随即排队导入。另须有该种类的导入权限。"""
    names = [name.strip() for name in sent.republish.replace("，", ",").split(",") if name.strip()]
    batch = prepare_batch(
        actor=request.actor,
        kind=sent.kind,
        source=file,
        file_name=file.name or "",
        data_as_of=sent.data_as_of,
        licence=sent.licence,
        republish=names,
        note=sent.note,
        complete=sent.confirm,
    )
    if sent.confirm:
        batch = confirm_batch(actor=request.actor, batch=batch)
    document = _batch(batch)
    return answer(BatchOut, document, status=201, headers={"Location": document["url"]})


@router.get("/{slug:code}", response=BatchOut, summary="批次进度")
@needs(VIEW)
def import_batch(request: PageRequest, code: str) -> Any:
    """进度、速度、剩余时间和结果。"""
    return _batch(_found(request, code))


@router.post("/{slug:code}/confirm", response={202: BatchOut}, summary="确认导入")
@needs(VIEW)
def confirm_an_import(request: PageRequest, code: str) -> Any:
    """确认后由后台导入；再次确认不产生变化。"""
    return Status(202, _batch(confirm_batch(actor=request.actor, batch=_found(request, code))))


@router.get("/{slug:code}/rejections", response=RejectionList, summary="拒收行")
@needs(VIEW)
def import_rejections(request: PageRequest, code: str) -> Any:
    """拒收的行、列和原因（前 500 处）；行的内容只在页面上给出。"""
    batch = _found(request, code)
    rows = first_rejections(batch, MOST_REJECTIONS)
    items = [{"line": one.line, "column": one.column_name, "reason": one.reason} for one in rows]
    return {"batch": batch.code, "total": batch.rejected_count, "items": items}


def _found(request: PageRequest, code: str) -> Batch:
    """The batch, for those who may import its kind."""
    batch = batch_of(code)
    if batch is None:
        raise Http404
    try:
        asked = kind_of(batch.kind).permit
    except UnknownImportKind:
        raise Http404 from None
    if not check(request.actor, asked):
        raise Problem("forbidden", "令牌或岗位没有这一种类的导入权限。", permit=asked)
    return batch


def _batch(one: Batch) -> dict[str, Any]:
    progress = progress_of(one)
    plain = {
        name: getattr(one, name)
        for name in (
            "kind",
            "file_name",
            "file_sha256",
            "data_as_of",
            "licence",
            "republish",
            "columns",
            "requested_at",
            "finished_at",
            "failure",
            "row_total",
        )
    }
    counts = {name: getattr(one, f"{name}_count") for name in ("created", "updated", "unchanged", "older", "rejected")}
    return {
        **plain,
        **counts,
        "batch": one.code,
        "state": coded(BatchState, one.state),
        "rows": one.cursor,
        "percent": progress.percent,
        "rows_per_second": progress.rate,
        "seconds_left": progress.left,
        "url": reverse("api:import_batch", args=[one.code]),
    }
