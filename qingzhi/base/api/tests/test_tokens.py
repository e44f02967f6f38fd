"""Tokens: issued from what the post has, shown once, revoked by their owner."""

import pytest
from django.urls import get_resolver

from qingzhi.base.api.actions import issue_token, revoke_token
from qingzhi.base.api.models import ApiToken
from qingzhi.base.api.refusals import LifeTooLong, NoSuchScope, NotYourToken, TooManyTokens
from qingzhi.base.api.testing import a_token
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_post, a_role, an_account, an_actor, signed_in
from qingzhi.base.permits import PUBLIC, PermitRefused

WRITE = "api.test.write"
pytestmark = [pytest.mark.django_db, pytest.mark.urls("qingzhi.base.api.tests.urls")]


@pytest.fixture(autouse=True)
def _operations():
    """The addresses bring an operation that asks for the permit."""
    assert get_resolver().url_patterns


def test_a_token_holds_only_what_the_post_has_and_the_api_asks_for():
    actor = an_actor("zhang", WRITE, "identity.sign_in.view")
    token, text = issue_token(actor=actor, name="同步", scopes=[WRITE, WRITE], days=1)
    assert token.scopes == [WRITE] and text.startswith(f"qz_{token.prefix}_")
    entry = AuditEntry.objects.get(action="api.issue_token")
    assert entry.changes["scopes"] == [[], [WRITE]]
    for scopes in (["identity.sign_in.view"], ["plan.version.publish"]):
        with pytest.raises(NoSuchScope):
            issue_token(actor=actor, name="同步", scopes=scopes, days=1)
    for days in (0, 367):
        with pytest.raises(LifeTooLong):
            issue_token(actor=actor, name="同步", scopes=[], days=days)
    with pytest.raises(PermitRefused):
        issue_token(actor=PUBLIC, name="同步", scopes=[], days=1)


def test_nobody_hoards_tokens():
    actor = an_actor("zhang")
    for _ in range(10):
        first, _text = issue_token(actor=actor, name="同步", scopes=[], days=1)
    with pytest.raises(TooManyTokens):
        issue_token(actor=actor, name="同步", scopes=[], days=1)
    revoke_token(actor=actor, token=first)
    assert issue_token(actor=actor, name="同步", scopes=[], days=1)


def test_only_its_owner_and_the_security_administrator_revoke():
    token, _ = a_token("robot")
    with pytest.raises(NotYourToken):
        revoke_token(actor=an_actor("stranger"), token=token)
    revoked = revoke_token(actor=an_actor("security", "api.token.revoke", duty="security"), token=token, reason="泄露")
    again = revoke_token(actor=an_actor("security2", "api.token.revoke", duty="security"), token=token)
    assert revoked.revoked_at == again.revoked_at
    assert AuditEntry.objects.filter(action="api.revoke_token").count() == 1


def test_the_pages_show_a_token_once_and_revoke_it(client):
    user = an_account("zhang")
    a_post(user, a_role("clerk", WRITE))
    signed_in(client, user)
    page = client.get("/api-tokens/new/").content.decode()
    assert "写入测试数据" in page
    assert client.post("/api-tokens/new/", {"name": "同步", "scopes": [WRITE], "days": "400"}).status_code == 422
    response = client.post("/api-tokens/new/", {"name": "同步", "scopes": [WRITE], "days": "90"}, follow=True)
    token = ApiToken.objects.get()
    assert f"qz_{token.prefix}_" in response.content.decode()
    assert f"qz_{token.prefix}_" not in client.get("/api-tokens/").content.decode()
    other = signed_in(type(client)(), an_account("li", name="李四"))
    assert other.post(f"/api-tokens/{token.pk}/revoke/").status_code == 404
    client.post(f"/api-tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert token.revoked_at
    assert "已吊销" in client.get("/api-tokens/").content.decode()


def test_somebody_without_a_post_gets_no_token(client):
    signed_in(client, an_account("zhang"))
    response = client.post("/api-tokens/new/", {"name": "同步", "days": "90"})
    assert response.status_code == 403 and not ApiToken.objects.exists()
