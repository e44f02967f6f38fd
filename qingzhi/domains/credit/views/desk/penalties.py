"""「双公示」: which penalties are due, late, out; publishing them; the platform's file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest

from ... import actions
from ...access import visible_notices
from ...forms import WordingForm
from ...models import PenaltyNotice
from ...queries.platform import FIELDS
from .acting import acted
from .files import platform_file
from .listings import PenaltyListing, penalties_by, penalty_light

MOST = 5000


def _rows(request: PageRequest) -> Any:
    return visible_notices(request.actor).select_related("decision__case__body", "decision__party")


@desk("credit.penalty.publish")
def penalties(request: PageRequest) -> HttpResponse:
    """Every penalty with its last day; those that are ticked are published."""
    rows = visible_notices(request.actor)
    listing = PenaltyListing(request, _rows(request))
    listing.bulk_url = reverse("credit:publish")
    late, waiting = penalties_by(rows, "late").count(), penalties_by(rows, "waiting").count()
    figures = [
        Figure("待公示", waiting, url="?which=waiting", unit="件"),
        Figure("逾期", late, url="?which=late", unit="件", state="late" if late else ""),
        Figure("已公示", penalties_by(rows, "out").count(), url="?which=out", unit="件"),
    ]
    return listing.respond("credit/penalties.html", {"figures": figures, "which": request.GET.get("which", "")})


@desk("credit.penalty.publish")
@require_POST
def publish(request: PageRequest) -> HttpResponse:
    """Publish the rows that were ticked, each for itself."""
    ids = [int(one) for one in request.POST.getlist("id") if one.isdigit()]
    done, refused = actions.publish_penalties(
        actor=request.actor, notices=list(_rows(request).filter(pk__in=ids)[:500])
    )
    if done:
        messages.success(request, f"已公示{done}件")
    for reason in refused[:5]:
        messages.error(request, reason)
    if not ids:
        messages.error(request, "请先勾选要公示的处罚")
    return redirect("credit:penalties")


@desk("credit.penalty.publish")
def wording(request: PageRequest, notice_id: int) -> HttpResponse:
    """The wording for the public of one penalty, its last day and how that was counted."""
    found: PenaltyNotice = get_object_or_404(_rows(request), pk=notice_id)
    settled = found.published_on is not None or found.withdrawn_on is not None
    initial = {"facts": found.facts, "content": found.content}
    back = reverse("credit:penalties")
    return acted(
        request, title=f"公示文本：{found.decision.number}", form=WordingForm(request.POST or None, initial=initial),
        do=lambda form: actions.word_penalty(actor=request.actor, notice=found, **form.cleaned_data),
        to=back, success="公示文本已核定", cancel_url=back, submit="核定", notice=found, light=penalty_light(found), settled=settled,
    )  # fmt: skip


@desk("credit.penalty.publish")
@require_POST
def export(request: PageRequest) -> HttpResponse | FileResponse:
    """The platform's file with its fields, xlsx or csv: of what the list was narrowed to; the export is audited."""
    form, which = request.POST.get("form", "xlsx"), request.POST.get("which", "")
    if form not in ("xlsx", "csv") or which not in ("", "late", "waiting", "out", "withdrawn"):
        raise Http404
    rows = (
        _rows(request)
        .select_related("decision__case__body__subject__party")
        .prefetch_related("decision__party__identifiers")
    )
    chosen = list((penalties_by(rows, which) if which else rows.filter(decision__effective_on__isnull=False))[:MOST])
    lines = actions.export_penalties(actor=request.actor, notices=chosen, form=f"行政处罚双公示 {form}")
    return platform_file("行政处罚", FIELDS, lines, form)
