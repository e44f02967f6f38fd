"""Submitting, returning and issuing a report: what is issued stands for good, with the codes of its figures."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.permits import Actor, require
from qingzhi.engine.documents.actions import issue_document
from qingzhi.engine.documents.convert import PdfUnavailable, to_pdf
from qingzhi.engine.documents.kinds import document_kind
from qingzhi.engine.documents.rules.drawing import BoundReport, Verification, draw_book, pages_of
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..events.report import ReportIssued, ReportReturned, ReportSubmitted
from ..models import Report
from ..queries.reports import blocks_now, codes_of, content_now, difference_note, report_before, revised_since
from ..refusals import ValueNotValid
from ..refusals.report import FiguresChangedBeneath, FiguresRevisedSince, ReportMovedOn
from ..terms.report import ReportState
from .report_books import book_of
from .reporting import lock_draft

KIND = document_kind("metrics.report", "报告").code
TO_ISSUE = work_kind("metrics.issue_report", "签发报告", verb="审签", icon="file").code
TO_REVISE = work_kind("metrics.revise_report", "修改报告", verb="修改", icon="edit").code
SERIES = "report"


@transaction.atomic
def submit_report(*, actor: Actor, report: Report) -> Report:
    """Hand a draft over to be issued 「送审」; refused while its figures have moved on beneath it."""
    require(actor, "metrics.report.draft", body_id=report.body_id)
    report = lock_draft(report)
    _is_sound(report)
    changes = changed(
        report,
        state=ReportState.SUBMITTED.value,
        submitted_by=actor.name,
        submitted_at=clock.now(),
        return_reason="",
        returned_by="",
    )
    report.save()
    close_items(actor=actor, subject=report, kind=TO_REVISE)
    url = reverse("metrics:report", args=[report.pk])
    for body in bodies_holding("metrics.report.issue"):
        open_item(actor=actor, kind=TO_ISSUE, title=f"审签《{report.title}》", url=url, subject=report, body=body)
    record(actor, "metrics.submit_report", report, changes=changes)
    publish(ReportSubmitted(report_id=report.pk))
    return report


@transaction.atomic
def return_report(*, actor: Actor, report: Report, reason: str) -> Report:
    """Send a submitted report back to be worked on 「退回修改」."""
    require(actor, "metrics.report.issue", body_id=report.body_id)
    if not reason.strip():
        raise ValueNotValid("请写明退回意见，便于起草人修改", "reason")
    report = _submitted(report)
    changes = changed(report, state=ReportState.DRAFT.value, returned_by=actor.name, return_reason=reason.strip())
    report.save()
    close_items(actor=actor, subject=report, kind=TO_ISSUE, outcome=Outcome.DONE, reason="退回修改")
    title, url = f"修改《{report.title}》：{report.return_reason}", reverse("metrics:report", args=[report.pk])
    open_item(actor=actor, kind=TO_REVISE, title=title, url=url, subject=report, body=report.body)
    record(actor, "metrics.return_report", report, changes=changes, reason=reason.strip())
    publish(ReportReturned(report_id=report.pk))
    return report


def issue_report(*, actor: Actor, report: Report, is_public: bool = True, lay_out: bool = True) -> Report:
    """Issue a submitted report 「签发」: numbered, drawn as .docx, locked. The layout, which takes seconds, is made before the
    transaction; without one (no LibreOffice, or `lay_out` not wanted) the contents are computed when the file is opened."""
    require(actor, "metrics.report.issue", body_id=report.body_id)
    asked = Report.objects.select_related("outline", "body").get(pk=report.pk)
    content = _whole(asked)
    pages = pages_laid_out(asked, content) if lay_out else ()
    with transaction.atomic():
        report = _submitted(asked)
        if _whole(report) != content:
            raise ReportMovedOn("报告在签发时又有改动，请重新查看后再签发")
        _is_sound(report)
        return _issued(actor, report, content, pages, is_public)


def _issued(actor: Actor, report: Report, content: dict[str, Any], pages: tuple[int, ...], is_public: bool) -> Report:
    book = book_of(report, content, pages=pages, dated_on=clock.today())
    document = issue_document(
        actor=actor,
        kind=KIND,
        title=report.title,
        series=SERIES,
        document=lambda number: BoundReport(number, book),
        body=report.body,
        subject=report,
        url=reverse("metrics:report", args=[report.pk]),
        signed_by=actor.name,
    )
    changes = changed(
        report,
        state=ReportState.ISSUED.value,
        content=content,
        document=document,
        is_public=is_public,
        issued_by=actor.name,
        issued_at=clock.now(),
        issued_on=clock.today(),
    )
    report.save()
    close_items(actor=actor, subject=report, kind=TO_ISSUE)
    told = {name: pair for name, pair in changes.items() if name not in ("content", "document")}
    record(actor, "metrics.issue_report", report, changes={**told, "number": ("", document.number)})
    publish(ReportIssued(report_id=report.pk, document_id=document.pk))
    return report


def pages_laid_out(report: Report, content: Mapping[str, Any]) -> tuple[int, ...]:
    """The page numbers of the headings as a layout tells them; none where there is nothing to lay out with."""
    book = book_of(
        report, content, pages=(), dated_on=clock.today(), number="〔〕号", verification=Verification("0000-0000")
    )
    try:
        return pages_of(to_pdf(draw_book(book)))
    except PdfUnavailable:
        return ()


def _whole(report: Report) -> dict[str, Any]:
    """The content with its difference note."""
    content = content_now(report)
    before = report_before(report)
    note = difference_note(content, before)
    if note is not None and before is not None:
        content["before"] = {
            "title": before.title,
            "words": note.words,
            "restated": [one.__dict__ for one in note.restated],
        }
    return content


def _is_sound(report: Report) -> None:
    """No figure has been revised since it was drawn, and no hand-written text stands unlooked-at on changed figures."""
    blocks = list(report.blocks.all())
    revised = revised_since(codes_of(blocks))
    if revised:
        raise FiguresRevisedSince(f"取数以后有 {len(revised)} 个冻结数作了修订，请先重新取数")
    changed_blocks = [one for one in blocks_now(report, blocks) if one.changed and not one.block.is_left_out]
    if changed_blocks:
        raise FiguresChangedBeneath(
            f"有 {len(changed_blocks)} 段手工文字所依据的数已变化，请逐段修改，或确认文字仍适用"
        )


def _submitted(report: Report) -> Report:
    found = Report.objects.select_for_update(of=("self",)).select_related("outline", "body").get(pk=report.pk)
    if found.state == ReportState.ISSUED:
        raise ReportMovedOn(f"本报告已由{found.issued_by}于 {found.issued_on} 签发")
    if found.state != ReportState.SUBMITTED:
        raise ReportMovedOn("本报告没有送审，或已退回修改")
    return found
