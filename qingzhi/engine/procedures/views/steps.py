"""Taking a step: its form, what it needs, what cannot be undone; what is typed is kept while it is typed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public, signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ..access import layers_for, may_take
from ..actions import drop_draft, save_draft, take_step
from ..actions.signing import represented
from ..declaring import Step
from ..forms import CaseForm
from ..models import Case, CaseAttachment, StepDraft
from ..page_forms import StepForm
from ..refusals import CaseMoved, FormWrong, StepNotOpen
from ..terms import Layer
from .finding import case_of

TOLD_TO = {
    Layer.PUBLIC: "会公开", Layer.APPLICANT: "申请人会看到", Layer.BODIES: "参与办理的单位会看到",
    Layer.INTERNAL: "只有承办单位看得到",
}  # fmt: skip


@signed_in
def step_page(request: PageRequest, pk: int, code: str) -> HttpResponse:
    """The page of one step; what cannot be undone is said before it is confirmed."""
    case = case_of(request, pk)
    step = _step(request, case, code)
    if step is None:
        messages.warning(request, f"办件现为“{case.state_label}”，这一步已经不能办理，请按最新情况办理")
        return redirect("procedures:case", pk=case.pk)
    if request.method == "POST":
        return _take(request, case, step)
    draft = StepDraft.objects.filter(case=case, step=code, by_user_id=request.actor.user_id or 0).first()
    return _page(request, case, step, *_forms(request, case, step, draft=draft), draft=draft)


@open_to_public
@require_POST
def draft_of(request: PageRequest, pk: int, code: str) -> HttpResponse:
    """Keep what is typed; asked every few seconds while somebody types, so a lost session is said and not redirected."""
    if not request.actor.is_signed_in:
        return _said("登录已失效：草稿留在本机，请在新窗口登录后继续")
    case = case_of(request, pk)
    try:
        save_draft(actor=request.actor, case=case, step=code, values=dict(request.POST.lists()))
    except Refusal as refused:
        return _said(refused.reason)
    if getattr(request, "htmx", None):
        return _said(f"草稿已保存 {clock.now():%H:%M}")
    messages.success(request, "草稿已保存，换一台电脑登录也能接着填")
    return redirect("procedures:step", pk=pk, code=code)


@signed_in
@require_POST
def forget_draft(request: PageRequest, pk: int, code: str) -> HttpResponse:
    drop_draft(actor=request.actor, case=case_of(request, pk), step=code)
    messages.success(request, "草稿已丢弃")
    return redirect("procedures:step", pk=pk, code=code)


def _said(text: str) -> HttpResponse:
    return HttpResponse(escape(text))


def _step(request: HttpRequest, case: Case, code: str) -> Step | None:
    """The step where the state leads to it; None where it does no more; 404 for what is nobody's or others' step."""
    if not any(one.code == code for one in case.declared.steps):
        raise Http404
    found = next((one for one in case.declared.steps_from(case.state) if one.code == code), None)
    if found is not None and not may_take(request.actor, case, found):  # type: ignore[attr-defined]
        raise Http404
    return found


def _take(request: PageRequest, case: Case, step: Step) -> HttpResponse:
    own, words = _forms(request, case, step, data=request.POST)
    if not words.is_valid() or (own is not None and not own.is_valid()):
        return _page(request, case, step, own, words, status=422)
    revision = request.POST.get("revision", "")
    try:
        done = take_step(
            actor=request.actor, case=case, step=step.code, revision=int(revision) if revision.isdecimal() and len(revision) < 18 else -1,
            data=request.POST, note=words.cleaned_data["note"], internal=words.cleaned_data.get("internal", ""),
        )  # fmt: skip
    except FormWrong as wrong:
        return _page(request, case, step, own, words, refusal=wrong.reason, status=422)
    except (CaseMoved, StepNotOpen) as moved:
        messages.error(request, moved.reason)
        return redirect("procedures:case", pk=case.pk)
    except Refusal as refused:
        return _page(request, case, step, own, words, refusal=refused.reason, status=409)
    state = (
        done.state_label
        if Layer.INTERNAL in layers_for(request.actor, done)
        else done.state_declared.shown_to_applicant
    )
    messages.success(request, f"已办理“{step.label}”，现为“{state}”")
    return redirect("procedures:case", pk=case.pk)


def _forms(
    request: PageRequest, case: Case, step: Step, *, data: Any = None, draft: StepDraft | None = None
) -> tuple[Any, StepForm]:
    """The step's own form and the words beside it; a draft fills them in without complaining of what is missing."""
    kept = _first(draft)
    own = None
    if step.form is not None:
        about: dict[str, Any] = {"case": case, "actor": request.actor} if issubclass(step.form, CaseForm) else {}
        own = step.form(data, initial=kept, label_suffix="", **about)
    inside = Layer.INTERNAL in layers_for(request.actor, case)
    told_to = TOLD_TO[step.layer] if inside else "承办单位会看到"
    words = StepForm(data, initial=kept, needs_reason=step.needs_reason, inside=inside, told_to=told_to)
    return own, words


def _first(draft: StepDraft | None) -> dict[str, Any]:
    """A draft's values as first values of a form: one text, or several where several were chosen."""
    if draft is None:
        return {}
    return {name: found[0] if len(found) == 1 else found for name, found in draft.values.items() if found}


def _page(
    request: PageRequest, case: Case, step: Step, own: Any, words: StepForm, *, refusal: str = "",
    draft: StepDraft | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    held = set(CaseAttachment.objects.filter(case=case, replaced_at=None).values_list("slot", flat=True))
    context = {
        "case": case, "step": step, "own": own, "form": words, "refusal": refusal, "draft": draft,
        "missing": [one for one in step.attachments if one.required and one.code not in held],
        "errors": [form for form in (own, words) if form is not None and form.errors],
        "lane": case.declared.lane(step.lane), "inside": Layer.INTERNAL in layers_for(request.actor, case),
        "target": case.declared.state(step.target), "acting_for": represented(request.actor, case, step),
    }  # fmt: skip
    return render(request, "procedures/step.html", context, status=status)
