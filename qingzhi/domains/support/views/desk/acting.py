"""What the views of support share: finding among visible rows, forms that carry an action."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ...access import visible_applications, visible_calls
from ...models import Call, SubsidyApplication
from ...queries.calls import with_parts

T = TypeVar("T")


def found_call(request: PageRequest, call_id: int) -> Call:
    """A call that the actor sees, with its parts."""
    return get_object_or_404(with_parts(visible_calls(request.actor)), pk=call_id)


def found_application(request: PageRequest, application_id: int) -> SubsidyApplication:
    """An application that the actor sees."""
    rows = visible_applications(request.actor).select_related(
        "case__body", "call__body", "party__region", "party__subject"
    )
    return get_object_or_404(rows, pk=application_id)


def tried(form: PageForm, do: Callable[[], T]) -> T | None:
    """What an action gives; a refusal is put on the form, at its field where it names one, and gives None."""
    try:
        return do()
    except (Refusal, ClassifiedText, FileRefused) as refused:
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
    template: str = "support/form.html",
    **context: Any,
) -> HttpResponse:
    """A page with a form that does one thing; what was done leads on, what was refused stands above the form."""
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: (do(form),))
        if done is not None:
            messages.success(request, success)
            return redirect(to(done[0]) if callable(to) else to)
    return render(request, template, {"title": title, "form": form, "cancel_url": cancel_url, **context})
