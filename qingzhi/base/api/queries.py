"""Reads: a person's tokens, and which permits the API asks for."""

from django.db.models import QuerySet
from django.urls import get_resolver

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Permit, permit

from .models import ApiToken

_asked: set[str] = set()


def ask_for(code: str) -> None:
    """Told at start-up by the assembly: operations ask for this permit, so that a token may hold it."""
    _asked.add(permit(code).code)


def offered_scopes(actor: Actor) -> list[Permit]:
    """The permits that the actor's post has and the API has a use for."""
    _ = get_resolver().url_patterns  # the addresses bring the operations, which say what they ask for
    return [permit(code) for code in sorted(_asked) if code in actor.grants]


def tokens_of(user_id: int | None) -> QuerySet[ApiToken]:
    """A person's tokens, the latest first."""
    return ApiToken.objects.filter(user_id=user_id or 0).select_related("post__body", "post__role")


def valid_tokens(user_id: int | None) -> QuerySet[ApiToken]:
    """Those that open something."""
    return tokens_of(user_id).filter(revoked_at=None, expires_at__gt=clock.real_now())
