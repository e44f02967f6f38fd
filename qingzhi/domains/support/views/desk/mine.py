"""The applicant's one page: what can I get, what I filed, what is stuck and with whom."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ...access import visible_applications
from ...actions import begin_application
from ...queries.calls import call_state, open_calls
from ...queries.credit import credit_answers
from ...queries.holders import party_of, size_of
from ...queries.offers import offers_for
from ...queries.rulings import Rulings
from .acting import found_call


@desk("support.apply")
def mine(request: PageRequest) -> HttpResponse:
    """Open calls against my rights with amounts, and my applications with whom each waits on."""
    party, today = party_of(request.actor), clock.today()
    if party is None:
        return render(request, "support/mine.html", {"party": None})
    rulings = Rulings(today)
    found = [
        (one, call_state(one.call))
        for one in (offers_for(call, party, today, rulings=rulings) for call in open_calls(today))
    ]
    rows = visible_applications(request.actor).filter(case__applicant=party.subject_id)
    filed = [_filed(one) for one in rows.select_related("case__body", "call").order_by("-pk")[:50]]
    applied = {row["application"].call_id for row in filed if row["case"].outcome != "withdrawn"}
    context = {
        "party": party, "size": size_of(party), "calls": found, "filed": filed, "today": today, "applied": applied,
    }  # fmt: skip
    return render(request, "support/mine.html", context)


@desk("support.apply")
def offers(request: PageRequest, call_id: int) -> HttpResponse:
    """One call against my rights, each with its amount or all reasons against it; from here an application begins."""
    call, party = found_call(request, call_id), party_of(request.actor)
    if party is None:
        raise Http404
    if request.method == "POST":
        try:
            application = begin_application(actor=request.actor, call=call, party=party)
        except Refusal as refused:
            messages.error(request, refused.reason)
            return redirect("support:offers", call.pk)
        return redirect("support:choose", application.pk)
    known = visible_applications(request.actor).filter(call=call, case__applicant=party.subject_id)
    context = {
        "call": call,
        "state": call_state(call),
        "party": party,
        "barred": [one for one in credit_answers(party, clock.today()) if one.is_bar],
        "found": offers_for(call, party, clock.today()),
        "application": known.select_related("case").exclude(case__outcome="withdrawn").first(),
    }
    return render(request, "support/offers.html", context)


def _filed(application: Any) -> dict[str, Any]:
    case = application.case
    state = case.state_declared
    if not case.is_open:
        waits = case.outcome_label
    elif state.waits.value == "applicant":
        waits = "贵单位"
    else:
        waits = case.body.short_name
    return {"application": application, "case": case, "label": state.shown_to_applicant, "waits": waits}
