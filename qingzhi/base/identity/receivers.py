"""By whatever door somebody comes in or goes out, the sign-in is noted."""

from typing import Any

from django.http import HttpRequest

from .actions.sessions import begin_sign_in, note_sign_out
from .middleware import ROW_KEY
from .models import SignInSession, User


def on_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Begin a sign-in for the new session."""
    by_sso = request.session.get("_auth_user_backend", "").endswith("SingleSignOnBackend")
    method = SignInSession.Method.SINGLE_SIGN_ON if by_sso else SignInSession.Method.PASSWORD
    meta = request.META
    row = begin_sign_in(
        user=user, method=method, address=meta.get("REMOTE_ADDR", ""), agent=meta.get("HTTP_USER_AGENT", "")
    )
    request.session[ROW_KEY] = row.pk


def on_signed_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    """End it; nothing is told where it had ended before."""
    if user is not None:
        note_sign_out(user=user, row=request.session.get(ROW_KEY), address=request.META.get("REMOTE_ADDR", ""))
