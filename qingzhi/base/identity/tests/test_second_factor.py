"""The second factor: enrolling, signing in with it, no code twice, recovery codes, lock-out, reset, the gate."""

import threading
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.actions import reset_second_factor
from qingzhi.base.identity.actions.second_factor import _new_codes, try_code
from qingzhi.base.identity.models import SecondFactor, User
from qingzhi.base.identity.refusals import OwnMatter
from qingzhi.base.identity.testing import (
    PASSWORD,
    a_post,
    a_role,
    a_second_factor,
    an_account,
    an_actor,
    code_of,
    signed_in,
)

URL = "/identity/second-factor/"
START = datetime(2026, 7, 1, 9, 0)


@pytest.fixture
def user(db):
    user = an_account()
    a_post(user)
    return user


@pytest.fixture
def device(user):
    return a_second_factor(user)


def password(client: Client, username: str = "zhang", **more):
    return client.post("/sign-in/", {"username": username, "password": PASSWORD, **more})


def code(client: Client, text: str):
    return client.post("/sign-in/code/", {"code": text})


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_enrolling_from_the_first_click_to_the_codes(client, user):
    signed_in(client, user)
    page = client.get(URL).content.decode()
    assert "开始绑定" in page and 'name="present"' in page
    client.post(f"{URL}begin/", {"present": PASSWORD})
    page = client.get(f"{URL}confirm/").content.decode()
    device = SecondFactor.objects.get(user=user, confirmed=False)
    assert "data:image/svg+xml" in page and device.secret_text in page
    assert client.post(f"{URL}confirm/", {"code": "000000"}).status_code == 422
    SecondFactor.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert client.post(f"{URL}confirm/", {"code": code_of(device)})["Location"] == URL
    page = client.get(URL).content.decode()
    assert page.count("<code>") == 10
    assert "<code>" not in client.get(URL).content.decode()
    told = AuditEntry.objects.filter(action__contains="second_factor").values_list("action", flat=True)
    assert set(told) == {"identity.begin_second_factor", "identity.confirm_second_factor"}


def test_enrolling_needs_the_password(client, user):
    signed_in(client, user)
    client.post(f"{URL}begin/", {"present": "wrong"})
    assert not SecondFactor.objects.exists()


def test_a_second_device_does_not_push_out_the_first(client, user, device):
    signed_in(client, user)
    assert client.post(f"{URL}begin/", {"present": PASSWORD}).status_code == 409
    assert SecondFactor.objects.get() == device


def test_the_password_alone_lets_nobody_in(client, user, device):
    assert password(client)["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert client.get("/identity/my-posts/").status_code == 302


def test_both_factors_let_in_and_go_where_one_wanted(client, user, device):
    password(client, next="/identity/my-posts/")
    before = client.session.session_key
    assert code(client, code_of(device))["Location"] == "/identity/my-posts/"
    assert is_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("spelling", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_codes_as_people_type_them(user, device, spelling):
    found = code_of(device)
    assert try_code(user=user, code=spelling.format(found[:3], found[3:])).right


def test_full_width_digits(user, device):
    wide = code_of(device).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert try_code(user=user, code=wide).right


def test_no_code_is_taken_twice(user, device):
    with clock.fixed(START):
        found = code_of(device)
        assert password(Client()).status_code == 302
        first, second = Client(), Client()
        password(first)
        password(second)
        assert code(first, found).status_code == 302
        assert code(second, found).status_code == 422
        assert not is_in(second)


def test_a_code_before_the_one_taken_is_refused(user, device):
    with clock.fixed(START):
        assert try_code(user=user, code=code_of(device)).right
        assert not try_code(user=user, code=code_of(device, -1)).right


def test_a_code_of_another_time_is_refused(user, device):
    with clock.fixed(START):
        assert not try_code(user=user, code=code_of(device, 3)).right


def test_somebody_elses_code_is_refused(user, device):
    other = a_second_factor(an_account("li", name="李四"))
    assert not try_code(user=user, code=code_of(other)).right


def test_wrong_codes_make_the_next_wait_and_lock_in_the_end(client, user, device):
    password(client)
    assert "不正确" in code(client, "000000").content.decode()
    assert "稍等片刻" in code(client, code_of(device)).content.decode()
    for _ in range(2):
        code(client, "000000")
    assert code(client, "000000").status_code == 429
    assert code(client, code_of(device)).status_code == 429
    assert password(Client()).status_code == 429
    assert AuditEntry.objects.filter(action="identity.account_locked").count() == 1
    reasons = AuditEntry.objects.filter(action="identity.sign_in_failed").values_list("reason", flat=True)
    assert set(reasons) == {"动态口令不正确"}


def test_the_page_of_the_code_expires(client, user, device):
    with clock.fixed(START):
        password(client)
    with clock.fixed(START + timedelta(minutes=6)):
        assert code(client, code_of(device))["Location"] == "/sign-in/"
    assert not is_in(client)


def test_an_account_disabled_between_the_factors(client, user, device):
    password(client)
    User.objects.update(is_active=False)
    code(client, code_of(device))
    assert not is_in(client)


def test_a_recovery_code_is_good_once(client, user, device):
    found = _new_codes(user)[0]
    password(client)
    assert code(client, found.upper()).status_code == 302
    assert "恢复码" in client.get("/identity/my-posts/").content.decode()
    again = Client()
    password(again)
    assert code(again, found).status_code == 422


def test_new_recovery_codes_replace_the_old(client, user, device):
    old = _new_codes(user)
    signed_in(client, user)
    client.post(f"{URL}codes/", {"code": code_of(device)})
    assert not try_code(user=user, code=old[0]).right
    assert StaticToken.objects.count() == 10


def test_guessing_for_new_recovery_codes_is_slowed(client, user, device):
    signed_in(client, user)
    assert client.post(f"{URL}codes/", {"code": "000000"}).status_code == 409
    device.refresh_from_db()
    assert device.throttling_failure_count == 1


def test_a_copy_of_the_database_yields_no_codes(user, device):
    codes = _new_codes(user)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert not kept & {one.replace("-", "") for one in codes}
    assert device.secret.hex() not in device.key and device.secret_text not in device.key


def test_resetting_is_the_security_administrators(client, user, device):
    signed_in(client, user)
    admin = an_actor("sec", "identity.second_factor.reset", duty="security")
    reset_second_factor(actor=admin, user=user, reason="手机遗失")
    assert not SecondFactor.objects.exists()
    assert client.get(URL).status_code == 302
    with pytest.raises(OwnMatter):
        reset_second_factor(actor=admin, user=User.objects.get(username="sec"), reason="手机遗失")


@pytest.mark.parametrize("duty", ["", "system", "security", "audit"])
@pytest.mark.parametrize("required", [True, False])
def test_administrators_need_one_where_it_is_required(client, db, settings, duty, required):
    settings.QINGZHI_TOTP_REQUIRED = required
    user = an_account("admin")
    a_post(user, a_role(f"admin{duty}", duty=duty))
    signed_in(client, user)
    response = client.get("/identity/my-posts/")
    if required and duty:
        assert response["Location"] == URL
        assert client.get(URL).status_code == 200
    else:
        assert response.status_code == 200


def test_one_code_sent_twice_at_once_lets_in_once(concurrent_db):
    user = an_account()
    device = a_second_factor(user)
    found, barrier, right = code_of(device), threading.Barrier(4), []

    def send() -> None:
        try:
            barrier.wait()
            right.append(try_code(user=user, code=found).right)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(right) == [False, False, False, True]
