"""Who acts in this request, from where, and whether the sign-in still holds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, logout
from django.core.exceptions import DisallowedHost
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC, Actor

from .actions.sessions import account_actor, note_expiry
from .address import settle_address
from .gate import ALWAYS, Gate, gate_of
from .models import EmergencyGrant, Mandate, Post, SignInSession, User
from .queries import actor_for, mandates_of, posts_of, valid

POST_KEY = "acting_post"
MANDATE_KEY = "acting_mandate"
ROW_KEY = "sign_in"
ENDED_KEY = "ended_because"
TOUCH = timedelta(minutes=1)

GetResponse = Callable[[HttpRequest], HttpResponse]


class ClientAddressMiddleware:
    """First of all: whether the host is ours, and the client's true address."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse("400 请求的主机名不属于本系统\n", status=400, content_type="text/plain; charset=utf-8")
        settle_address(request)
        return self.get_response(request)


class ActorMiddleware:
    """Ends sign-ins whose time is over, puts the `Actor` on the request, and keeps closed what a gate keeps closed."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            _keep_or_end(request)
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        access = getattr(view, "access", None)
        if (access and access.kind == "public") or not request.user.is_authenticated:
            return None
        gate = closed_gate(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if gate is None or name in gate.allowed or name in ALWAYS:
            return None
        messages.warning(request, gate.because)
        response: HttpResponse = redirect(gate.url_name)
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request: the public, unless somebody is signed in; without permits before a closed gate."""
    if not request.user.is_authenticated:
        return PUBLIC
    address = request.META.get("REMOTE_ADDR", "")
    if closed_gate(request):
        return account_actor(request.user, address)
    return actor_for(
        request.user,
        post_id=request.session.get(POST_KEY),
        address=address,
        mandate_id=request.session.get(MANDATE_KEY),
        posts=held_posts(request),
        mandates=held_mandates(request),
        emergency=getattr(request, "has_emergency", True),
    )


def held_posts(request: HttpRequest) -> list[Post]:
    """The posts of the signed-in account, asked for once a request."""
    if not hasattr(request, "_held_posts"):
        held = Mandate.objects.filter(valid(), person=OuterRef("person"))
        posts = posts_of(cast(User, request.user)).annotate(with_mandates=Exists(held))
        request._held_posts = list(posts)  # type: ignore[attr-defined]
    return request._held_posts  # type: ignore[attr-defined]


def held_mandates(request: HttpRequest) -> list[Mandate]:
    """The mandates of the signed-in account, asked for once a request, and not at all where the posts say there are none."""
    if not hasattr(request, "_held_mandates"):
        posts = held_posts(request)
        wanted = not posts or posts[0].with_mandates  # type: ignore[attr-defined]
        request._held_mandates = list(mandates_of(cast(User, request.user))) if wanted else []  # type: ignore[attr-defined]
    return request._held_mandates  # type: ignore[attr-defined]


def closed_gate(request: HttpRequest) -> Gate | None:
    if not hasattr(request, "_gate"):
        request._gate = gate_of(cast(User, request.user), held_posts(request))  # type: ignore[attr-defined]
    return request._gate  # type: ignore[attr-defined]


def _keep_or_end(request: HttpRequest) -> None:
    """End the session where its time is over, or where it was ended elsewhere."""
    now = clock.real_now()
    running = EmergencyGrant.objects.filter(user=OuterRef("user"), ended_at=None, started_at__lte=now, ends_at__gt=now)
    rows = SignInSession.objects.filter(pk=request.session.get(ROW_KEY))  # type: ignore[misc]  # None finds none
    found = rows.annotate(has_emergency=Exists(running)).select_related("user__person__subject")
    row = found.filter(user_id=request.session[SESSION_KEY]).first()
    because = _over(row)
    if because:
        if row is not None and row.ended_at is None:
            note_expiry(row=row, because=because)
        logout(request)
        request.session[ENDED_KEY] = because
        return
    request.has_emergency = row.has_emergency  # type: ignore[attr-defined,union-attr]
    if _is_still(row.user, request):  # type: ignore[union-attr]
        request.user = row.user  # type: ignore[union-attr]
    if now - row.seen_at > TOUCH:  # type: ignore[union-attr]
        SignInSession.objects.filter(pk=row.pk).update(seen_at=now)  # type: ignore[union-attr]


def _is_still(user: User, request: HttpRequest) -> bool:
    """What `django.contrib.auth.get_user` asks of an account read with the sign-in; what does not hold is left to it to judge."""
    told = request.session.get(HASH_SESSION_KEY) or ""
    backend = request.session.get(BACKEND_SESSION_KEY)
    is_known = user.is_active and backend in settings.AUTHENTICATION_BACKENDS
    return is_known and constant_time_compare(told, user.get_session_auth_hash())


def _over(row: SignInSession | None) -> str:
    """Why a sign-in is over; empty while it holds."""
    if row is None:
        return "登录已失效"
    if row.ended_at is not None:
        return row.ended_because or "登录已结束"
    now = clock.real_now()
    if now - row.started_at > timedelta(minutes=settings.QINGZHI_SESSION_MINUTES):
        return f"登录已超过 {settings.QINGZHI_SESSION_MINUTES} 分钟"
    if now - row.seen_at > timedelta(minutes=settings.QINGZHI_SESSION_IDLE_MINUTES):
        return f"超过 {settings.QINGZHI_SESSION_IDLE_MINUTES} 分钟没有操作"
    return ""
