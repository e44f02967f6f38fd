"""Publications on the desk: publishing by hand, correcting, withdrawing."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText

from ..access import visible_publications
from ..actions import Row, correct_row, correct_text, publish_notice, withdraw_publication, withdraw_row
from ..forms import PublishForm, ReasonForm, RowForm, TextForm
from ..listings import DeskPublicationListing, RowListing, publication_state, standing_state
from ..models import Publication, PublicationItem
from ..terms import OPEN
from .public import entry_of, facts_of


@desk("publication.view")
def publications(request: PageRequest) -> HttpResponse:
    rows = visible_publications(request.actor).select_related("body")
    rows = rows.annotate(waiting=Count("objections", filter=Q(objections__standing__in=OPEN)))
    context = {"may_publish": check(request.actor, "publication.manage")}
    return DeskPublicationListing(request, rows).respond("publication/desk.html", context)


@desk("publication.view")
def publication(request: PageRequest, pk: int) -> HttpResponse:
    """One publication as the office sees it: rows to correct, objections, the trail."""
    found = _visible(request, pk)
    may_manage = bool(_may(request, "publication.manage", found)) and found.withdrawn_at is None
    objections = found.objections.select_related("ground", "item")
    context = {
        "found": found,
        "state": publication_state(found),
        "facts": facts_of(found),
        "entries": [entry_of(one, found) for one in found.traces.select_related("item__replaces")],
        "objections": [(one, standing_state(one)) for one in objections],
        "audit": entries_of(found),
        "may_manage": may_manage,
        "has_rows": bool(found.columns) and not found.is_covered,
    }
    return RowListing(request, found, edits=may_manage).respond("publication/desk_page.html", context)


@desk("publication.manage")
def publish_page(request: PageRequest) -> HttpResponse:
    """Publish a text by hand; lists are published by the procedures that make them."""
    body = get_object_or_404(Body.objects.select_related("region"), pk=request.actor.body_id)
    form = PublishForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        kind = "publication.notice" if asked["lasting"] == "period" else "publication.list"
        try:
            made = publish_notice(
                actor=request.actor, kind=kind, title=asked["title"], text=asked["text"], body=body,
                contact=asked["contact"],
            )  # fmt: skip
        except (Refusal, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已发布，编号 {made.number}")
            return redirect("publication:desk_page", pk=made.pk)
    context = {
        "title": "发布公示",
        "form": form,
        "refusal": refusal,
        "lead": f"以{body.name}的名义发布，发布后立即公开；拟资助、拟奖励名单由各事项自动发布",
        "cancel_url": reverse("publication:desk"),
        "submit": "发布",
    }
    return render(request, "publication/form.html", context, status=409 if refusal else 200)


@desk("publication.manage")
def text_page(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = TextForm(request.POST or None, initial={"title": found.title, "text": found.text})
    back = reverse("publication:desk_page", args=[found.pk])
    return _acted(
        request, form, f"更正{found.number}的文字", back, "已更正",
        lambda: correct_text(actor=request.actor, publication=found, **form.cleaned_data),
    )  # fmt: skip


@desk("publication.manage")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = ReasonForm(request.POST or None)
    back = reverse("publication:desk_page", args=[found.pk])
    warning = "撤回后不能恢复；公示页保留，注明撤回的时间和理由。已提出的异议继续办理。"
    return _acted(
        request, form, f"撤回{found.number}", back, "已撤回",
        lambda: withdraw_publication(actor=request.actor, publication=found, **form.cleaned_data), warning=warning,
    )  # fmt: skip


@desk("publication.manage")
def take_down(request: PageRequest, pk: int) -> HttpResponse:
    item = _row(request, pk)
    form = ReasonForm(request.POST or None)
    back = reverse("publication:desk_page", args=[item.publication_id])
    warning = "撤下后不能恢复；公示页注明撤下的时间和理由。"
    return _acted(
        request, form, f"撤下{item}", back, f"已撤下{item}",
        lambda: withdraw_row(actor=request.actor, item=item, **form.cleaned_data), warning=warning,
    )  # fmt: skip


@desk("publication.manage")
def correct(request: PageRequest, pk: int) -> HttpResponse:
    item = _row(request, pk)
    form = RowForm(request.POST or None, item=item)
    back = reverse("publication:desk_page", args=[item.publication_id])

    def act() -> object:
        asked = form.cleaned_data
        row = Row(form.row_values)
        return correct_row(actor=request.actor, item=item, row=row, reason=asked["reason"], hide=asked["hide"])

    return _acted(request, form, f"更正{item}", back, f"已更正{item}", act)


def _acted(
    request: PageRequest,
    form: PageForm,
    title: str,
    back: str,
    done: str,
    act: Callable[[], object],
    *,
    warning: str = "",
) -> HttpResponse:
    """A form page with one act behind it; what is refused is told above what was typed."""
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except (Refusal, ClassifiedText) as refused:
            refusal = refused.reason
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "title": title,
        "form": form,
        "refusal": refusal,
        "cancel_url": back,
        "submit": "确认",
        "warning": warning,
    }
    template = "pages/confirm.html" if warning else "publication/form.html"
    return render(request, template, context, status=409 if refusal else 200)


def _visible(request: PageRequest, pk: int) -> Publication:
    rows = visible_publications(request.actor).select_related("body__region", "replaces", "replaced_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _row(request: PageRequest, pk: int) -> PublicationItem:
    rows = PublicationItem.objects.filter(publication__in=visible_publications(request.actor), withdrawn_at=None)
    return get_object_or_404(rows.select_related("publication__body__region"), pk=pk)


def _may(request: PageRequest, code: str, found: Publication) -> bool:
    return bool(check(request.actor, code, body_id=found.body_id, region_code=found.body.region.code))
