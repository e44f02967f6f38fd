"""The steps of signing in, as views use them: password, code, session, where to go then."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate, login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from qingzhi.base import clock

from .actions.second_factor import Tried, try_code
from .actions.sessions import note_failure
from .models import SecondFactor, User

PENDING_KEY = "second_factor_pending"
PENDING_SECONDS = 300


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where to go after signing in: a path of this site and nothing else."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else resolve_url(default)


def try_password(request: HttpRequest, username: str, password: str) -> User | None:
    """The account, when the password is right and it is not locked; otherwise the failure is told to the trail."""
    was_locked = is_locked(request, username)
    user = authenticate(request, username=username, password=password)
    if user is None and not was_locked:
        known = User.objects.select_related("person").filter(username=username).first()
        because = "账号不存在" if known is None else "密码不正确" if known.is_active else "账号已停用"
        _tell_failure(request, username, known, because)
    return user if isinstance(user, User) else None


def proceed(request: HttpRequest, user: User, target: str, backend: str) -> HttpResponse:
    """Let somebody in who has proved one factor, or ask for the second."""
    if not SecondFactor.objects.filter(user=user, confirmed=True).exists():
        login(request, user, backend=backend)
        return redirect(target)
    request.session.cycle_key()
    request.session[PENDING_KEY] = {
        "user": user.pk,
        "backend": backend,
        "next": target,
        "since": clock.real_now().timestamp(),
    }
    return redirect("identity:code")


def pending(request: HttpRequest) -> tuple[User, dict[str, Any]] | None:
    """Who has given the first factor a short while ago."""
    kept = request.session.get(PENDING_KEY)
    if not kept or not 0 <= clock.real_now().timestamp() - kept["since"] <= PENDING_SECONDS:
        request.session.pop(PENDING_KEY, None)
        return None
    user = User.objects.select_related("person").filter(pk=kept["user"], is_active=True).first()
    return (user, kept) if user else None


def try_second_factor(request: HttpRequest, user: User, code: str) -> Tried:
    """Try a code; a wrong one counts towards the lock-out as a wrong password does."""
    tried = try_code(user=user, code=code)
    if not tried.right:
        credentials = {"username": user.username}
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        _tell_failure(request, user.username, user, "动态口令不正确")
    return tried


def finish(request: HttpRequest, user: User, kept: dict[str, Any]) -> HttpResponse:
    """Both factors are proved."""
    request.session.pop(PENDING_KEY, None)
    login(request, user, backend=kept["backend"])
    return redirect(kept["next"])


def is_locked(request: HttpRequest, username: str) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def _tell_failure(request: HttpRequest, username: str, user: User | None, because: str) -> None:
    note_failure(
        username=username,
        user=user,
        address=request.META.get("REMOTE_ADDR", ""),
        because=because,
        locked=bool(getattr(request, "axes_locked_out", False)),
    )
