"""Passwords: strong, not one of the last five, changed when asked for, guessed five times at most."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.actions import change_password, open_account, reset_password
from qingzhi.base.identity.passwords import first_password
from qingzhi.base.identity.refusals import OwnMatter, PasswordUnfit, PasswordWrong
from qingzhi.base.identity.rules import classes_in
from qingzhi.base.identity.testing import PASSWORD, a_post, an_account, an_actor, signed_in
from qingzhi.base.permits import SYSTEM

URL = "/identity/password/"
NEW = "Another-horse-8"


@pytest.fixture
def user(db):
    user = an_account()
    a_post(user)
    return user


def send(client: Client, present: str = PASSWORD, new: str = NEW, again: str | None = None):
    return client.post(URL, {"present": present, "new": new, "again": new if again is None else again})


def test_changing_keeps_this_session_and_ends_the_others(client, user):
    other = signed_in(Client(), user)
    signed_in(client, user)
    assert send(client).status_code == 302
    assert client.get("/identity/my-posts/").status_code == 200
    assert other.get("/identity/my-posts/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert AuditEntry.objects.filter(action="identity.change_password").count() == 1


def test_no_password_stands_in_the_trail_or_on_the_page(client, user):
    signed_in(client, user)
    page = send(client, again="Something-else-9").content.decode()
    send(client)
    assert NEW not in page and PASSWORD not in page
    assert not any(NEW in str(entry.changes) + entry.reason for entry in AuditEntry.objects.all())


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("Short-1", "10"),
        ("alllowercaseletters", "三种"),
        ("lowercase12345", "三种"),
        ("1234567890123", "数字"),
        ("Zhang-12345-zhang", "相似|类似|太"),
        ("A1-" + "x" * 200, "128"),
        (PASSWORD, "最近 5 次"),
    ],
)
def test_weak_and_old_passwords_are_refused(user, new, words):
    user.former_passwords.create(hash=user.password, set_at=clock.now())
    user.username = "zhang-12345"
    user.save()
    with pytest.raises(PasswordUnfit, match=words):
        change_password(actor=SYSTEM, user=user, present=PASSWORD, new=new)


def test_the_last_five_are_remembered_and_the_sixth_is_free(user):
    passwords = [f"Password-{number}-xyz" for number in range(7)]
    present = PASSWORD
    for new in passwords:
        change_password(actor=SYSTEM, user=user, present=present, new=new)
        present = new
    for old in passwords[2:]:
        with pytest.raises(PasswordUnfit, match="最近 5 次"):
            change_password(actor=SYSTEM, user=user, present=present, new=old)
    change_password(actor=SYSTEM, user=user, present=present, new=passwords[1])
    assert user.former_passwords.count() == 5


def test_the_present_password_must_be_right(user):
    with pytest.raises(PasswordWrong):
        change_password(actor=SYSTEM, user=user, present="wrong", new=NEW)


def test_guessing_the_present_password_ends_the_session(client, user):
    signed_in(client, user)
    for _ in range(4):
        assert send(client, present="wrong").status_code == 422
    assert send(client, present="wrong")["Location"] == "/sign-in/"
    assert client.get(URL).status_code == 302


def test_a_first_password_must_be_changed_before_anything_else(client, user):
    user.must_change_password = True
    user.save()
    signed_in(client, user)
    response = client.get("/identity/my-posts/")
    assert response["Location"] == URL
    htmx = client.get("/identity/my-posts/", headers={"HX-Request": "true"})
    assert (htmx.status_code, htmx["HX-Redirect"]) == (204, URL)
    assert "请先修改密码" in client.get(URL).content.decode()
    send(client)
    assert client.get("/identity/my-posts/").status_code == 200


def test_before_a_closed_gate_there_are_no_permits(rf, user):
    from qingzhi.base.identity.middleware import actor_of

    request = rf.get("/")
    request.session, request.user = {}, user
    assert actor_of(request).post_id
    user.must_change_password = True
    request = rf.get("/")
    request.session, request.user = {}, user
    assert actor_of(request).post_id is None and not actor_of(request).grants


def test_an_old_password_must_be_changed(client, user, settings):
    start = datetime(2026, 1, 1)
    with clock.fixed(start):
        user.password_changed_at = clock.now()
        user.save()
    for days, free in [(90, True), (91, False)]:
        with clock.fixed(start + timedelta(days=days, minutes=-1)):
            signed_in(client, user)
            assert (client.get("/identity/my-posts/").status_code == 200) is free
    settings.QINGZHI_PASSWORD_DAYS = 0
    with clock.fixed(start + timedelta(days=1000)):
        signed_in(client, user)
        assert client.get("/identity/my-posts/").status_code == 200


def test_a_reset_password_is_random_and_must_be_changed(client, user):
    signed_in(client, user)
    admin = an_actor("sys", "identity.account.manage", duty="system")
    found = reset_password(actor=admin, user=user, reason="本人遗忘")
    user.refresh_from_db()
    assert user.check_password(found) and user.must_change_password
    assert client.get("/identity/my-posts/").status_code == 302


def test_nobody_resets_their_own(db):
    admin = an_actor("sys", "identity.account.manage", duty="system")
    from qingzhi.base.identity.models import User

    with pytest.raises(OwnMatter):
        reset_password(actor=admin, user=User.objects.get(username="sys"), reason="忘了")


def test_opening_with_a_weak_password_is_refused_except_for_a_demonstration(db):
    with pytest.raises(PasswordUnfit):
        open_account(actor=SYSTEM, username="li", name="李四", password="weak")
    assert not open_account(actor=SYSTEM, username="li", name="李四", password="demo", demo=True).must_change_password


def test_first_passwords_are_fit():
    found = {first_password() for _ in range(50)}
    assert len(found) == 50
    assert all(classes_in(one) >= 3 and len(one) >= 10 for one in found)


@pytest.mark.parametrize(("password", "count"), [("", 0), ("abc", 1), ("aB", 2), ("aB1", 3), ("aB1-", 4), ("密码", 1)])
def test_classes(password, count):
    assert classes_in(password) == count
