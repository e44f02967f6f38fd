"""Deciding that an indicator is open to the public, and that it is no longer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest

from ...access import visible_indicators
from ...actions.boards import close_indicator, open_indicator
from ...forms.boards import OpeningForm, ReasonForm


@desk("metrics.public.manage")
def open_page(request: PageRequest, code: str) -> HttpResponse:
    """Its figures become public, under a licence and on a basis."""
    found = get_object_or_404(visible_indicators(request.actor), code=code)
    back = reverse("metrics:indicator", args=[code])
    return acted(
        request,
        template="metrics/form.html",
        title=f"对外公开“{found.name}”",
        form=OpeningForm(request.POST or None),
        do=lambda form: open_indicator(actor=request.actor, indicator=found, **form.cleaned_data),
        to=back,
        success="已对外公开",
        cancel_url=back,
    )


@desk("metrics.public.manage")
def close_page(request: PageRequest, code: str) -> HttpResponse:
    """Its figures are public no longer."""
    found = get_object_or_404(visible_indicators(request.actor), code=code)
    back = reverse("metrics:indicator", args=[code])
    return acted(
        request,
        template="metrics/form.html",
        title=f"停止公开“{found.name}”",
        form=ReasonForm(request.POST or None),
        do=lambda form: close_indicator(actor=request.actor, indicator=found, reason=form.cleaned_data["reason"]),
        to=back,
        success="已停止公开",
        cancel_url=back,
    )
