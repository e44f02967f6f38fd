"""A page with a form that does one thing: what an action refuses stands on the form, what it did leads on."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from .request import PageRequest

T = TypeVar("T")


def tried(form: BaseForm, do: Callable[[], T], fields: Mapping[str, str] | None = None) -> T | None:
    """What an action gives; a refusal is put on the form, at the field that it names (`fields`: by its name there), and gives
    None. A refusal with several `faults` has each at its own field."""
    try:
        return do()
    except (Refusal, ClassifiedText) as refused:
        named = getattr(refused, "faults", None) or {getattr(refused, "field", "") or "": refused.reason}
        for name, reason in named.items():
            at = (fields or {}).get(name, name)
            form.add_error(at if at in form.fields else None, reason)
        return None


def acted(
    request: PageRequest,
    *,
    template: str,
    title: str,
    form: Any,
    do: Callable[[Any], object],
    to: Callable[[Any], str] | str,
    success: str,
    cancel_url: str,
    refused_status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page: `do` is given the valid form, `to` says where what it made leads (`to` may be an address).

    A page whose form was refused answers with `refused_status`.
    """
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: (do(form),))
        if done is not None:
            messages.success(request, success)
            return redirect(to(done[0]) if callable(to) else to)
    values = {"title": title, "form": form, "cancel_url": cancel_url, **context}
    refused = request.method == "POST" and form.errors
    return render(request, template, values, status=refused_status if refused else 200)
