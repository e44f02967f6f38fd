"""Permits on reports, and which of them an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, check, declare

from ..models import Report, ReportOutline
from ..terms.report import ReportState

declare("metrics.report.view", "查看报告及其起草情况")
declare("metrics.report.draft", "起草报告")
declare("metrics.report.issue", "签发报告")


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """Issued editions for all who may see reports; those in preparation for who drafts or issues them."""
    rows = Report.objects.select_related("outline", "body", "document__file", "document__pdf")
    if check(actor, "metrics.report.draft") or check(actor, "metrics.report.issue"):
        return rows
    return rows.filter(state=ReportState.ISSUED) if check(actor, "metrics.report.view") else rows.none()


def public_reports() -> QuerySet[Report]:
    """The newest issued edition of each report that is open to everybody."""
    rows = Report.objects.filter(state=ReportState.ISSUED, is_public=True).exclude(
        replaced_by__state=ReportState.ISSUED, replaced_by__is_public=True
    )
    return rows.select_related("outline", "body", "document__file", "document__pdf")


def every_public_report() -> QuerySet[Report]:
    """Every issued edition that is open to everybody, also where a later one replaced it."""
    rows = Report.objects.filter(state=ReportState.ISSUED, is_public=True)
    return rows.select_related("outline", "body", "document__file", "document__pdf")


def outlines() -> QuerySet[ReportOutline]:
    """Every outline: what a report is made of is no secret."""
    return ReportOutline.objects.all()
