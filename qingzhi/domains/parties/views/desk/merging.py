"""Merging by hand, and undoing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import PermitRefused

from ... import actions, forms
from ...access import visible_parties
from ...models import Merge
from ...queries.candidates import candidates_for
from ...queries.questions import comparison_of, profile_of
from .acting import found_party


@desk("parties.merge")
def choose(request: PageRequest, party_id: int) -> HttpResponse:
    """Into which party? Those that are alike, or that a text finds."""
    party = found_party(request, party_id)
    asked = request.GET.get("q", "").strip()[:200]
    rows = candidates_for(party, asked, visible_parties(request.actor))
    return render(request, "parties/choose.html", {"party": party, "asked": asked, "rows": rows})


@desk("parties.merge")
def merge(request: PageRequest, party_id: int, into_id: int) -> HttpResponse:
    """Both records side by side, the reason, and the merge."""
    party, into = found_party(request, party_id), found_party(request, into_id)
    form = forms.ReasonForm(request.POST or None)
    one, other = profile_of(party), profile_of(into)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: actions.merge_parties(actor=request.actor, party=party, into=into, **form.cleaned_data))
        is not None
    ):
        messages.success(request, f"已将“{party.name}”归并至“{into.name}”")
        return redirect("parties:party", into.root_pk)
    context = {
        "party": party, "into": into, "one": one, "other": other, "lines": comparison_of(one, other), "form": form,
        "cancel_url": reverse("parties:choose_merge", args=[party.pk]), "submit": "归并",
        "switch_url": reverse("parties:merge", args=[into.pk, party.pk]),
    }  # fmt: skip
    return render(request, "parties/merge.html", context)


@desk("parties.merge")
def undo(request: PageRequest, merge_id: int) -> HttpResponse:
    """Take a merge back with a reason."""
    found = get_object_or_404(Merge.objects.select_related("party", "into"), pk=merge_id)
    if not visible_parties(request.actor).filter(pk=found.party_id).exists():
        raise PermitRefused("这条归并不在您的管辖范围内", "parties.merge")
    form = forms.ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: actions.undo_merge(actor=request.actor, merge=found, **form.cleaned_data)) is not None
    ):
        messages.success(request, f"已撤销归并，“{found.party.name}”重新成为单独的主体")
        return redirect("parties:party", found.party_id)
    context = {"merge": found, "form": form, "cancel_url": reverse("parties:party", args=[found.into_id])}
    return render(request, "parties/undo.html", context)
