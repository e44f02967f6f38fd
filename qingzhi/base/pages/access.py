"""Who may open a view. Every view declares it with one of these; a house test refuses a route that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from qingzhi.base.permits import permit, require

View = Callable[..., HttpResponse]


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


def _guard(view: View, access: Access) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        if access.kind == "permit":
            require(actor, permit(access.permit).code)
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded
