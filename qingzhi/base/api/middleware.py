"""The last resort: an error that arose before the API was reached leaves as a problem document too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .problems import BY_STATUS, CONTENT_TYPE, Problem, respond

PREFIX = "/api/"


class ProblemMiddleware:
    """Outermost: pages of errors below the API's address (a strange host, too large a form) become problem documents."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX) or response.status_code < 400:
            return response
        if response.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        code = BY_STATUS.get(response.status_code, "bad-request" if response.status_code < 500 else "server-error")
        return respond(request, Problem("classified" if response.status_code == 422 else code))
