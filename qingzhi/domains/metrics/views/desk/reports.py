"""Reports on the desk: the list, drafting one, an edition with its blocks, its papers and its annex."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.columns import Column
from qingzhi.base.pages.components import State
from qingzhi.base.pages.filters import Choice, Search
from qingzhi.base.pages.listing import Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.report import visible_reports
from ...actions.reporting import draft_report
from ...forms.report import DraftForm
from ...models import Indicator, Report
from ...queries.report_outlines import outlines_on
from ...queries.reports import (
    blocks_now,
    codes_of,
    content_now,
    difference_note,
    report_before,
    revised_since,
)
from ...terms.report import ReportState
from ..report_files import annex_response, chart_of, paper_response

STATES = {"draft": "warn", "submitted": "warn", "issued": "done"}


def state_of(report: Report) -> State:
    return State(STATES[report.state], report.get_state_display())


class ReportListing(Listing):
    name = "报告"
    columns = [
        Column("state", "状态", kind="state", value=state_of, sort=["state"]),
        Column("title", "报告", kind="link", url=lambda one: reverse("metrics:report", args=[one.pk])),
        Column("period", "时期", value=lambda one: one.period_text, sort=["period"]),
        Column("edition", "版次", kind="number"),
        Column("body", "编制单位", value=lambda one: one.body.short_name, drop=True),
        Column("drawn_at", "取数时间", kind="datetime", drop=True),
        Column("issued_on", "印发日期", kind="date"),
    ]
    filters = [
        Search("q", "按标题查找", fields=["title"]),
        Choice("code", "报告", options=lambda listing: [(one.code, one.name) for one in outlines_on()]),
        Choice("state", "状态", options=lambda listing: ReportState.choices()),
    ]
    default_order = ("-period", "code", "-edition")
    empty_title = "还没有报告"
    empty_hint = "冻结一个时期的数据后，可一键起草该时期的报告。"


@desk("metrics.report.view")
def reports(request: PageRequest) -> HttpResponse:
    """The editions that the reader sees."""
    may = bool(check(request.actor, "metrics.report.draft"))
    return ReportListing(request, visible_reports(request.actor)).respond("metrics/reports.html", {"may_draft": may})


@desk("metrics.report.draft")
def draft(request: PageRequest) -> HttpResponse:
    """Draft a report: which, and of which period."""
    given = {"code": request.GET.get("code", ""), "period": request.GET.get("period", "")}
    return acted(
        request,
        template="metrics/form.html",
        title="起草报告",
        form=DraftForm(request.POST or None, initial=given),
        do=lambda form: draft_report(actor=request.actor, **form.cleaned_data),
        to=address,
        success="已由冻结数生成初稿，请逐段核改后送审",
        cancel_url=reverse("metrics:reports"),
    )


@desk("metrics.report.view")
def report(request: PageRequest, report_id: int) -> HttpResponse:
    """One edition: as it reads, what needs a hand, its papers."""
    found = found_report(request, report_id)
    blocks = list(found.blocks.all())
    content = content_now(found, blocks)
    before = report_before(found)
    is_draft = found.state == ReportState.DRAFT
    may_draft = bool(check(request.actor, "metrics.report.draft"))
    codes = content["codes"] if found.content else codes_of(blocks)
    now = blocks_now(found, blocks) if not found.content else []
    annotate(content, {one.block.key: one for one in now})
    context = {
        "report": found,
        "state": state_of(found),
        "all_charts": "charts" in request.GET,
        "content": content,
        "note": difference_note(content, before),
        "before": before,
        "revised": revised_since(codes),
        "left_out": [one for one in blocks if one.is_left_out] if not found.content else [],
        "worklist": worklist(now),
        "missing": Indicator.objects.filter(code__in=found.missing) if may_draft and not found.content else [],
        "may_edit": is_draft and may_draft,
        "may_submit": is_draft and may_draft,
        "may_issue": found.state == ReportState.SUBMITTED and bool(check(request.actor, "metrics.report.issue")),
        "may_renew": found.state == ReportState.ISSUED and may_draft and not hasattr(found, "replaced_by"),
        "later": getattr(found, "replaced_by", None),
        "entries": list(entries_of(found)[:50]) if may_draft else [],
    }
    return render(request, "metrics/report.html", context)


def annotate(content: dict[str, Any], now: dict[str, Any]) -> None:
    """Put each block beside the first of its items, for those who edit it."""
    for chapter in content["chapters"]:
        for item in chapter["items"]:
            if item.get("key") in now:
                item["now"] = now.pop(item["key"])


def worklist(now: list[Any]) -> list[tuple[str, Any]]:
    """What a drafter has to look at, most pressing first: changed beneath, standing on nothing, unwritten, dropped."""
    found = [("changed", one) for one in now if one.changed and not one.block.is_left_out]
    found += [("dropped", one) for one in now if one.block.is_dropped and one.block.hand]
    found += [("unfounded", one) for one in now if one.unfounded and not one.block.is_left_out]
    found += [("unwritten", one) for one in now if one.hint and not one.block.hand and not one.block.is_left_out]
    return found


@desk("metrics.report.view")
def chart(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """One chart, drawn when the reader comes to it."""
    found = found_report(request, report_id)
    return render(request, "metrics/report_chart.html", {"item": chart_of(content_now(found), key)})


@desk("metrics.report.view")
def paper(request: PageRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as .docx or PDF: the issued papers, or a draft marked as such."""
    return paper_response(request.actor, found_report(request, report_id), kind)


@desk("metrics.report.view")
def annex(request: PageRequest, report_id: int, kind: str) -> HttpResponse:
    """The figures for machines."""
    return annex_response(found_report(request, report_id), kind)


def found_report(request: PageRequest, report_id: int) -> Report:
    return get_object_or_404(visible_reports(request.actor), pk=report_id)


def address(report: Report) -> str:
    return reverse("metrics:report", args=[report.pk])
