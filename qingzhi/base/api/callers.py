"""Who calls: the public, a person's post by its token (narrowed to the token's scopes), or whom another credential tells."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from qingzhi.base import clock
from qingzhi.base.identity.queries import actor_in, valid
from qingzhi.base.permits import PUBLIC, Actor

from .models import ApiToken
from .problems import Problem

MARK = "qz"  # tokens begin with it, so that scanners find one that was published by mistake
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="qingzhi"'}


@dataclass(frozen=True)
class Caller:
    """The actor of a call, and the token that it came with; `holder` names the credential, "" for the public."""

    actor: Actor
    token: ApiToken | None = None
    holder: str = ""


@dataclass(frozen=True)
class Credential:
    """Another way than a token to say who calls: who calls, or None where the request does not use it; its part of OpenAPI."""

    caller: Callable[[HttpRequest], Caller | None]
    described: Mapping[str, Any]


_credentials: dict[str, Credential] = {}


def credential(name: str, one: Credential) -> None:
    """Register, at start-up, a way to say who calls."""
    if _credentials.setdefault(name, one) is not one:
        raise ValueError(f"credential {name} is registered twice")


def credentials() -> Mapping[str, Credential]:
    """Every other way than a token, by name."""
    return _credentials


def digest_of(secret: str) -> str:
    """What is kept of a token; its 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def caller_of(request: HttpRequest) -> Caller:
    """The caller of a request; raises the problem 401 for a token that opens nothing. Cookies are never looked at."""
    for one in _credentials.values():
        if (caller := one.caller(request)) is not None:
            return caller
    header = request.headers.get("Authorization", "")
    address = request.META.get("REMOTE_ADDR", "")
    if not header:
        return Caller(replace(PUBLIC, address=address))
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer":
        raise refused("请用“Authorization: Bearer 令牌”出示令牌。")
    token = token_named(text.strip())
    post = token.post
    holds = valid_post(token)
    if not token.user.is_active or not holds:
        raise refused("令牌所属的账号已停用或岗位已离任。")
    actor = actor_in(post, user=token.user, address=address)
    grants = {code: scope for code, scope in actor.grants.items() if code in token.scopes}
    title = f"{actor.role_title}（接口令牌 {token.prefix}）"
    return Caller(replace(actor, grants=grants, role_title=title), token, f"token:{token.pk}")


def token_named(text: str) -> ApiToken:
    """The valid token of a text; the same answer whatever is wrong with it, in the same time."""
    mark, _, rest = text.partition("_")
    prefix = rest.partition("_")[0]
    rows = ApiToken.objects.select_related("user", "post__person", "post__body__region", "post__role")
    token = rows.filter(prefix=prefix).first() if mark == MARK and prefix else None
    known = token.digest if token else digest_of("")
    if not hmac.compare_digest(known, digest_of(text)) or token is None or not token.is_valid_at(clock.real_now()):
        raise refused("令牌不存在、已到期或已吊销。")
    return token


def valid_post(token: ApiToken) -> bool:
    """Whether the token's post is held today."""
    return type(token.post).objects.filter(valid(), pk=token.post_id).exists()


def refused(detail: str) -> Problem:
    return Problem("unauthenticated", detail, headers=CHALLENGE)
