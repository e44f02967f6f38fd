"""A body reports; the office reviews, one by one or in a batch."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.tasks import visible_reports
from ...actions.deciding import accept_report, accept_reports, content_of, return_report
from ...actions.locking import region_code
from ...actions.reports import revise_report, save_draft, submit_report
from ...forms.tracking import DecideForm, ReportForm, RevisionForm
from ...models import ProgressReport
from ...queries.reports import last_report, report_light, to_review
from ...rules.progress import Content, evidence_gap
from ...terms import ReportState
from .acting import confirm, documents, drawer, found_report, stored
from .tasks import entries_of_report

FIELDS = ("text", "percent", "problems", "next_steps")


@desk("plan.report.view")
def report(request: PageRequest, report_id: int) -> HttpResponse:
    """One report as it stands."""
    found = found_report(request, report_id)
    allowed = {
        code: bool(check(request.actor, code, body_id=found.body_id, region_code=region_code(found.task)))
        for code in ("plan.report.write", "plan.report.decide", "plan.report.revise")
    }
    context = {
        "report": found,
        "light": report_light(found),
        "documents": documents(found.evidence.all()),
        "history": entries_of_report(found),
        "entries": drawer(found),
        "may_write": allowed["plan.report.write"] and found.is_outstanding and not found.round.is_locked,
        "may_decide": allowed["plan.report.decide"] and found.state == "submitted",
        "may_revise": allowed["plan.report.revise"] and found.state == "accepted" and found.round.is_locked,
    }
    return render(request, "plan/report.html", context)


@desk("plan.report.write")
def report_form(request: PageRequest, report_id: int) -> HttpResponse:
    """The form of a report: filled in from the last one, kept as a draft or handed in."""
    found = found_report(request, report_id)
    if not found.is_outstanding or found.round.is_locked:
        return _too_late(request, found) if request.method == "POST" else redirect("plan:report", found.pk)
    last = last_report(found)
    filled = found if found.version else last
    initial = {name: getattr(filled, name) for name in FIELDS} if filled else {}
    kept = list(found.evidence.all())
    form = ReportForm(
        request.POST or None, request.FILES or None, report=found, present=documents(kept), initial=initial
    )
    if request.method == "POST":
        done = _save(request, found, form, kept)
        if done is not None:
            return done
    return _form_page(request, found, form, last)


def _form_page(
    request: PageRequest, found: ProgressReport, form: ReportForm, last: ProgressReport | None, status: int = 200
) -> HttpResponse:
    context = {
        "report": found,
        "form": form,
        "last": last,
        "from_last": bool(last) and not found.version,
        "light": report_light(found),
        "returns": found.returns.all(),
    }
    return render(request, "plan/report_form.html", context, status=status)


def _too_late(request: PageRequest, found: ProgressReport) -> HttpResponse:
    """A form that was sent when the report could be written no more: why, with what was typed to be copied.

    The same content once more, as a second click sends it, is no news: it leads on as the first did.
    """
    form = ReportForm(request.POST, report=found, present=documents(found.evidence.all()))
    if form.is_valid() and found.submitted_by == request.actor.name and form.cleaned_data["text"] == found.text:
        return redirect("plan:report", found.pk)
    form.add_error(None, f"{handled(found)}。您刚才填写的内容没有保存，仍在下面，可以复制")
    return _form_page(request, found, form, last_report(found), status=409)


def _save(request: PageRequest, found: ProgressReport, form: ReportForm, kept: list) -> HttpResponse | None:  # type: ignore[type-arg]
    current = {name: getattr(found, name) for name in FIELDS}
    if not form.is_valid() or form.edited_meanwhile(found.version, current):
        return None
    uploads = stored(request, form, "evidence")
    if uploads is None:
        return None
    keep = set(form.cleaned_data.get("keep") or [])
    evidence = [one for one in kept if str(one.pk) in keep] + uploads
    do = submit_report if "submit" in request.POST else save_draft
    done = tried(
        form,
        lambda: do(actor=request.actor, report=found, version=found.version, evidence=evidence, **form.content),
    )
    if done is None:
        return None
    if do is save_draft:
        messages.success(request, "草稿已保存，尚未提交")
        return redirect("plan:report_form", found.pk)
    messages.success(request, "填报已提交，等待办公室审核")
    return redirect("plan:report", found.pk)


@desk("plan.report.revise")
def revise(request: PageRequest, report_id: int) -> HttpResponse:
    """A dated correction of a report in a locked round."""
    found = found_report(request, report_id)
    form = RevisionForm(
        request.POST or None, initial={"text": found.text, "percent": found.percent}, version=found.version
    )
    to = reverse("plan:report", args=[found.pk])
    return confirm(
        request,
        title="更正已锁定的填报",
        form=form,
        to=to,
        cancel_url=to,
        success="更正已记录",
        submit="记录更正",
        crumb=(str(found.task.code), to),
        facts=[("任务", str(found.task)), ("填报期", f"{found.round.label}（已锁定）"), ("填报单位", found.body.name)],
        consequences=["原值、更正日期、更正人和理由一并留存，不能删除"],
        do=lambda done: revise_report(
            actor=request.actor,
            report=found,
            reason=done.cleaned_data["reason"],
            text=done.cleaned_data["text"],
            percent=done.cleaned_data["percent"],
        ),
    )


@desk("plan.report.decide")
def review_queue(request: PageRequest) -> HttpResponse:
    """What waits for the office, the longest first; those whose evidence bears them can be accepted in one go."""
    waiting = to_review(visible_reports(request.actor))
    if request.method == "POST":
        wanted = [
            int(value)
            for value in request.POST.getlist("report")
            if value.isascii() and value.isdigit() and len(value) < 18
        ]
        accepted, left = accept_reports(actor=request.actor, reports=list(waiting.filter(pk__in=wanted)))
        messages.success(request, f"已认可 {accepted} 份")
        for one, reason in left:
            messages.warning(request, f"{one.task.code} {one.body.short_name}：{reason}")
        return redirect("plan:review_queue")
    rows = list(waiting[:50])
    bare = 0
    for one in rows:
        one.gap = evidence_gap_of(one)  # type: ignore[attr-defined]
        bare += bool(one.gap)  # type: ignore[attr-defined]
    context = {
        "rows": rows,
        "total": waiting.count(),
        "figures": [
            Figure("待审核", waiting.count(), unit="份"),
            Figure("缺佐证", bare, unit="份"),
        ],
    }
    return render(request, "plan/review_queue.html", context)


@desk("plan.report.decide")
def review_report(request: PageRequest, report_id: int) -> HttpResponse:
    """One waiting report beside its task and the last one: accept or return, then the next."""
    found = found_report(request, report_id)
    waiting = to_review(visible_reports(request.actor))
    form = DecideForm(request.POST or None)
    if found.state != "submitted":
        if request.method == "POST":
            messages.warning(request, f"{handled(found)}，您的决定没有记录")
        return redirect("plan:report", found.pk)
    if request.method == "POST" and form.is_valid():
        if "accept" in request.POST:
            note = form.cleaned_data["note"]
            done = tried(form, lambda: accept_report(actor=request.actor, report=found, note=note))
            told = "已认可"
        else:
            reason = form.cleaned_data["reason"]
            done = tried(form, lambda: return_report(actor=request.actor, report=found, reason=reason))
            told = "已退回"
        if done is not None:
            messages.success(request, f"{found.task.code} {found.body.short_name}：{told}")
            following = waiting.first()
            return redirect("plan:review_report", following.pk) if following else redirect("plan:review_queue")
    context = {
        "report": found,
        "form": form,
        "last": last_report(found),
        "documents": documents(found.evidence.all()),
        "gap": evidence_gap(content_of(found)),
        "returns": found.returns.all(),
        "left": waiting.count(),
    }
    return render(request, "plan/review_report.html", context)


def handled(report: ProgressReport) -> str:
    """In one sentence why nothing can be done to a report any more: by whom it was handled, and when."""
    now = f"现为“{ReportState(report.state).label}”"
    submitted = report.state == ReportState.SUBMITTED
    who, at = (report.submitted_by, report.submitted_at) if submitted else (report.decided_by, report.decided_at)
    if who and at is not None:
        return f"这份填报已由{who}于 {localtime(at):%Y-%m-%d %H:%M} {'提交' if submitted else '办理'}，{now}"
    return f"本期已锁定，这份填报{now}" if report.round.is_locked else f"这份填报{now}，不能再填写"


def evidence_gap_of(report: ProgressReport) -> str:
    """The gap of a row that was counted already."""
    return evidence_gap(
        Content(
            text=report.text,
            percent=report.percent,
            evidence_count=report.evidence_count,  # type: ignore[attr-defined]
            last_percent=report.task.percent,
            expects_evidence=bool(report.task.expected_evidence.strip()),
        )
    )
