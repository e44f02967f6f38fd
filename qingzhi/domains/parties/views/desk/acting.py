"""What the views of parties share: finding among visible rows, forms that carry an action."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.pages import acting
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest

from ...access import visible_parties
from ...models import Party
from ...queries.history import with_parts


def found_party(request: PageRequest, party_id: int) -> Party:
    """A record that the actor may see; 404 otherwise."""
    rows = visible_parties(request.actor).select_related("region", "root", "merged_into", "subject")
    return get_object_or_404(with_parts(rows), pk=party_id)


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
    return acting.acted(
        request, template="parties/form.html", title=title, form=form, do=lambda valid: do(valid.cleaned_data), to=back,
        success=success, cancel_url=back, party=party, submit=submit, **context,
    )  # fmt: skip
