"""Single sign-on against a real provider over real HTTP: the good way, and a bad provider's and a thief's ways."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import SESSION_KEY
from django.test import Client

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.actions import bind_single_sign_on
from qingzhi.base.identity.models import SignInSession, User
from qingzhi.base.identity.refusals import NameTaken, OwnMatter
from qingzhi.base.identity.testing import a_post, a_second_factor, an_account, an_actor, code_of

from .oidc_provider import CLIENT, SECRET, Provider

START, CALLBACK = "/single-sign-on/start/", "/single-sign-on/callback/"


@pytest.fixture(scope="module")
def server():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(server, settings):
    settings.OIDC_RP_CLIENT_ID = CLIENT
    settings.OIDC_RP_CLIENT_SECRET = SECRET
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = f"{server.url}/authorize"
    settings.OIDC_OP_TOKEN_ENDPOINT = f"{server.url}/token"
    settings.OIDC_OP_USER_ENDPOINT = f"{server.url}/user"
    settings.OIDC_OP_JWKS_ENDPOINT = f"{server.url}/jwks"
    settings.QINGZHI_OIDC_ISSUER = server.url
    server.subject, server.claims, server.user_info, server.sign_key = "sub-1", {}, {}, server.key
    server.calls.clear()
    return server


@pytest.fixture
def user(db):
    user = an_account(password="", oidc_subject="sub-1")
    a_post(user)
    return user


def back(client: Client, **query: str) -> str:
    """Start, sign in at the provider, and give the path that it sends the browser back to."""
    sent = client.get(START, query)
    assert sent.status_code == 302
    answer = requests.get(sent["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == CALLBACK
    return f"{parts.path}?{parts.query}"


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_bound_account_is_let_in(client, user, provider):
    response = client.get(back(client, next="/identity/my-posts/"))
    assert response["Location"] == "/identity/my-posts/"
    assert client.session[SESSION_KEY] == str(user.pk)
    assert client.get("/identity/my-posts/").status_code == 200
    assert provider.calls == ["/authorize", "/token", "/jwks", "/user"]
    assert SignInSession.objects.get().method == "sso"
    assert AuditEntry.objects.get(action="identity.sign_in").reason == "统一身份认证"


def test_an_unbound_person_gets_one_clear_sentence(client, user, provider):
    provider.subject = "somebody-else"
    response = client.get(back(client))
    assert response.status_code == 403
    assert "您的统一身份尚未绑定本系统账号，请联系本单位的系统管理员" in response.content.decode()
    assert not is_in(client)
    assert User.objects.count() == 1
    assert "somebody-else" in AuditEntry.objects.get(action="identity.sign_in_failed").reason


def test_unbound_people_lock_out_nobody_at_their_address(client, user, provider):
    provider.subject = "somebody-else"
    for _ in range(7):
        assert client.get(back(client)).status_code == 403
    provider.subject = "sub-1"
    assert client.get(back(client)).status_code == 302


def test_a_disabled_account_is_not_let_in_and_a_session_ends(client, user, provider):
    client.get(back(client))
    User.objects.update(is_active=False)
    assert client.get("/identity/my-posts/").status_code == 302
    other = Client()
    assert other.get(back(other)).status_code == 403
    assert not is_in(other)


def test_our_second_factor_is_asked_as_well(client, user, provider):
    device = a_second_factor(user)
    assert client.get(back(client))["Location"] == "/sign-in/code/"
    assert not is_in(client)
    client.post("/sign-in/code/", {"code": code_of(device)})
    assert is_in(client)


BAD = {
    "another nonce": {"nonce": "replayed"},
    "another audience": {"aud": "another-client"},
    "another issuer": {"iss": "https://evil.example"},
    "expired": {"exp": 1},
    "no subject": {"sub": ""},
}


@pytest.mark.parametrize("claims", BAD.values(), ids=BAD)
def test_a_token_that_is_not_for_us(client, user, provider, claims):
    provider.claims = claims
    response = client.get(back(client))
    assert response.status_code == 403
    assert "统一身份认证没有成功" in response.content.decode()
    assert not is_in(client)


def test_a_token_signed_by_somebody_else(client, user, provider):
    provider.sign_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert client.get(back(client)).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("info", [{"sub": "sub-of-another"}, {"sub": ""}, {"sub": None}, {"sub": ["sub-1"]}])
def test_user_information_about_somebody_else(client, user, provider, info):
    provider.user_info = info
    assert client.get(back(client)).status_code == 403
    assert not is_in(client)


def test_a_forged_state_is_refused(client, user, provider):
    url = back(client)
    code = parse_qs(urlsplit(url).query)["code"][0]
    assert client.get(f"{CALLBACK}?code={code}&state=forged").status_code == 403
    assert client.get(f"{CALLBACK}?code={code}").status_code == 403
    assert not is_in(client)


def test_a_stolen_callback_is_worth_nothing_in_another_browser(client, user, provider):
    url = back(client)
    thief = Client()
    assert thief.get(url).status_code == 403
    assert not is_in(thief)


def test_a_callback_is_good_once(client, user, provider):
    url = back(client)
    client.get(url)
    client.post("/sign-out/")
    assert client.get(url).status_code == 403
    assert not is_in(client)


def test_the_person_declined(client, user, provider):
    assert client.get(f"{CALLBACK}?error=access_denied&state=x").status_code == 403


def test_a_provider_that_is_down_is_one_sentence(client, user, provider, settings):
    url = back(client)
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:1/token"
    response = client.get(url)
    assert response.status_code == 403
    assert "没有成功" in response.content.decode()


def test_next_stays_on_this_site(client, user, provider):
    assert client.get(back(client, next="https://evil.example/"))["Location"] == "/"


def test_without_a_provider_the_addresses_do_not_exist(client, db):
    assert client.get(START).status_code == 404
    assert client.get(f"{CALLBACK}?code=x&state=y").status_code == 404
    assert "统一身份认证登录" not in client.get("/sign-in/").content.decode()


def test_the_sign_in_page_offers_it(client, db, provider):
    assert "统一身份认证登录" in client.get("/sign-in/?next=/identity/my-posts/").content.decode()


def test_binding_is_the_system_administrators(client, user, provider):
    admin = an_actor("sys", "identity.account.manage", duty="system")
    other = an_account("li", name="李四")
    with pytest.raises(NameTaken):
        bind_single_sign_on(actor=admin, user=other, subject=" sub-1 ")
    with pytest.raises(OwnMatter):
        bind_single_sign_on(actor=admin, user=User.objects.get(username="sys"), subject="mine")
    bind_single_sign_on(actor=admin, user=user, subject="")
    user.refresh_from_db()
    assert user.oidc_subject is None
    assert client.get(back(client)).status_code == 403
    bind_single_sign_on(actor=admin, user=other, subject="sub-1")
    client.get(back(client))
    assert client.session[SESSION_KEY] == str(other.pk)
