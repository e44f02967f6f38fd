"""What is done with a case beside its steps: suspend, resume, extend, hand over, link, move to other rules, rate, supplement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.files.actions import receive_file
from qingzhi.base.pages.access import signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, Answer, Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText

from ..access import layers_for
from ..actions import (
    extend,
    hand_over_case,
    link,
    move_rules,
    move_to_version,
    rate,
    resume,
    supplement,
    suspend,
    take_case,
)
from ..models import Case
from ..page_forms import (
    CaseChange,
    ExtendForm,
    HandOverCaseForm,
    LinkForm,
    MoveRulesForm,
    MoveVersionForm,
    RateForm,
    ResumeForm,
    SupplementForm,
    SuspendForm,
)
from ..queries.page import CaseRead
from ..registry import every_version
from .finding import case_of


@dataclass(frozen=True)
class Verb:
    """A change of a case: its name, form, action, and when it is offered."""

    code: str
    label: str
    form: type[CaseChange]
    call: Callable[..., Any]
    permit: str
    warning: str = ""
    done: str = ""


VERBS = {
    one.code: one
    for one in (
        Verb("suspend", "中止", SuspendForm, suspend, "procedures.case.suspend", "中止期间各项期限停止计算，承办单位不能办理任何步骤；申请人会看到理由和依据。"),
        Verb("resume", "恢复", ResumeForm, resume, "procedures.case.suspend", "恢复当日起继续计算期限。"),
        Verb("extend", "延长期限", ExtendForm, extend, "procedures.case.extend", "延长须有法律依据并经批准；申请人会看到。"),
        Verb("hand-over", "移交", HandOverCaseForm, hand_over_case, "procedures.case.handle", "移交后由接办人办理，期限不变；经过会保留并记入审计。"),
        Verb("link", "关联办件", LinkForm, link, "procedures.case.handle"),
        Verb("move-rules", "改按另一天的规则", MoveRulesForm, move_rules, "procedures.case.move", "正在计算的期限会按新的规则重新计算。"),
        Verb("move-version", "转入事项新版", MoveVersionForm, move_to_version, "procedures.case.move", "办件的步骤和环节会按另一版办理。"),
        Verb("rate", "评价", RateForm, rate, "procedures.case.file", done="谢谢您的评价"),
        Verb("supplement", "补充材料", SupplementForm, supplement, "procedures.case.file", "办件已办结；承办单位查看后，可以依新的证据重新办理。"),
    )
}  # fmt: skip


def verbs_for(actor: Actor, read: CaseRead) -> list[Verb]:
    """The changes that the actor may make now."""
    return [one for one in VERBS.values() if offered(actor, read, one)]


def offered(actor: Actor, read: CaseRead, verb: Verb) -> bool:
    """Whether a change makes sense in the case's standing and is the actor's to make."""
    case, is_open = read.case, read.case.is_open
    suits = {
        "suspend": is_open and read.suspended is None,
        "resume": is_open and read.suspended is not None,
        "extend": is_open and any(one.is_running for one in read.clocks),
        "hand-over": is_open, "link": True, "move-rules": is_open,
        "move-version": is_open and _has_other_version(case),
        "rate": not is_open and case.rating is None and _is_applicants(actor, case),
        "supplement": not is_open and (_is_applicants(actor, case) or read.inside),
    }[verb.code]  # fmt: skip
    return suits and bool(_permitted(actor, case, verb))


def _permitted(actor: Actor, case: Case, verb: Verb) -> Answer:
    if verb.permit == "procedures.case.file":
        return Answer(True, "")
    return check(actor, verb.permit, body_id=case.body_id, region_code=case.region_code or None)


def _is_applicants(actor: Actor, case: Case) -> bool:
    return actor.acts_for is not None and actor.acts_for == case.applicant_id


def _has_other_version(case: Case) -> bool:
    return any(one.code == case.procedure and one.version != case.procedure_version for one in every_version())


@signed_in
def change(request: PageRequest, pk: int, verb: str) -> HttpResponse:
    """The page of one change: what it means, its form, and back to the case."""
    case, chosen = case_of(request, pk), VERBS.get(verb)
    if chosen is None or not _permitted(request.actor, case, chosen):
        raise Http404
    form = chosen.form(request.POST or None, request.FILES or None, case=case, actor=request.actor)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            chosen.call(actor=request.actor, case=case, **_arguments(request, chosen, form))
        except (Refusal, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            messages.success(request, chosen.done or f"已办理“{chosen.label}”")
            return redirect("procedures:case", pk=case.pk)
    context = {
        "case": case,
        "verb": chosen,
        "form": form,
        "refusal": refusal,
        "inside": len(layers_for(request.actor, case)) > 3,
    }
    return render(request, "procedures/change.html", context, status=409 if refusal else 200)


def _arguments(request: PageRequest, verb: Verb, form: CaseChange) -> dict[str, Any]:
    values = form.values()
    if verb.code == "supplement":
        file = values.pop("file")[0]
        values["received"] = receive_file(actor=request.actor, name=file.name, stream=file)
    return values


@signed_in
@require_POST
def take(request: PageRequest, pk: int) -> HttpResponse:
    """Take the case for oneself."""
    found = take_case(actor=request.actor, case=case_of(request, pk))
    messages.success(request, f"已认领 {found.number}")
    return redirect(reverse("procedures:case", args=[found.pk]))
