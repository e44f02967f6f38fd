"""The papers and the annex of a report as answers, for the desk and for everybody."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from qingzhi.base import clock
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.documents.actions import make_pdf
from qingzhi.engine.documents.convert import PdfUnavailable, to_pdf
from qingzhi.engine.documents.rules.drawing import draw_book

from ..actions.report_books import book_of
from ..models import Report
from ..queries.report_annex import annex_csv, annex_of, annex_xlsx, for_everybody
from ..queries.reports import content_now

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DRAFT = "送审稿"


def paper_response(actor: Actor, report: Report, kind: str) -> HttpResponse:
    """The issued paper (its PDF is made once, when first asked for), or the draft as it stands, marked as such."""
    if kind not in ("docx", "pdf"):
        raise Http404
    try:
        data = _issued(report, kind) if report.document else _drafted(report, kind)
    except PdfUnavailable as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
    return answer(data, f"{report.title}{'' if report.document else f'（{DRAFT}）'}", kind)


def annex_response(report: Report, kind: str, *, is_public: bool = False) -> HttpResponse:
    """The annex as JSON, CSV or XLSX; for everybody without what may not be republished as data."""
    content = for_everybody(content_now(report)) if is_public else content_now(report)
    if kind == "json":
        data = json.dumps(annex_of(report, content), ensure_ascii=False, indent=1).encode()
    elif kind == "csv":
        data = annex_csv(content)
    elif kind == "xlsx":
        data = annex_xlsx(report, content)
    else:
        raise Http404
    return answer(data, f"{report.title}数据附表", kind)


def chart_of(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The chart of that key."""
    items = (item for chapter in content["chapters"] for item in chapter["items"])
    found = next((one for one in items if one["kind"] == "chart" and one["key"] == key), None)
    if found is None:
        raise Http404
    return dict(found)


def answer(data: bytes, name: str, kind: str) -> HttpResponse:
    """The bytes under a Chinese name."""
    response = HttpResponse(data, content_type=TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    return response


def _issued(report: Report, kind: str) -> bytes:
    assert report.document is not None
    if kind == "docx":
        return read_file(report.document.file)
    document = make_pdf(actor=SYSTEM, document=report.document)
    assert document.pdf is not None
    return read_file(document.pdf)


def _drafted(report: Report, kind: str) -> bytes:
    book = book_of(report, content_now(report), dated_on=clock.today(), draft_mark=DRAFT)
    data = draw_book(book)
    return data if kind == "docx" else to_pdf(data)
