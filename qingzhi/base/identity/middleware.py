"""Who acts in this request, found when first asked for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from qingzhi.base.permits import PUBLIC, Actor

from .queries import actor_for

POST_KEY = "acting_post"


class ActorMiddleware:
    """Puts the `Actor` on the request, in the post that the session has chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request: the public, unless somebody is signed in."""
    address = request.META.get("REMOTE_ADDR", "")
    if not request.user.is_authenticated:
        return PUBLIC
    return actor_for(request.user, post_id=request.session.get(POST_KEY), address=address)
