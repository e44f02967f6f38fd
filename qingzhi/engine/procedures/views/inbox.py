"""The desk's inbox of cases, and one step for many."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ..access import visible_cases
from ..actions import take_case, take_step_for_many
from ..actions.batching import MOST, BatchRow
from ..listings import InboxCases
from ..models import Case
from ..page_forms import BatchForm
from ..queries import steps_for
from ..queries.lists import inbox_cases

TOLD = 10  # refusals that are told one by one


@desk("procedures.case.view")
def inbox(request: PageRequest) -> HttpResponse:
    return InboxCases(request, inbox_cases(request.actor)).respond("procedures/inbox.html")


@desk("procedures.case.view")
def batch(request: PageRequest) -> HttpResponse:
    """Look at what was ticked, then take the step; each that cannot says why."""
    given = request.POST if request.method == "POST" else request.GET
    chosen, code = _chosen(request, given.getlist("id")), given.get("do", "")
    if not chosen:
        messages.warning(request, "没有勾选办件")
        return redirect("procedures:inbox")
    if code == "take":
        return _take_all(request, chosen)
    rows = [(case, *_standing(request, case, code)) for case in chosen]
    label = next(
        (step.label for case, _, _ in rows for step in case.declared.steps if step.code == code and step.batch), ""
    )
    if not label:
        raise Http404
    form = BatchForm(request.POST or None)
    refusal = ""
    told: list[BatchRow] = []
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            found = take_step_for_many(
                actor=request.actor, cases=[(case, _revision(given, case)) for case in chosen], step=code,
                note=asked["note"], together=asked["together"] == "all",
            )  # fmt: skip
        except Refusal as refused:
            refusal, told = refused.reason, getattr(refused, "rows", [])
        else:
            return _tell(request, found, label)
    reasons = {row.case.pk: row.refusal for row in told}
    context = {
        "label": label, "code": code, "form": form, "refusal": refusal,
        "rows": [(case, allowed, reasons.get(case.pk) or why) for case, allowed, why in rows],
        "able": sum(allowed for _, allowed, _ in rows),
    }  # fmt: skip
    return render(request, "procedures/batch.html", context, status=409 if refusal else 200)


def _chosen(request: PageRequest, given: list[str]) -> list[Case]:
    keys = [int(one) for one in given if one.isdecimal() and len(one) < 18][:MOST]
    rows = visible_cases(request.actor).filter(pk__in=keys).select_related("body__region", "owner", "applicant")
    return list(rows.order_by("due_on", "pk"))


def _standing(request: PageRequest, case: Case, code: str) -> tuple[bool, str]:
    for one in steps_for(request.actor, case):
        if one.step.code == code:
            return one.allowed, "" if one.allowed else one.answer.reason
    return False, f"现为“{case.state_label}”，不能办理这一步"


def _revision(given: Any, case: Case) -> int:
    value = given.get(f"revision-{case.pk}", "")
    return int(value) if value.isdecimal() and len(value) < 18 else case.revision


def _take_all(request: PageRequest, chosen: list[Case]) -> HttpResponse:
    """Taking needs a POST as every write; a look at what was ticked comes first."""
    if request.method != "POST":
        context = {"label": "认领", "code": "take", "rows": [(case, True, "") for case in chosen], "able": len(chosen)}
        return render(request, "procedures/batch.html", context)
    found = []
    for case in chosen:
        try:
            found.append(BatchRow(take_case(actor=request.actor, case=case)))
        except Refusal as refused:
            found.append(BatchRow(case, refused.reason))
    return _tell(request, found, "认领")


def _tell(request: PageRequest, rows: list[BatchRow], label: str) -> HttpResponse:
    done, refused = [row for row in rows if not row.refusal], [row for row in rows if row.refusal]
    if done:
        messages.success(request, f"已办理“{label}”{len(done)} 件")
    for row in refused[:TOLD]:
        messages.warning(request, f"{row.case.number} 没有办理：{row.refusal}")
    if len(refused) > TOLD:
        messages.warning(request, f"另有 {len(refused) - TOLD} 件没有办理")
    return redirect("procedures:inbox")
