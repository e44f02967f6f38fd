"""Asking a table by hand: what it would answer, and why."""

from django.http import HttpResponse
from django.shortcuts import render

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from .. import queries
from ..access import visible_versions
from ..forms import AskForm
from .finding import found_spec

MOST_MISSES = 30


@desk("decisions.view")
def ask(request: PageRequest, code: str) -> HttpResponse:
    """By the version in force on a day, or by a version that is asked for (drafts too)."""
    spec = found_spec(code)
    asked = request.GET.get("version", "")
    chosen = None
    if asked.isdecimal() and len(asked) < 18:
        chosen = visible_versions(request.actor).filter(pk=asked, table=code).first()
    is_sent = "ask" in request.GET
    first = {"on": clock.today()}
    form = AskForm(request.GET, spec=spec) if is_sent else AskForm(initial=first, spec=spec)
    verdict, refusal = None, ""
    if is_sent and form.is_valid():
        on = form.cleaned_data.get("on") or clock.today()
        try:
            verdict = queries.decide(code, form.facts(), on, version=chosen.pk if chosen else None)
        except Refusal as refused:
            refusal = refused.reason
    context = {
        "spec": spec,
        "form": form,
        "chosen": chosen,
        "verdict": verdict,
        "misses": verdict.misses[:MOST_MISSES] if verdict is not None else [],
        "more": max(len(verdict.misses) - MOST_MISSES, 0) if verdict is not None else 0,
        "refusal": refusal,
    }
    return render(request, "decisions/ask.html", context)
