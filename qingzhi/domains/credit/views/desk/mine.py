"""A subject's own archive: what stands in it, who read it, objection, repair."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ... import actions
from ...access import own_archives, own_entries
from ...forms import DisputeForm
from ...models import Listing, Reading
from ...queries.archives import entries_of
from ...queries.repairs import bars_to_repair
from ...queries.standing import grade_of
from ...terms import ListingState, Wish
from .acting import acted
from .listings import entry_light, finding_light


@desk("credit.own")
def mine(request: PageRequest) -> HttpResponse:
    """The own archive with its grade, how that was computed, the way out, and who looked."""
    archives = list(own_archives(request.actor).select_related("party"))
    context = _shown(archives) if archives else {"archives": []}
    return render(request, "credit/mine.html", context)


@desk("credit.own")
def dispute(request: PageRequest, entry_id: int) -> HttpResponse:
    """Say that an entry is wrong."""
    entry = get_object_or_404(own_entries(request.actor).select_related("archive"), pk=entry_id)
    return acted(
        request, title=f"提出异议：{entry}", form=DisputeForm(request.POST or None), submit="提交异议",
        do=lambda form: actions.dispute_entry(
            actor=request.actor, entry=entry, wish=Wish(form.cleaned_data["wish"]), claim=form.cleaned_data["claim"]
        ),
        to=lambda made: f"/cases/{made.case_id}/", success="异议已提交，将在2个工作日内标注“异议中”",
        cancel_url=reverse("credit:mine"), own=True,
    )  # fmt: skip


@desk("credit.own")
def repair(request: PageRequest, listing_id: int) -> HttpResponse:
    """Begin a repair; promise and evidence are given on its case page."""
    rows = Listing.objects.filter(archive__in=own_archives(request.actor)).select_related("archive", "case")
    found = get_object_or_404(rows, pk=listing_id)
    if request.method != "POST":
        return redirect("credit:mine")
    try:
        made = actions.ask_repair(actor=request.actor, listing=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
        return redirect("credit:mine")
    messages.success(request, "已建立信用修复申请，请附证明并提交")
    return redirect("procedures:case", pk=made.case_id)


def _shown(archives: list[Any]) -> dict[str, Any]:
    today = clock.today()
    findings = list(Listing.objects.filter(archive__in=archives).select_related("archive", "case").order_by("-pk"))
    standing = [one for one in findings if one.stands(today)]
    return {
        "archives": archives,
        "name": archives[0].name,
        "entries": [(one, entry_light(one)) for one in entries_of(archives)],
        "findings": [(one, finding_light(one), bars_to_repair(one, today) if one.state == ListingState.LISTED else None) for one in findings],
        "standing": standing,
        "waiting": [one for one in findings if one.case.state == "notified"],
        "graded": grade_of(archives, today, standing),
        "readings": Reading.objects.filter(archive__in=archives)[:20],
        "today": today,
    }  # fmt: skip
