"""Templates of notices on the desk: what each may say, the versions, uploading, taking out what to begin with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qingzhi.base.files.actions import FileRefused
from qingzhi.base.files.rules.kinds import KINDS
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from .. import queries
from ..actions import end_template, upload_template
from ..forms import EndTemplateForm, TemplateForm
from ..listings import TemplateListing, template_state
from ..models import TemplateVersion
from ..notices import UnknownNotice, all_notices, notice_of
from ..queries import template_in_force
from ..rules.notices import HOUSE, MUST_BEAR, NoticeTemplate
from ..rules.templating import starting_template

PERMIT = "documents.templates.manage"


@desk(PERMIT)
def templates(request: PageRequest) -> HttpResponse:
    return TemplateListing(request, queries.templates_now(all_notices())).respond("documents/templates.html")


@desk(PERMIT)
def template(request: PageRequest, code: str) -> HttpResponse:
    """One notice: its fields, its built-in text, its versions; and the form for a new one."""
    found = _declared(code)
    form = TemplateForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked, file = form.cleaned_data, form.cleaned_data["file"][0]
        try:
            made = upload_template(
                actor=request.actor, template=found.code, name=file.name or "模板.docx", data=file.read(),
                valid_from=asked["valid_from"], note=asked["note"],
            )  # fmt: skip
        except (Refusal, FileRefused, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已保存第 {made.version} 版，自 {made.valid_from} 起启用")
            return redirect("documents:template", code=found.code)
    current = template_in_force(found.code)
    context = {
        "found": found,
        "form": form,
        "refusal": refusal,
        "house": HOUSE,
        "must": {*MUST_BEAR, *(one.name for one in found.fields if one.required)},
        "current": current,
        "versions": [(one, template_state(one)) for one in queries.template_versions(found.code)],
    }
    return render(request, "documents/template.html", context, status=409 if refusal else 200)


@desk(PERMIT)
@require_safe
def start(request: PageRequest, code: str) -> HttpResponse:
    """The built-in drawing as a .docx with open placeholders."""
    found = _declared(code)
    response = HttpResponse(starting_template(found), content_type=KINDS["docx"].media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}模板.docx") or "attachment"
    return response


@desk(PERMIT)
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Return to the built-in text."""
    version = get_object_or_404(TemplateVersion, pk=pk, valid_to=None)
    found = _declared(version.template)
    form = EndTemplateForm(request.POST or None)
    back = reverse("documents:template", args=[found.code])
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            end_template(actor=request.actor, version=version, reason=form.cleaned_data["reason"])
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, "已停用，改用内置文本")
            return redirect(back)
    context = {
        "title": f"停用{found.title}模板第 {version.version} 版",
        "warning": "停用后按内置文本制发；已经制发的文书不受影响。",
        "form": form,
        "refusal": refusal,
        "submit": "确认停用",
        "cancel_url": back,
    }
    return render(request, "pages/confirm.html", context, status=409 if refusal else 200)


def _declared(code: str) -> NoticeTemplate:
    try:
        return notice_of(code)
    except UnknownNotice as unknown:
        raise Http404 from unknown
