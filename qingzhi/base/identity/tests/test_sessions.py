"""Sessions end when idle, when old, when too many, when ended elsewhere, when the account is disabled."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.identity.actions import disable_account
from qingzhi.base.identity.middleware import ROW_KEY
from qingzhi.base.identity.models import SignInSession
from qingzhi.base.identity.testing import a_post, an_account, signed_in
from qingzhi.base.permits import SYSTEM

URL = "/identity/my-sign-ins/"
START = datetime(2026, 7, 1, 9, 0)


@pytest.fixture
def user(db):
    user = an_account()
    a_post(user)
    return user


def is_in(client: Client) -> bool:
    return client.get(URL).status_code == 200


def test_an_idle_session_ends_and_says_why(client, user):
    with clock.fixed(START):
        signed_in(client, user)
    with clock.fixed(START + timedelta(minutes=29)):
        assert is_in(client)
    with clock.fixed(START + timedelta(minutes=58)):
        assert is_in(client)
    with clock.fixed(START + timedelta(minutes=89)):
        response = client.get(URL)
        assert response["Location"] == f"/sign-in/?next={URL}"
        assert "超过 30 分钟没有操作，请重新登录" in client.get(response["Location"]).content.decode()
    row = SignInSession.objects.get()
    assert row.ended_because == "超过 30 分钟没有操作"
    assert AuditEntry.objects.filter(action="identity.sign_in_ended").count() == 1


def test_a_busy_session_ends_after_a_working_day(client, user):
    for minutes in range(0, 500, 20):
        with clock.fixed(START + timedelta(minutes=minutes)):
            if minutes == 0:
                signed_in(client, user)
            assert is_in(client) is (minutes <= 480)


def test_a_demonstrations_day_does_not_end_sessions(client, user):
    ClockPin.objects.create(day=datetime(2018, 7, 1).date(), reason="演示")
    clock.forget_pin()
    signed_in(client, user)
    assert is_in(client)


def test_the_oldest_of_too_many_sessions_ends(user):
    browsers = [signed_in(Client(), user) for _ in range(4)]
    assert [is_in(browser) for browser in browsers] == [False, True, True, True]
    assert (
        SignInSession.objects.get(pk__lt=SignInSession.objects.order_by("pk")[1].pk).ended_because == "超过同时登录数"
    )


def test_activity_is_noted_once_a_minute_at_most(client, user, django_assert_num_queries):
    with clock.fixed(START):
        signed_in(client, user)
    with clock.fixed(START + timedelta(seconds=30)):
        client.get(URL)
    assert SignInSession.objects.get().seen_at.minute == 0
    with clock.fixed(START + timedelta(seconds=90)):
        client.get(URL)
    assert SignInSession.objects.get().seen_at.minute == 1


def test_an_account_that_is_no_longer_the_session_s_is_out(client, user):
    signed_in(client, user)
    assert is_in(client)
    user.set_password("another-Pass-2018")  # by hand, past what ends sessions
    user.save()
    assert not is_in(client)


def test_my_sign_ins_shows_and_ends_one(client, user):
    signed_in(client, user)
    other = signed_in(Client(), user)
    row = SignInSession.objects.latest("pk")
    assert "本次登录" in client.get(URL).content.decode()
    client.post(f"{URL}{row.pk}/end/")
    assert is_in(client) and not is_in(other)


def test_ending_this_one_signs_out(client, user):
    signed_in(client, user)
    client.post(f"{URL}{client.session[ROW_KEY]}/end/")
    assert not is_in(client)


def test_ending_all_others(client, user):
    others = [signed_in(Client(), user) for _ in range(2)]
    signed_in(client, user)
    client.post(f"{URL}end-others/")
    assert is_in(client) and not any(is_in(one) for one in others)


def test_somebody_elses_session_does_not_exist_for_me(client, user):
    victim = signed_in(Client(), an_account("li", name="李四"))
    row = SignInSession.objects.get(user__username="li")
    signed_in(client, user)
    assert client.post(f"{URL}{row.pk}/end/").status_code == 404
    assert is_in(victim)


def test_a_disabled_account_is_out_at_once(client, user):
    signed_in(client, user)
    disable_account(actor=SYSTEM, user=user, reason="离职")
    assert not is_in(client)


def test_a_disabled_account_is_out_even_if_its_row_was_forgotten(client, user):
    signed_in(client, user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize("row", [None, 999999])
def test_a_session_without_its_row_is_nothing(client, user, row):
    signed_in(client, user)
    session = client.session
    session[ROW_KEY] = row
    session.save()
    assert not is_in(client)


def test_a_session_with_somebody_elses_row_is_nothing(client, user):
    signed_in(Client(), an_account("li", name="李四"))
    signed_in(client, user)
    session = client.session
    session[ROW_KEY] = SignInSession.objects.get(user__username="li").pk
    session.save()
    assert not is_in(client)
    assert SignInSession.objects.get(user__username="li").ended_at is None


def test_the_cookie_is_for_this_site_and_no_script(client, user, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = client.post("/sign-in/", {"username": "zhang", "password": "Correct-horse-7"})
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax"
