"""Where the stations of fairs are: shown to everybody 「投诉站联系方式须在显著位置公示」."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public
from qingzhi.engine.limits.queries import limit

from ...queries.fair_page import fair_light, public_fairs


@open_to_public
@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    """The fairs that are on or ahead, with their stations."""
    today = clock.today()
    context = {
        "fairs": [(one, fair_light(one, today)) for one in public_fairs(today)], "hours": limit("enforcement.fair.defence").length,
    }  # fmt: skip
    return render(request, "enforcement/fairs/public.html", context)
