"""Attaching documents: a plain form for one file, and parts that go on after a broken connection or a lost session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from qingzhi.base.files.actions import receive_file
from qingzhi.base.pages.access import open_to_public, signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ..access import layers_for, may_take
from ..actions import add_part, attach, begin_upload, drop_upload, finish_upload
from ..actions.uploading import kinds_of
from ..models import Case, CaseUpload
from ..page_forms import OtherFileForm
from ..terms import Layer, Relation
from .finding import case_of


@signed_in
@require_POST
def attach_one(request: PageRequest, pk: int, slot: str) -> HttpResponse:
    """The plain form: one file for one slot."""
    case = case_of(request, pk)
    label, layer = _slot(request.actor, case, slot)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, f"没有选择文件，“{label}”没有提交")
    else:
        _attach(request, case, slot, label, layer, file)
    return redirect("procedures:case", pk=case.pk)


@signed_in
@require_POST
def attach_other(request: PageRequest, pk: int) -> HttpResponse:
    """A document that no step asks for, with its name."""
    case = case_of(request, pk)
    form = OtherFileForm(request.POST, request.FILES, layers=layers_for(request.actor, case))
    if form.is_valid():
        slot = f"other_{case.attachments.count() + 1}"
        asked = form.cleaned_data
        _attach(request, case, slot, asked["label"], Layer(asked["layer"]), asked["file"][0])
    else:
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
    return redirect("procedures:case", pk=case.pk)


def _attach(request: PageRequest, case: Case, slot: str, label: str, layer: Layer, file: Any) -> None:
    try:
        received = receive_file(actor=request.actor, name=file.name, stream=file, kinds=kinds_of(case, slot))
        attach(actor=request.actor, case=case, slot=slot, label=label, received=received, layer=layer)
    except (Refusal, ClassifiedText) as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"已提交“{label}”")


def _slot(actor: Actor, case: Case, slot: str) -> tuple[str, Layer]:
    """The slot's name and layer, where a step that the actor may take now asks for it; else 404."""
    for step in case.declared.steps_from(case.state):
        wanted = next((one for one in step.attachments if one.code == slot), None)
        if wanted is not None and may_take(actor, case, step):
            own = case.declared.lane(step.lane).relation is Relation.APPLICANT
            return wanted.label, Layer.APPLICANT if own or Layer.INTERNAL not in layers_for(
                actor, case
            ) else Layer.BODIES
    raise Http404


View = Callable[..., HttpResponseBase]


def _told(view: View) -> View:
    """Answers for the script: a refusal is a sentence, a lost session says so, and nothing that arrived is lost."""

    @wraps(view)
    def answered(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.is_signed_in:
            return JsonResponse({"reason": "登录已失效，已传的部分保留；请重新登录，再选同一文件续传。"}, status=401)
        try:
            return view(request, *args, **kwargs)
        except (Refusal, ClassifiedText) as refused:
            return JsonResponse({"reason": refused.reason}, status=409)

    return answered


@open_to_public
@require_POST
@_told
def begin(request: PageRequest, pk: int, slot: str) -> JsonResponse:
    """Announce a file; the answer says from where to go on."""
    case = case_of(request, pk)
    label, layer = _slot(request.actor, case, slot)
    size = request.POST.get("size", "")
    found = begin_upload(
        actor=request.actor, case=case, slot=slot, label=label, layer=layer, name=request.POST.get("name", ""),
        size=int(size) if size.isdecimal() and len(size) < 18 else 0, mark=request.POST.get("mark", ""),
    )  # fmt: skip
    return JsonResponse({"upload": found.pk, "received": found.received})


@open_to_public
@require_POST
@_told
def part(request: PageRequest, pk: int, upload: int) -> JsonResponse:
    """The next bytes; a gap is answered with how much has arrived."""
    found = _upload(request, pk, upload)
    offset = request.GET.get("offset", "")
    try:
        found = add_part(
            actor=request.actor,
            upload=found,
            offset=int(offset) if offset.isdecimal() and len(offset) < 18 else -1,
            data=request.body,
        )
    except Refusal as refused:
        found.refresh_from_db()
        return JsonResponse({"reason": refused.reason, "received": found.received}, status=409)
    return JsonResponse({"received": found.received})


@open_to_public
@require_POST
@_told
def finish(request: PageRequest, pk: int, upload: int) -> JsonResponse:
    """Everything is there: check, scan, attach."""
    found = finish_upload(actor=request.actor, upload=_upload(request, pk, upload))
    messages.success(request, f"已提交“{found.label}”")
    return JsonResponse({"attachment": found.pk})


@signed_in
@require_POST
def drop(request: PageRequest, pk: int, upload: int) -> HttpResponse:
    """Give up what has arrived of a file."""
    drop_upload(actor=request.actor, upload=_upload(request, pk, upload))
    messages.success(request, "未传完的部分已清除")
    return redirect("procedures:case", pk=pk)


def _upload(request: PageRequest, pk: int, upload: int) -> CaseUpload:
    rows = CaseUpload.objects.filter(case=case_of(request, pk), by_user_id=request.actor.user_id or 0)
    found = rows.select_related("case__body__region", "case__applicant", "case__owner").filter(pk=upload).first()
    if found is None:
        raise Http404
    return found
