"""What the views of parties share: finding among visible rows, forms that carry an action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ...access import visible_parties
from ...models import Party
from ...queries.history import with_parts


def found_party(request: PageRequest, party_id: int) -> Party:
    """A record that the actor may see; 404 otherwise."""
    rows = visible_parties(request.actor).select_related("region", "root", "merged_into", "subject")
    return get_object_or_404(with_parts(rows), pk=party_id)


def tried(form: PageForm, do: Callable[[], object]) -> bool:
    """Do it; a refusal is put on the form, at its field where it names one."""
    try:
        do()
    except Refusal as refused:
        field = getattr(refused, "field", "") or ""
        form.add_error(field if field in form.fields else None, refused.reason)
        return False
    return True


def acted(
    request: PageRequest,
    party: Party,
    form: PageForm,
    do: Callable[[dict[str, Any]], object],
    *,
    title: str,
    success: str,
    submit: str = "保存",
    **context: Any,
) -> HttpResponse:
    """A page with a form about a party; what was done leads back to the party."""
    back = reverse("parties:party", args=[party.pk])
    if request.method == "POST" and form.is_valid() and tried(form, lambda: do(form.cleaned_data)):
        messages.success(request, success)
        return redirect(back)
    values = {"title": title, "party": party, "form": form, "submit": submit, "cancel_url": back, **context}
    return render(request, "parties/form.html", values)
