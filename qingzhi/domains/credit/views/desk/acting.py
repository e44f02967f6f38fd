"""What the views of credit share: finding among visible rows, forms that carry an action."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

from ...access import visible_archives
from ...models import Archive
from ...queries.archives import parties
from ...refusals import ValueNotValid

T = TypeVar("T")


def found_archive(request: PageRequest, archive_id: int) -> Archive:
    """An archive that the actor sees."""
    rows = visible_archives(request.actor).select_related("party", "subject")
    return get_object_or_404(rows, pk=archive_id)


def party_by_code(code: str) -> Any:
    """The party of the register with this code; refuses where there is none."""
    wanted = "".join(code.split()).upper()
    found = parties().select_related("root__subject", "subject", "region").filter(credit_code=wanted).first()
    if found is None:
        raise ValueNotValid("登记簿中没有这个代码，请先登记主体", "credit_code")
    return found


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
    context = {"title": title, "form": form, "cancel_url": cancel_url, **context}
    return render(request, "credit/form.html", context)
