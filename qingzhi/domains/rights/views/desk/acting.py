"""What the views of the registers share: finding among visible rows, forms that carry an action."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ...access import visible_rights
from ...models import Right
from ...queries.record import with_detail

T = TypeVar("T")
ENTRIES = 50


def found_right(request: PageRequest, right_id: int) -> Right:
    """The right with its typed part, when the actor sees it."""
    return get_object_or_404(with_detail(visible_rights(request.actor)), pk=right_id)


def url_of(right: Right) -> str:
    return reverse("rights:right", args=[right.pk])


def tried(form: PageForm, do: Callable[[], T]) -> T | None:
    """What an action gives; a refusal is put on the form, at its field where it names one, and gives None."""
    try:
        return do()
    except (Refusal, ClassifiedText) as refused:
        field = getattr(refused, "field", "") or ""
        form.add_error(field if field in form.fields else None, refused.reason)
        return None


def acted(
    request: PageRequest,
    *,
    title: str,
    form: PageForm,
    do: Callable[[PageForm], object],
    to: Callable[[Any], str] | str,
    success: str,
    cancel_url: str,
    **context: Any,
) -> HttpResponse:
    """A page with a form that does one thing; what was done leads on, what was refused stands above the form."""
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: (do(form),))
        if done is not None:
            messages.success(request, success)
            return redirect(to(done[0]) if callable(to) else to)
    values = {"title": title, "form": form, "cancel_url": cancel_url, **context}
    return render(request, "rights/form.html", values)


def drawer(obj: Any, limit: int = ENTRIES) -> list[Any]:
    """What was done to an object, newest first."""
    return list(entries_of(obj)[:limit])
