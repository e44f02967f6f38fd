"""Signing in with account and password: one sentence for whatever is wrong, locked after five, told to the trail."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import PASSWORD, a_post, an_account
from qingzhi.base.identity.views.session import WRONG

URL = "/sign-in/"


def post(client: Client, username: str = "zhang", password: str = PASSWORD, url: str = URL, **more):
    headers = {"REMOTE_ADDR": more.pop("address", "10.0.0.1")}
    return client.post(url, {"username": username, "password": password, **more}, **headers)


def told() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


@pytest.fixture
def user(db):
    user = an_account()
    a_post(user)
    return user


def test_the_right_password_lets_in(client, user):
    response = post(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session[SESSION_KEY] == str(user.pk)
    entry = AuditEntry.objects.get(action="identity.sign_in")
    assert (entry.actor_name, entry.address, entry.object_label) == ("张三", "10.0.0.1", "zhang")


@pytest.mark.parametrize(
    ("username", "password", "because"),
    [
        ("zhang", "wrong", "密码不正确"),
        ("nobody", "wrong", "账号不存在"),
        ("gone", PASSWORD, "账号已停用"),
        ("sso", "", ""),
    ],
)
def test_whatever_is_wrong_reads_the_same_and_costs_the_same(client, user, monkeypatch, username, password, because):
    an_account("gone", is_active=False)
    an_account("sso", password="")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    response = post(client, username, password or "x")
    assert response.status_code == 422
    assert WRONG in response.content.decode()
    assert len(hashed) == 1
    assert SESSION_KEY not in client.session
    entry = AuditEntry.objects.get(action="identity.sign_in_failed")
    assert because in entry.reason


def test_of_an_unknown_name_only_the_first_letters_are_kept(client, user):
    post(client, "MySecretPassword1", "x")
    entry = AuditEntry.objects.get(action="identity.sign_in_failed")
    assert entry.object_label == "My…（不存在的账号）"
    assert "Secret" not in entry.actor_name + entry.object_label + entry.reason


def test_a_page_in_the_wrong_hands_says_nothing(client, user):
    assert "zhang" not in client.get(URL).content.decode()


@pytest.mark.parametrize("username", ["zhang", "nobody"])
def test_five_failures_lock_the_account_for_the_address(client, user, settings, username):
    for _ in range(4):
        assert post(client, username, "wrong").status_code == 422
    response = post(client, username, "wrong")
    assert response.status_code == 429
    assert "连续登录失败 5 次，账号已锁定 15 分钟" in response.content.decode()
    assert post(client, username, PASSWORD).status_code == 429
    assert SESSION_KEY not in client.session
    assert told().count("identity.sign_in_failed") == 5
    assert told().count("identity.account_locked") == 1


def test_another_address_and_another_account_are_not_locked(client, user):
    an_account("li", name="李四")
    for _ in range(5):
        post(client, password="wrong")
    assert post(client, "li").status_code == 302
    assert post(Client(), address="10.0.0.2").status_code == 302


def test_a_success_forgets_the_failures_before_it(client, user):
    for _ in range(4):
        post(client, password="wrong")
    post(client)
    client.post("/sign-out/")
    for _ in range(4):
        assert post(client, password="wrong").status_code == 422


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/identity/my-posts/?a=1", "/identity/my-posts/?a=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///evil.example", "/"),
        ("evil", "/"),
        ("", "/"),
    ],
)
def test_next_stays_on_this_site(client, user, wanted, target):
    assert post(client, next=wanted)["Location"] == target
    client.post("/sign-out/")
    assert post(client, url=f"{URL}?next={wanted}")["Location"] == target


def test_a_session_that_somebody_planted_is_replaced(client, user):
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    post(client)
    assert client.session.session_key != planted
    assert not type(session)().exists(planted)


def test_signing_out_leaves_nothing(client, user):
    post(client)
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == URL
    assert not type(client.session)().exists(key)
    assert told()[-1] == "identity.sign_out"


def test_signing_in_twice_is_harmless(client, user):
    post(client)
    assert post(client, password="wrong")["Location"] == "/"
    assert told().count("identity.sign_in") == 1


def test_a_form_without_its_token_is_refused(user):
    client = Client(enforce_csrf_checks=True)
    assert post(client).status_code == 403


def test_a_foreign_host_is_refused(client, user):
    assert client.get(URL, headers={"host": "evil.example"}).status_code == 400


def test_the_page_cannot_be_framed_or_kept(client, user):
    response = client.get(URL)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_the_password_form_does_not_speak_to_a_single_sign_on(client, user, settings):
    """`?code=&state=` on the password form must not reach the provider without nonce and state."""
    settings.OIDC_RP_CLIENT_ID = "qingzhi"
    settings.OIDC_OP_TOKEN_ENDPOINT = "http://127.0.0.1:1/"
    assert post(client, password="wrong", url=f"{URL}?code=x&state=y").status_code == 422


@pytest.mark.parametrize("username", ["zhang\x00", "z" * 300, "' OR 1=1 --", "张三"])
def test_odd_names_are_only_wrong(client, user, username):
    assert post(client, username, "x").status_code == 422


def test_a_very_long_password_is_not_hashed(client, user, monkeypatch):
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: pytest.fail("hashed"))
    assert post(client, password="x" * 100_000).status_code == 422
