"""Factories: a token of somebody, and a browser's opposite that calls with it."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from qingzhi.base.identity.models import Post, User
from qingzhi.base.identity.queries import actor_in
from qingzhi.base.identity.testing import a_post, a_role, an_account
from qingzhi.base.permits import Scope

from .actions import issue_token
from .models import ApiToken


def a_token(
    username: str = "robot",
    *permits: str,
    scopes: tuple[str, ...] | None = None,
    scope: Scope = Scope.ALL,
    days: int = 30,
) -> tuple[ApiToken, str]:
    """A token of an account whose post holds these permits; for all of them unless `scopes` says which."""
    user = an_account(username, name=username)
    post = a_post(user, a_role(f"role-{username}", *permits, scope=scope))
    return token_for(user, post, permits if scopes is None else scopes, days)


def token_for(user: User, post: Post, scopes: tuple[str, ...], days: int = 30) -> tuple[ApiToken, str]:
    """A token of this account in this post."""
    return issue_token(actor=actor_in(post, user=user), name="同步程序", scopes=scopes, days=days)


class Program:
    """Calls the API as a program does, with a token or without."""

    def __init__(self, token: str = "", prefix: str = "/api/v1"):
        self.client, self.token, self.prefix = Client(), token, prefix

    def call(self, method: str, path: str, document: Any = None, **headers: str) -> HttpResponse:
        """One call; `headers` by name with underscores (`If_Match`)."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given.setdefault("Authorization", f"Bearer {self.token}")
        content: dict[str, Any] = (
            {} if document is None else {"data": json.dumps(document), "content_type": "application/json"}
        )
        found: Any = self.client.generic(method, f"{self.prefix}{path}", headers=given, **content)
        return found

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, document: Any, **headers: str) -> HttpResponse:
        return self.call("POST", path, document, **headers)

    def patch(self, path: str, document: Any, **headers: str) -> HttpResponse:
        return self.call("PATCH", path, document, **headers)
