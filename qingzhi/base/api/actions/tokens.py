"""Issuing and revoking tokens."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Post, User
from qingzhi.base.permits import Actor, PermitRefused, check

from ..callers import MARK, digest_of
from ..models import ApiToken
from ..queries import offered_scopes, valid_tokens
from ..refusals import LifeTooLong, NoSuchScope, NotYourToken, TooManyTokens

MOST = 10
TOUCH = timedelta(minutes=1)


@transaction.atomic
def issue_token(*, actor: Actor, name: str, scopes: Sequence[str], days: int) -> tuple[ApiToken, str]:
    """Issue a token for the actor's own account and present post; its text is returned this once and kept nowhere."""
    if actor.user_id is None or actor.post_id is None or actor.is_emergency:
        raise PermitRefused("只有在本人岗位上（不在应急授权中）才能签发令牌")
    User.objects.select_for_update().get(pk=actor.user_id)
    if unknown := sorted(set(scopes) - {one.code for one in offered_scopes(actor)}):
        raise NoSuchScope(f"令牌的权限只能从本岗位已有、接口用得到的权限中选择，不能有：{'、'.join(unknown)}")
    if not 1 <= days <= settings.QINGZHI_API_TOKEN_DAYS:
        raise LifeTooLong(f"令牌的有效期须在 1 至 {settings.QINGZHI_API_TOKEN_DAYS} 天之间")
    if valid_tokens(actor.user_id).count() >= MOST:
        raise TooManyTokens(f"每人最多 {MOST} 个有效令牌，请先吊销不用的")
    prefix = secrets.token_hex(4)
    text = f"{MARK}_{prefix}_{secrets.token_hex(32)}"
    now = clock.real_now()
    token = ApiToken.objects.create(
        user_id=actor.user_id,
        post=Post.objects.get(pk=actor.post_id),
        name=name,
        prefix=prefix,
        digest=digest_of(text),
        scopes=sorted(set(scopes)),
        issued_at=now,
        expires_at=now + timedelta(days=days),
    )
    changes: dict[str, tuple[Any, Any]] = {"scopes": ([], token.scopes), "expires_at": (None, token.expires_at)}
    record(actor, "api.issue_token", token, changes=changes)
    return token, text


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken, reason: str = "") -> ApiToken:
    """Revoke a token at once; a second time changes nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.user_id != actor.user_id and not check(actor, "api.token.revoke"):
        raise NotYourToken("只能吊销自己的令牌")
    if token.revoked_at is None:
        now = clock.real_now()
        record(actor, "api.revoke_token", token, changes={"revoked_at": (None, now)}, reason=reason)
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
    return token


def note_use(*, token: ApiToken, address: str) -> None:
    """Keep when and from where a token was last used, to the minute."""
    now = clock.real_now()
    if token.used_at is None or now - token.used_at > TOUCH or token.used_from != address:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now, used_from=address[:64])
