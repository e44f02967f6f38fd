"""What the check finds: rows that no action would have written, and what waits too long."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from qingzhi.base import clock
from qingzhi.base.identity import checks
from qingzhi.base.identity.duties import clear_sessions
from qingzhi.base.identity.models import EmergencyGrant
from qingzhi.base.identity.testing import a_post, a_role, a_second_factor, an_account


@pytest.fixture
def people(db):
    found = {duty: an_account(duty, name=duty) for duty in ("system", "security", "audit")}
    for duty, user in found.items():
        a_post(user, a_role(f"role-{duty}", duty=duty))
    return found


def test_all_is_well(people):
    assert checks.problems() == []


def test_a_person_of_two_duties(people):
    a_post(people["audit"], a_role("clerk"))
    assert checks.problems() == ["audit同时担任多类管理员或兼任业务岗位，违反三员分立"]


def test_a_role_with_a_foreign_permit(people):
    a_role("role-security", "audit.view")
    assert checks.problems() == ["角色“角色role-security”持有“查看审计记录”，违反三员分立"]


def test_an_administrator_that_is_missing(people):
    people["audit"].person.posts.update(valid_to=clock.today())
    assert checks.problems() == ["没有在任的审计管理员"]


def test_second_factors_where_they_are_required(people, settings):
    settings.QINGZHI_TOTP_REQUIRED = True
    a_second_factor(people["audit"])
    assert checks.problems() == ["有 2 名管理员未启用双因素认证"]


def test_emergencies_that_nobody_reviews(people):
    long_ago = clock.real_now() - timedelta(days=9)
    EmergencyGrant.objects.create(
        user=people["audit"], role=a_role("chief"), reason="x", started_at=long_ago, ends_at=long_ago
    )
    assert checks.problems() == ["有 1 项应急授权结束超过 7 天未复核"]


def test_expired_sessions_are_cleared(db):
    now = clock.real_now()
    for key, expire in (("old", now - timedelta(days=1)), ("new", now + timedelta(days=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expire)
    clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
