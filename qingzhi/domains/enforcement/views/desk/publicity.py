"""Public texts of decisions on the desk: read, cover, uncover, hand on, publish, correct, withhold."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.engine.publication.rules.spans import Personal

from ...access.publicity import visible_drafts
from ...actions import publicity as actions
from ...forms.publicity import CoverForm, DraftForm, ReasonForm
from ...models import PublicDraft
from ...rules.public_text import grouped, pieces, public_text
from ...terms.publicity import PublicStanding
from ..listings.publicity import DraftListing, light
from .proceedings import page, tried


@desk("enforcement.publicity.view")
def drafts(request: PageRequest) -> HttpResponse:
    """What waits for review, for publication, what is late, what is public."""
    return DraftListing(request, visible_drafts(request.actor)).respond("enforcement/public_drafts.html", {})


@desk("enforcement.publicity.view")
def draft(request: PageRequest, pk: int) -> HttpResponse:
    """One text with the found places marked, beside what everybody will read."""
    found = _found(request, pk)
    reviews = _may(request, found, "review") and found.standing == PublicStanding.REVIEW
    publishes = _may(request, found, "publish")
    context = {
        "found": found,
        "state": light(found),
        "pieces": pieces(found.text, found.spans),
        "groups": grouped(found.text, found.spans),
        "shown": public_text(found.text, found.spans),
        "form": CoverForm(initial={"revision": found.revision}) if reviews else None,
        "reviews": reviews,
        "publishes": publishes and found.standing == PublicStanding.READY,
        "corrects": publishes and found.standing == PublicStanding.PUBLISHED,
        "withholds": publishes and found.is_open and found.publication_id is None,
        "audit": entries_of(found),
    }
    return render(request, "enforcement/public_draft.html", context)


@desk("enforcement.publicity.review")
@require_POST
def cover(request: PageRequest, pk: int) -> HttpResponse:
    """Cover more."""
    found, form = _found(request, pk), CoverForm(request.POST)
    return _form_act(
        request, found, form, "增加遮盖", "遮盖",
        lambda data: actions.cover_words(
            actor=request.actor, draft=found, words=data["words"], kind=Personal(data["kind"]), reason=data["reason"],
            revision=form.asked(),
        ),
    )  # fmt: skip


@desk("enforcement.publicity.review")
def uncover(request: PageRequest, pk: int, place: int) -> HttpResponse:
    """Let words be read, with the reason."""
    found = _found(request, pk)
    form = _reason_form(request, found)
    words = next((one["words"] for one in grouped(found.text, found.spans) if one["place"] == place), "")
    return _form_act(
        request, found, form, f"取消遮盖：{words}", "取消遮盖",
        lambda data: actions.uncover_words(
            actor=request.actor, draft=found, place=place, why=data["reason"], revision=form.asked()
        ),
    )  # fmt: skip


@desk("enforcement.publicity.review")
@require_POST
def finish(request: PageRequest, pk: int) -> HttpResponse:
    """Reviewed."""
    return _plain_act(request, pk, "已复核，待另一人发布", actions.finish_review)


@desk("enforcement.publicity.publish")
@require_POST
def publish(request: PageRequest, pk: int) -> HttpResponse:
    """Published."""
    return _plain_act(request, pk, "已公开", actions.publish_draft)


@desk("enforcement.publicity.publish")
def send_back(request: PageRequest, pk: int) -> HttpResponse:
    """Back to review."""
    return _reasoned(request, pk, "退回复核", actions.send_back)


@desk("enforcement.publicity.publish")
def correct(request: PageRequest, pk: int) -> HttpResponse:
    """A public text taken up again."""
    return _reasoned(request, pk, "更正已公开的决定", actions.correct_draft)


@desk("enforcement.publicity.publish")
def withhold(request: PageRequest, pk: int) -> HttpResponse:
    """Not published at all."""
    return _reasoned(request, pk, "决定不予公开", actions.withhold_draft)


def _found(request: PageRequest, pk: int) -> PublicDraft:
    return get_object_or_404(visible_drafts(request.actor), pk=pk)


def _may(request: PageRequest, found: PublicDraft, what: str) -> bool:
    return bool(check(request.actor, f"enforcement.publicity.{what}", body_id=found.body_id))


def _reason_form(request: PageRequest, found: PublicDraft) -> ReasonForm:
    return ReasonForm(request.POST or None, initial={"revision": found.revision})


def _reasoned(request: PageRequest, pk: int, title: str, act: Callable[..., Any]) -> HttpResponse:
    found = _found(request, pk)
    form = _reason_form(request, found)
    return _form_act(
        request, found, form, f"{title}：{found.shown_title}", "确认",
        lambda data: act(actor=request.actor, draft=found, reason=data["reason"], revision=form.asked()),
    )  # fmt: skip


def _form_act(
    request: PageRequest,
    found: PublicDraft,
    form: DraftForm,
    title: str,
    submit: str,
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    back = reverse("enforcement:public_draft", args=[found.pk])
    if request.method == "POST" and form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        messages.success(request, "已办理")
        return redirect(back)
    return page(request, form, title, back, submit)


def _plain_act(request: PageRequest, pk: int, done: str, act: Callable[..., Any]) -> HttpResponse:
    found, form = _found(request, pk), DraftForm(request.POST)
    form.is_valid()
    try:
        act(actor=request.actor, draft=found, revision=form.asked())
        messages.success(request, done)
    except (Refusal, ClassifiedText) as refused:
        messages.error(request, refused.reason)
    return redirect("enforcement:public_draft", pk=found.pk)
