"""One way to ask before something is done: a page with what follows, a form, the refusal above it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import PermitRefused, Refusal


def ask(
    request: HttpRequest,
    form: PageForm,
    run: Callable[[dict[str, Any]], str | None],
    *,
    title: str,
    submit: str,
    done: str,
    back: str,
    template: str = "identity/form.html",
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent and sound, run the action and go on to what it returns (or back).

    A refusal is shown above the form, with what was typed kept.
    """
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            target = run(form.cleaned_data)
        except PermitRefused:
            raise
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, done)
            return redirect(target or back)
    whole = {"title": title, "form": form, "submit": submit, "cancel_url": back, "refusal": refusal, **context}
    return render(request, template, whole, status=422 if refusal or form.errors else 200)


def confirm(
    request: HttpRequest,
    form: PageForm,
    run: Callable[[dict[str, Any]], str | None],
    *,
    consequences: Sequence[str] = (),
    facts: Sequence[tuple[str, Any]] = (),
    template_name: str = "pages/confirm.html",
    **context: Any,
) -> HttpResponse:
    """As `ask`, for what cannot be undone."""
    return ask(request, form, run, template=template_name, consequences=consequences, facts=facts, **context)
