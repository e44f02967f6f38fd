"""Who may open a view. Every view declares it with one of these; a house test refuses a route that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import permit, require

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Access:
    """How a view is guarded: "public", "signed_in" or "permit" with the permit's code."""

    kind: str
    permit: str = ""


def open_to_public(view: View) -> View:
    """A page that anybody may open without signing in."""
    view.access = Access("public")  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """A page for everybody who has an account, whatever the post."""
    return _guard(view, Access("signed_in"))


def desk(code: str) -> Callable[[View], View]:
    """A page for those whose post holds the permit; rows are narrowed by the view's query."""

    def decorate(view: View) -> View:
        return _guard(view, Access("permit", code))

    return decorate


def without_files(view: View) -> View:
    """A page whose form may carry no file: one that does is refused before a byte of it is read."""
    view.without_files = True  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: PageRequest) -> HttpResponse:
    """To the sign-in page and back: to this page, or to the page whose form was sent when the session was lost."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return HttpResponseClientRedirect(redirect_to_login(htmx.current_url_abs_path or "/").url)
    return redirect_to_login(
        request.get_full_path() if request.method in {"GET", "HEAD"} else came_from(request) or "/"
    )


def came_from(request: HttpRequest) -> str:
    """The page of this site that the reader came from; empty when it is another site's or not known."""
    origin = f"{request.scheme}://{request.get_host()}"
    referer = request.headers.get("Referer", "")
    path = referer.removeprefix(origin)
    return path if path != referer and path.startswith("/") and not path.startswith("//") else ""


def _guard(view: View, access: Access) -> View:
    @wraps(view)
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor
        if not actor.is_signed_in:
            return _to_sign_in(request)
        if access.kind == "permit":
            require(actor, permit(access.permit).code)
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded
