"""Pages of figures for the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from qingzhi.base.pages.access import desk

from ..access import visible_statistics


@desk("metrics.statistic.view")
def statistic(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure with its revisions."""
    found = get_object_or_404(visible_statistics(request.actor), pk=pk)  # type: ignore[attr-defined]
    return render(request, "metrics/statistic.html", {"statistic": found})
