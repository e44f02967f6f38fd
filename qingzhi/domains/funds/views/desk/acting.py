"""What the views of money share: forms that carry an action, the trail of a record."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

T = TypeVar("T")


def tried(form: PageForm, do: Callable[[], T]) -> T | None:
    """What an action gives; a refusal is put on the form, at its field where it names one, and gives None."""
    try:
        return do()
    except Refusal as refused:
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
    return render(request, "funds/form.html", values, status=409 if form.errors and request.method == "POST" else 200)


def drawer(*found: models.Model) -> list[AuditEntry]:
    """What was done to one or several records of a kind, newest first."""
    if not found:
        return []
    kind, numbers = found[0]._meta.label, [str(one.pk) for one in found]
    return list(AuditEntry.objects.filter(object_kind=kind, object_id__in=numbers).order_by("-pk")[:50])
