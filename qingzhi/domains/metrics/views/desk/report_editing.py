"""Working on a draft: writing a block by hand, paragraphs of one's own, what is not printed, drawing anew, handing over, issuing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ...actions.report_editing import add_paragraph, confirm_block, edit_block, leave_out, restore_block
from ...actions.report_issuing import issue_report, return_report, submit_report
from ...actions.reporting import draft_report, redraw_report
from ...forms.report import IssueForm, ParagraphForm, ReturnForm, TextForm
from ...models import Report, ReportBlock
from ...queries.reports import blocks_now
from ...rules.report_links import parts_of
from ...rules.report_words import plain
from ...terms.report import BlockKind
from .reports import address, found_report


@desk("metrics.report.draft")
def block(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """Write a text by hand, beside what was computed and what has changed beneath it."""
    report, found = _block(request, report_id, key)
    if found.kind != BlockKind.TEXT:
        messages.error(request, "图和表由冻结数生成，不能改写；可以不印，或在其后另加一段文字")
        return redirect(_at(found))
    computed = plain(parts_of(found.computed.get("parts") or []))
    now = next(one for one in blocks_now(report, list(report.blocks.all())) if one.block.pk == found.pk)
    begun = {"text": found.hand or computed, "revision": found.revision}
    return acted(
        request,
        template="metrics/report_block.html",
        title=f"修改文字：{report.title}",
        form=TextForm(request.POST or None, initial=begun),
        do=lambda form: edit_block(
            actor=request.actor,
            block=found,
            text=form.cleaned_data["text"],
            revision=form.cleaned_data["revision"] or 0,
        ),
        to=lambda made: _at(made),
        success="文字已保存；重新取数时保留，所依据的数变化时会提示",
        cancel_url=_at(found),
        report=report,
        block=found,
        computed=computed,
        standing=now,
    )


@desk("metrics.report.draft")
def paragraph(request: PageRequest, report_id: int, key: str) -> HttpResponse:
    """Add a paragraph behind a block."""
    report, found = _block(request, report_id, key)
    return acted(
        request,
        template="metrics/form.html",
        title=f"加一段：{report.title}",
        form=ParagraphForm(request.POST or None),
        do=lambda form: add_paragraph(actor=request.actor, after=found, text=form.cleaned_data["text"]),
        to=lambda made: _at(made),
        success="已加一段文字",
        cancel_url=_at(found),
    )


@desk("metrics.report.draft")
@require_POST
def act(request: PageRequest, report_id: int, key: str, verb: str) -> HttpResponse:
    """Put the computed text back, say that a text still holds, leave a block out or take it up again."""
    _, found = _block(request, report_id, key)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "restore": (lambda: restore_block(actor=request.actor, block=found), "已恢复计算文字"),
        "confirm": (lambda: confirm_block(actor=request.actor, block=found), "已确认文字仍适用"),
        "leave-out": (lambda: leave_out(actor=request.actor, block=found, is_left_out=True), "这一段不印"),
        "take-up": (lambda: leave_out(actor=request.actor, block=found, is_left_out=False), "这一段恢复印出"),
    }
    if verb not in acts:
        raise Http404
    do, said = acts[verb]
    return _done(request, do, said, _at(found))


@desk("metrics.report.draft")
@require_POST
def redraw(request: PageRequest, report_id: int) -> HttpResponse:
    """Draw the draft anew."""
    found = found_report(request, report_id)
    return _done(
        request, lambda: redraw_report(actor=request.actor, report=found), "已按最新冻结数重新取数", address(found)
    )


@desk("metrics.report.draft")
@require_POST
def submit(request: PageRequest, report_id: int) -> HttpResponse:
    """Hand the draft over."""
    found = found_report(request, report_id)
    return _done(request, lambda: submit_report(actor=request.actor, report=found), "已送审", address(found))


@desk("metrics.report.draft")
@require_POST
def renew(request: PageRequest, report_id: int) -> HttpResponse:
    """Draft another edition of an issued report."""
    found = found_report(request, report_id)
    try:
        made = draft_report(actor=request.actor, code=found.code, period=found.period)
    except Refusal as refused:
        messages.error(request, refused.reason)
        return redirect(address(found))
    messages.success(request, f"已起草第 {made.edition} 版，手工文字已带入")
    return redirect(address(made))


@desk("metrics.report.issue")
def give_back(request: PageRequest, report_id: int) -> HttpResponse:
    """Send it back with the reason."""
    found = found_report(request, report_id)
    return acted(
        request,
        template="metrics/form.html",
        title=f"退回修改：{found.title}",
        form=ReturnForm(request.POST or None),
        do=lambda form: return_report(actor=request.actor, report=found, reason=form.cleaned_data["reason"]),
        to=address,
        success="已退回起草人修改",
        cancel_url=address(found),
    )


@desk("metrics.report.issue")
def issue(request: PageRequest, report_id: int) -> HttpResponse:
    """Asks, then issues."""
    found = found_report(request, report_id)
    return acted(
        request,
        template="pages/confirm.html",
        title=f"签发《{found.title}》",
        form=IssueForm(request.POST or None),
        do=lambda form: issue_report(actor=request.actor, report=found, is_public=form.cleaned_data["is_public"]),
        to=address,
        success="已签发，正式文本可下载",
        cancel_url=address(found),
        warning="签发后不能修改，修订须另起草新的一版。",
        consequences=["取得发文字号和核验码，生成正式文本", "报告中的数此后修订的，在报告页和核验页注明，正式文本不变"],
        facts=[("时期", found.period_text), ("版次", f"第 {found.edition} 版"), ("送审", found.submitted_by)],
        submit="签发",
    )


def _block(request: PageRequest, report_id: int, key: str) -> tuple[Report, ReportBlock]:
    report = found_report(request, report_id)
    return report, get_object_or_404(report.blocks.all(), key=key)


def _at(block: ReportBlock) -> str:
    return f"{reverse('metrics:report', args=[block.report_id])}#{block.key}"


def _done(request: PageRequest, do: Callable[[], object], said: str, to: str) -> HttpResponse:
    try:
        do()
        messages.success(request, said)
    except Refusal as refused:
        messages.error(request, refused.reason)
    return redirect(to)
