"""How an account proves itself: password, or the government's single sign-on."""

from typing import Any

from django.contrib.auth.backends import BaseBackend, ModelBackend
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from .models import User


class PasswordBackend(ModelBackend):
    """Account name and password; permits come from posts, not from Django's groups."""

    def get_user(self, user_id: int) -> User | None:
        return User.objects.select_related("person__subject").filter(pk=user_id, is_active=True).first()


class SingleSignOnBackend(OIDCAuthenticationBackend, BaseBackend):
    """OpenID Connect 「统一身份认证」: finds the account that carries the subject identifier; makes none."""

    def filter_users_by_claims(self, claims: dict[str, Any]) -> Any:
        return User.objects.filter(oidc_subject=claims.get("sub") or None, is_active=True)

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        return bool(claims.get("sub"))
