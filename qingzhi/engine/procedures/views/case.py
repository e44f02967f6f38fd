"""The case page: one address for the desk and the applicant, who sees his own layers."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import signed_in
from qingzhi.base.pages.components import Document
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, Refusal, check
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.tasks.queries import warn_days

from ..access import visible_cases
from ..actions import say
from ..actions.signing import represented
from ..actions.working import explained
from ..diagram import diagram_of
from ..models import Case, CaseLink, CaseUpload, StepDraft
from ..openings import openings_for
from ..page_forms import OtherFileForm, SayForm
from ..progress_pages import progress_page_of
from ..queries import StepAnswer, steps_for
from ..queries.attention import attention_of, in_order
from ..queries.page import (
    CaseRead,
    clocks_shown,
    light_of,
    read_case,
    slots_of,
    stages_of,
    talks_of,
    timeline_of,
    waiting_for_applicant,
    waiting_on,
)
from ..terms import Layer
from .changes import verbs_for
from .finding import case_of


@signed_in
def case_page(request: PageRequest, pk: int) -> HttpResponse:
    case, actor = case_of(request, pk), request.actor
    read = read_case(actor, case)
    dossier = _dossier(actor, read)  # first: what it reads with the case the steps' guards need not ask again
    steps, warn = in_order(steps_for(actor, case)), warn_days()
    slots = slots_of(read, [one.step for one in steps])
    state = case.state_label if read.inside else case.state_declared.shown_to_applicant
    talks = talks_of(read)
    tab = next((one for one in talks if one.layer.value == request.GET.get("talk")), talks[0] if talks else None)
    layer = request.GET.get("layer", "")
    context = {
        "case": case, "read": read, "declared": case.declared, "inside": read.inside, "steps": steps,
        "state_shown": state, "first_step": _first(steps),
        "light": light_of(case, warn), "due_explained": explained(case, [one for one in read.clocks if one.is_running]), "waits": waiting_on(case) if read.inside else waiting_for_applicant(case),
        "stages": stages_of(case, read.entries, suspended=read.suspended is not None, note=state),
        "clocks": clocks_shown(read, warn), "slots": slots,
        "attention": attention_of(slots, dossier.pop("attention", ())), "next_task": case.state_declared.task if case.is_open else "",
        "entries": timeline_of(read, layer), "layer": layer, "layers": [one for one in read.layers if one is not Layer.PUBLIC],
        "talks": talks, "tab": tab, "say": SayForm(), "links": _links(actor, read),
        "documents": _documents(read, actor), "files": _files(read), "verbs": verbs_for(actor, read),
        "openings": openings_for(actor, case, suspended=read.suspended is not None),
        "drafts": set(_drafts(actor, read)) if steps else set(), "uploads": _uploads(actor, read),
        "other_file": OtherFileForm(layers=read.layers) if case.is_open and read.layers != (Layer.PUBLIC,) else None,
        "acting_for": represented(actor, case), "may_handle": _may_handle(actor, case),
        "code_is_secret": progress_page_of(case.procedure) is not None,  # whoever has it may speak as the one who came with it
        "audit": list(entries_of(case)[:50]) if check(actor, "audit.view") else None,
        "diagram": diagram_of(case.declared, case.state, read.entries, for_public=not read.inside),
        **dossier,
    }  # fmt: skip
    return render(request, "procedures/case.html", context)


@signed_in
@require_POST
def say_on(request: PageRequest, pk: int) -> HttpResponse:
    """Say something in one layer of the case."""
    case = case_of(request, pk)
    layer = request.POST.get("layer", "")
    form = SayForm(request.POST)
    if form.is_valid() and layer in {one.value for one in Layer}:
        try:
            say(actor=request.actor, case=case, text=form.cleaned_data["text"], layer=Layer(layer))
        except Refusal as refused:
            messages.error(request, refused.reason)
    else:
        messages.error(request, "请写下要说的内容（不超过 2000 字）")
    return redirect(f"{reverse('procedures:case', args=[case.pk])}?talk={layer}#talk")


def _may_handle(actor: Actor, case: Case) -> bool:
    return bool(check(actor, "procedures.case.handle", body_id=case.body_id, region_code=case.region_code or None))


def _first(steps: list[StepAnswer]) -> str:
    """The step that leads on, where none is declared to: the first that is open and not to be undone."""
    if any(one.allowed and one.step.style == "primary" for one in steps):
        return ""
    return next((one.step.code for one in steps if one.allowed and not one.step.confirm and not one.step.style), "")


def _dossier(actor: Actor, read: CaseRead) -> dict[str, Any]:
    """The dossier and what its fragment asks for."""
    declared = read.case.declared
    if not declared.detail:
        return {"dossier": None}
    more = declared.context(actor, read.case) if declared.context else {}
    return {**more, "dossier": read.case.dossier}


def _links(actor: Actor, read: CaseRead) -> list[tuple[str, Case, str]]:
    """The linked cases that the actor sees, both ways."""
    case = read.case
    if {"links", "linked_from"} <= read.absent:
        return []
    seen = {one: Exists(visible_cases(actor).filter(pk=OuterRef(one))) for one in ("to", "case")}
    rows = CaseLink.objects.filter(Q(case=case) | Q(to=case)).annotate(sees_to=seen["to"], sees_case=seen["case"])
    found = []
    for one in rows.select_related("case", "to").order_by("id"):
        if one.case_id == case.pk:
            found += [(one.kind_label, one.to, one.reason)] if one.sees_to else []
        elif one.sees_case:
            found.append((one.kind_back, one.case, one.reason))
    return found


def _documents(read: CaseRead, actor: Actor) -> list[Document]:
    """What was issued about the case."""
    may_open = bool(check(actor, "documents.view"))
    found = []
    for one in documents_about(read.case):
        url = (
            reverse("documents:document", args=[one.pk])
            if may_open
            else reverse("files:download", args=[(one.pdf or one.file).pk])
        )
        found.append(
            Document(
                f"{one.number} {one.title}",
                url,
                one.file.size,
                f"核验码 {one.verification_code}",
                one.sha256,
                one.issued_on,
            )
        )
    return found


def _files(read: CaseRead) -> list[Document]:
    """What was attached: what counts first, what was replaced after it."""
    rows = sorted(read.attachments, key=lambda one: (one.replaced_at is not None, one.pk))
    return [
        Document(
            f"{one.label}：{one.file.name}", reverse("files:download", args=[one.file_id]), one.file.size,
            "，".join(filter(None, (f"{one.by} 提交", "已被替换" if one.replaced_at else "", "办结后补充" if one.supplement else "",
                                   Layer(one.layer).label if read.inside else ""))),
            one.file.sha256, one.at,
        )
        for one in rows
    ]  # fmt: skip


def _drafts(actor: Actor, read: CaseRead) -> list[str]:
    if "drafts" in read.absent:
        return []
    return list(StepDraft.objects.filter(case=read.case, by_user_id=actor.user_id or 0).values_list("step", flat=True))


def _uploads(actor: Actor, read: CaseRead) -> list[CaseUpload]:
    return list(read.case.uploads.filter(by_user_id=actor.user_id or 0)) if read.case.is_open else []
