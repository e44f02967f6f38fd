"""Issued reports for everybody: the list, one edition as a page, its papers and its annex."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.columns import Column
from qingzhi.base.pages.filters import Choice, Search
from qingzhi.base.pages.listing import Listing
from qingzhi.base.pages.request import PageRequest

from ...access.report import every_public_report, public_reports
from ...models import Report
from ...queries.report_outlines import outlines_on
from ...queries.reports import difference_note, report_before, revised_since
from ..report_files import annex_response, chart_of, paper_response


class PublicReportListing(Listing):
    name = "公开报告"
    columns = [
        Column("title", "报告", kind="link", url=lambda one: reverse("metrics:public_report", args=[one.pk])),
        Column("period", "时期", value=lambda one: one.period_text, sort=["period"]),
        Column("body", "编制单位", value=lambda one: one.body.name, drop=True),
        Column("number", "字号", value=lambda one: one.document.number, drop=True),
        Column("issued_on", "印发日期", kind="date"),
    ]
    filters = [
        Search("q", "按标题查找", fields=["title"]),
        Choice("code", "报告", options=lambda listing: [(one.code, one.name) for one in outlines_on()]),
    ]
    default_order = ("-period", "code")
    empty_title = "还没有公开的报告"


@open_to_public
def reports(request: PageRequest) -> HttpResponse:
    """The newest edition of each open report."""
    return PublicReportListing(request, public_reports()).respond("metrics/public_reports.html")


@open_to_public
def report(request: PageRequest, report_id: int) -> HttpResponse:
    """One edition."""
    found = _found(report_id)
    before = report_before(found)
    later = getattr(found, "replaced_by", None)
    context = {
        "report": found,
        "all_charts": "charts" in request.GET,
        "content": found.content,
        "note": difference_note(found.content, before) if before and before.is_public else None,
        "before": before,
        "revised": revised_since(found.content["codes"]),
        "later": later if later is not None and later.is_public else None,
    }
    return render(request, "metrics/public_report.html", context)


@open_to_public
def chart(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """One chart, drawn when the reader comes to it."""
    return render(request, "metrics/report_chart.html", {"item": chart_of(_found(report_id).content, key)})


@open_to_public
def paper(request: PageRequest, report_id: int, kind: str) -> HttpResponse:
    """The issued paper."""
    return paper_response(request.actor, _found(report_id), kind)


@open_to_public
def annex(request: PageRequest, report_id: int, kind: str) -> HttpResponse:
    """The figures for machines."""
    return annex_response(_found(report_id), kind, is_public=True)


def _found(report_id: int) -> Report:
    return get_object_or_404(every_public_report(), pk=report_id)
