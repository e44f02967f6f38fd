"""How an account proves itself: password, or the government's single sign-on."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from .models import User

log = logging.getLogger(__name__)


class ActiveAccounts:
    """A session belongs to an account only as long as that is in use."""

    def get_user(self, user_id: int) -> User | None:
        return User.objects.select_related("person__subject").filter(pk=user_id, is_active=True).first()


class PasswordBackend(ActiveAccounts, ModelBackend):
    """Account name and password; permits come from posts, not from Django's groups."""


class SingleSignOnBackend(ActiveAccounts, OIDCAuthenticationBackend, BaseBackend):
    """OpenID Connect 「统一身份认证」: finds the account that carries the subject identifier; makes none.

    What the library leaves open is checked here: audience and issuer of the token, and that the user information is
    about the token's own subject (OpenID Connect Core 1.0, 3.1.3.7 and 5.3.2).
    """

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> User | None:
        """Only for the callback, which brings a nonce; never for a password form with `?code=` in its address."""
        if not settings.OIDC_RP_CLIENT_ID or not kwargs.get("nonce"):
            return None
        return super().authenticate(request, **kwargs)

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        payload = super().verify_token(token, **kwargs)
        audience = payload.get("aud")
        if settings.OIDC_RP_CLIENT_ID not in (audience if isinstance(audience, list) else [audience]):
            raise SuspiciousOperation("the token is meant for another client")
        if settings.QINGZHI_OIDC_ISSUER and payload.get("iss") != settings.QINGZHI_OIDC_ISSUER:
            raise SuspiciousOperation("the token comes from another issuer")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        found = super().get_userinfo(access_token, id_token, payload)
        if not found.get("sub") or found["sub"] != payload.get("sub"):
            raise SuspiciousOperation("the user information is about somebody else")
        return found

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        return isinstance(claims.get("sub"), str) and bool(claims["sub"])

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[User]:
        found = User.objects.filter(oidc_subject=claims["sub"], is_active=True)
        self.request.unbound_subject = None if found else claims["sub"]  # type: ignore[attr-defined]
        return found
