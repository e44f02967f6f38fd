"""The style guide: every component in its normal, empty, loading, error and long-text state (debug and test only)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..access import open_to_public


@open_to_public
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/styleguide/overview.html", {})
