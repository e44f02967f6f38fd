"""Whether the program answers, for a supervisor."""

from django.http import HttpRequest, HttpResponse

from ..access import open_to_public


@open_to_public
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")
