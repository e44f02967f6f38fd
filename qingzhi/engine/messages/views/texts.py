"""Texts of messages on the desk, and how somebody wants mail."""

from django.conf import settings
from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from .. import queries
from ..actions import choose_mail, edit_text, end_text
from ..forms import MailForm, TextForm
from ..kinds import MessageKind, UnknownMessageKind, kind_of
from ..listings import KindListing
from ..models import MessageText
from ..rules.texts import sms_parts

PERMIT = "messages.templates.manage"


@desk(PERMIT)
def texts(request: PageRequest) -> HttpResponse:
    return KindListing(request, queries.kinds_now()).respond("notices/texts.html")


@desk(PERMIT)
def text(request: PageRequest, code: str) -> HttpResponse:
    """One kind: what its texts may ask for, what holds, what held; and the form for others."""
    found = _declared(code)
    now = queries.text_in_force(code) or found
    initial = {name: getattr(now, name, "") for name in ("heading", "body", "short", "gateway_code")}
    form = TextForm(request.POST or None, initial=initial)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            edit_text(actor=request.actor, kind=code, **form.cleaned_data)
        except (Refusal, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            flash.success(request, "已保存")
            return redirect("notices:text", code=code)
    context = {
        "found": found,
        "form": form,
        "refusal": refusal,
        "fields": [("title", "标题（由办理环节给出）"), ("text", "内容（由办理环节给出）"), *found.fields],
        "parts": sms_parts(now.short),
        "versions": queries.texts_of(code),
        "current": now if isinstance(now, MessageText) else None,
    }
    return render(request, "notices/text.html", context, status=409 if refusal else 200)


@desk(PERMIT)
@require_POST
def end(request: PageRequest, pk: int) -> HttpResponse:
    found = end_text(actor=request.actor, text=get_object_or_404(MessageText, pk=pk))
    flash.success(request, "已恢复内置文字")
    return redirect("notices:text", code=found.kind)


@signed_in
def choices(request: PageRequest) -> HttpResponse:
    """How I want mail."""
    form = MailForm(request.POST or None, initial={"mail": queries.mail_choice(request.actor).value})
    if request.method == "POST" and form.is_valid():
        try:
            choose_mail(actor=request.actor, mail=form.cleaned_data["mail"])
        except Refusal as refused:
            flash.error(request, refused.reason)
        else:
            flash.success(request, "已保存接收方式")
        return redirect("notices:choices")
    return render(request, "notices/choices.html", {"form": form, "hour": settings.QINGZHI_MAIL_DIGEST_HOUR})


def _declared(code: str) -> MessageKind:
    try:
        return kind_of(code)
    except UnknownMessageKind as unknown:
        raise Http404 from unknown
