"""One sheet: read, filled in, approved level by level, sent back, unlocked, corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ...actions.survey_deciding import accept_sheet, approve_sheet, return_sheet, send_back_sheet, unlock_sheet
from ...actions.survey_figures import correct_answer
from ...actions.survey_sheets import save_sheet, submit_sheet
from ...forms.surveys import CorrectionForm, NothingForm, ReasonForm, read_typed, shown
from ...models import SurveyAnswer, SurveyCorrection
from ...queries.survey_sheets import Sheet, fresh_sheet, sheet_light, sheet_of
from ...refusals.surveys import SheetEditedMeanwhile, SheetIncomplete
from ...terms.surveys import AnswerState
from .survey_finding import confirmed, drawer, found_sheet, may


def address(answer: SurveyAnswer) -> str:
    return reverse("metrics:sheet", args=[answer.pk])


@desk("metrics.survey.view")
def sheet(request: PageRequest, sheet_id: int) -> HttpResponse:
    """One sheet as it stands, with what was found and what was said of it."""
    found = found_sheet(request, sheet_id)
    state = AnswerState(found.state)
    context = {
        "answer": found,
        "sheet": sheet_of(found),
        "light": sheet_light(found),
        "corrections": list(
            SurveyCorrection.objects.filter(cell__answer=found).select_related("cell__question").order_by("-pk")
        ),
        "may_fill": found.is_outstanding and may(request, "metrics.survey.fill", found),
        "may_approve": state is AnswerState.CHECKING and may(request, "metrics.survey.approve", found),
        "may_accept": state is AnswerState.SUBMITTED and may(request, "metrics.survey.accept", found),
        "may_return": state is AnswerState.ACCEPTED and may(request, "metrics.survey.accept", found),
        "may_unlock": state in (AnswerState.LOCKED, AnswerState.MISSED) and may(request, "metrics.survey.lock", found),
        "may_correct": state is AnswerState.LOCKED and may(request, "metrics.survey.correct", found),
        "entries": drawer(found),
    }
    return render(request, "metrics/surveys/sheet.html", context)


@desk("metrics.survey.fill")
def fill(request: PageRequest, sheet_id: int) -> HttpResponse:
    """The sheet to be filled in: kept as a draft, or handed in."""
    found = found_sheet(request, sheet_id)
    if not may(request, "metrics.survey.fill", found) or (not found.is_outstanding and request.method != "POST"):
        return redirect("metrics:sheet", found.pk)
    if request.method != "POST":
        return _fill_page(request, fresh_sheet(found))
    page = sheet_of(found)
    typed, faults = read_typed(request.POST, [line.question for line in page.lines])
    return _take(request, found, page, typed, faults)


def _take(
    request: PageRequest, found: SurveyAnswer, page: Sheet, typed: dict[str, Any], faults: dict[str, str]
) -> HttpResponse:
    sent = request.POST.get("revision", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 9 else None
    handing_in = "submit" in request.POST and not faults
    do: Any = submit_sheet if handing_in else save_sheet
    try:
        do(actor=request.actor, answer=found, typed=typed, revision=revision)
    except SheetIncomplete as refused:
        kept = save_sheet(actor=request.actor, answer=found, typed=typed, revision=revision)  # nothing typed is lost
        return _fill_page(request, fresh_sheet(_anew(request, kept)), refused.faults, refused.reason)
    except SheetEditedMeanwhile as refused:
        return _fill_page(request, fresh_sheet(_anew(request, found)), faults, refused.reason, refused.theirs)
    except (Refusal, ClassifiedText) as refused:
        return _fill_page(request, page, faults, refused.reason)
    if faults:
        return _fill_page(request, fresh_sheet(_anew(request, found)), faults, "其余已保存，下列项目不是数值，请改正")
    if handing_in:
        messages.success(request, "调查表已报送")
        return redirect("metrics:sheet", found.pk)
    messages.success(request, "草稿已保存，尚未报送")
    return redirect("metrics:fill_sheet", found.pk)


def _anew(request: PageRequest, answer: SurveyAnswer) -> SurveyAnswer:
    return found_sheet(request, answer.pk)


def _fill_page(
    request: PageRequest,
    page: Sheet,
    faults: dict[str, str] | None = None,
    refusal: str = "",
    theirs: dict[str, Any] | None = None,
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else {}
    rows: list[dict[str, Any]] = []
    for line in page.lines:
        code, cell = line.question.code, line.cell
        saved = shown(cell.value) if line.question.is_number else cell.text
        value, reason = posted.get(f"v-{code}", saved), posted.get(f"r-{code}", cell.reason)
        rows.append(
            {
                "line": line,
                "value": value,
                "reason": reason,
                "fault": (faults or {}).get(code, ""),
                "asks_reason": bool(reason) or any(not one.must_mend for one in line.findings),
                "theirs": theirs.get(code) if theirs and str(theirs.get(code) or "") != str(value or "") else None,
            }
        )
    context = {
        "answer": page.answer,
        "numbers": [row for row in rows if row["line"].question.is_number],
        "texts": [row for row in rows if not row["line"].question.is_number],
        "refusal": refusal,
        "faults": [(row["line"].question, row["fault"]) for row in rows if row["fault"]],
        "light": sheet_light(page.answer),
    }
    return render(request, "metrics/surveys/fill.html", context)


@desk("metrics.survey.approve")
def approve(request: PageRequest, sheet_id: int) -> HttpResponse:
    """The body's own approval."""
    found = found_sheet(request, sheet_id)
    return confirmed(
        request,
        title=f"审核通过{found}",
        form=NothingForm(request.POST or None),
        do=lambda form: approve_sheet(actor=request.actor, answer=found),
        to=address(found),
        success="已审核，报送省局",
        cancel_url=address(found),
        warning="审核通过后报送省局，本单位不能再改。",
        submit="审核通过并报送",
        danger=False,
    )


@desk("metrics.survey.accept")
def accept(request: PageRequest, sheet_id: int) -> HttpResponse:
    """The office accepts."""
    found = found_sheet(request, sheet_id)
    return confirmed(
        request,
        title=f"认可{found}",
        form=NothingForm(request.POST or None),
        do=lambda form: accept_sheet(actor=request.actor, answer=found),
        to=address(found),
        success="已认可，锁定后成为统计数据",
        cancel_url=address(found),
        warning="认可前请核对差异说明。",
        consequences=[
            f"{line.question.title}：{one.text}。说明：{line.cell.reason or '无'}"
            for line in sheet_of(found).explained
            for one in line.findings
        ],
        submit="认可",
        danger=False,
    )


@desk("metrics.survey.approve")
def send_back(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Back to the clerk, within the body."""
    return _back(request, sheet_id, "退回填报人", send_back_sheet)


@desk("metrics.survey.accept")
def give_back(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Back to the body."""
    return _back(request, sheet_id, "退回", return_sheet)


@desk("metrics.survey.lock")
def unlock(request: PageRequest, sheet_id: int) -> HttpResponse:
    """A locked sheet goes back to its body."""
    return _back(request, sheet_id, "解锁", unlock_sheet)


def _back(request: PageRequest, sheet_id: int, verb: str, do: Any) -> HttpResponse:
    found = found_sheet(request, sheet_id)
    return acted(
        request,
        template="metrics/form.html",
        title=f"{verb}{found}",
        form=ReasonForm(request.POST or None),
        do=lambda form: do(actor=request.actor, answer=found, reason=form.cleaned_data["reason"]),
        to=address(found),
        success=f"已{verb}，填报单位已收到补正待办",
        cancel_url=address(found),
        submit=verb,
    )


@desk("metrics.survey.correct")
def correct(request: PageRequest, sheet_id: int, question: str) -> HttpResponse:
    """Corrects one answer of a locked sheet."""
    found = found_sheet(request, sheet_id)
    cell = get_object_or_404(found.cells.select_related("question"), question__code=question)
    return acted(
        request,
        template="metrics/form.html",
        title=f"更正{found}：{cell.question.title}",
        form=CorrectionForm(request.POST or None, initial={"value": shown(cell.value)}),
        do=lambda form: correct_answer(actor=request.actor, cell=cell, revision=found.revision, **form.cleaned_data),
        to=address(found),
        success="已更正，对应的统计数据已同步更正，原数保留",
        cancel_url=address(found),
        submit="确认更正",
    )
