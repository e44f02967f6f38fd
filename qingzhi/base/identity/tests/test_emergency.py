"""Emergency access: short, loud, in every entry, reviewed by somebody else."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.actions import end_emergency, review_emergency, take_emergency
from qingzhi.base.identity.models import EmergencyGrant, Role
from qingzhi.base.identity.queries import actor_for
from qingzhi.base.identity.refusals import AlreadySo, EmergencyNotAllowed, OwnMatter
from qingzhi.base.identity.testing import a_post, a_role, an_account, an_actor, signed_in
from qingzhi.base.permits import PermitRefused, Scope, check, declare

declare("identity.test.sign", "签发测试文件")
declare("identity.test.draft", "起草测试文件")
START = datetime(2026, 7, 1, 9, 0)
REASON = "负责人因公外出无法联系，通报须在今日十二时前发出"


@pytest.fixture
def user(db):
    user = an_account()
    a_post(user, a_role("clerk", "identity.test.draft", scope=Scope.BODY))
    chief = a_role("chief", "identity.test.sign", "identity.test.draft")
    Role.objects.filter(pk=chief.pk).update(emergency_hours=8)
    return user


@pytest.fixture
def chief(user):
    return Role.objects.get(code="chief")


def take(user, role, hours=2, reason=REASON):
    return take_emergency(actor=actor_for(user), user=user, role=role, hours=hours, reason=reason)


def test_it_permits_for_its_hours_and_no_longer(user, chief):
    with clock.fixed(START):
        assert not check(actor_for(user), "identity.test.sign")
        take(user, chief)
        actor = actor_for(user)
        assert check(actor, "identity.test.sign") and actor.is_emergency
        assert actor.grants["identity.test.draft"] is Scope.ALL
    with clock.fixed(START + timedelta(minutes=119)):
        assert check(actor_for(user), "identity.test.sign")
    with clock.fixed(START + timedelta(hours=2)):
        assert not check(actor_for(user), "identity.test.sign")
        assert actor_for(user).grants["identity.test.draft"] is Scope.BODY


def test_every_entry_meanwhile_says_so(user, chief):
    with clock.fixed(START):
        take(user, chief)
        entry = record(actor_for(user), "identity.test")
    assert "应急借用角色chief" in entry.role_title
    assert AuditEntry.objects.get(action="identity.take_emergency").reason == REASON
    assert EventRow.objects.filter(name="identity.emergency_taken").exists()


@pytest.mark.parametrize("values", [{"hours": 9}, {"hours": 0}, {"reason": "急"}, {"reason": " " * 30}])
def test_it_is_short_and_has_a_reason(user, chief, values):
    with pytest.raises(EmergencyNotAllowed):
        take(user, chief, **values)


@pytest.mark.parametrize("duty", ["system", "security", "audit"])
def test_administrators_neither_take_nor_are_borrowed(user, chief, duty):
    admin = an_account("admin")
    role = a_role("admin-role", duty=duty)
    a_post(admin, role)
    Role.objects.filter(pk=role.pk).update(emergency_hours=8)
    with pytest.raises(EmergencyNotAllowed):
        take(admin, chief)
    with pytest.raises(EmergencyNotAllowed):
        take(user, Role.objects.get(pk=role.pk))


def test_only_roles_that_provide_for_it(user):
    with pytest.raises(EmergencyNotAllowed):
        take(user, a_role("boss"))


def test_without_a_post_there_is_none(db, chief):
    with pytest.raises(EmergencyNotAllowed):
        take(an_account("new"), chief)


def test_one_at_a_time_and_ended_early(user, chief):
    with clock.fixed(START):
        taken = take(user, chief)
        with pytest.raises(AlreadySo):
            take(user, chief)
        with pytest.raises(PermitRefused):
            end_emergency(actor=an_actor("li"), emergency=taken)
        end_emergency(actor=actor_for(user), emergency=taken)
        assert not check(actor_for(user), "identity.test.sign")
        with pytest.raises(AlreadySo):
            end_emergency(actor=actor_for(user), emergency=taken)


def test_it_is_reviewed_once_afterwards_by_somebody_else(user, chief):
    auditor = an_actor("aud", "identity.emergency.review", duty="audit")
    with clock.fixed(START):
        taken = take(user, chief)
        with pytest.raises(AlreadySo, match="仍在生效"):
            review_emergency(actor=auditor, emergency=taken, verdict="justified", note="情况属实")
    with clock.fixed(START + timedelta(hours=3)):
        with pytest.raises(PermitRefused):
            review_emergency(actor=actor_for(user), emergency=taken, verdict="justified", note="我看行")
        review_emergency(actor=auditor, emergency=taken, verdict="unjustified", note="可等正常授权")
        with pytest.raises(AlreadySo):
            review_emergency(actor=auditor, emergency=taken, verdict="justified", note="改口")
    taken.refresh_from_db()
    assert (taken.verdict, taken.reviewed_by_id) == ("unjustified", auditor.user_id)


def test_nobody_reviews_their_own(db, chief):
    auditor = an_actor("aud", "identity.emergency.review", duty="audit")
    own = EmergencyGrant.objects.create(
        user_id=auditor.user_id, role=chief, reason="x", started_at=clock.real_now(), ends_at=clock.real_now()
    )
    with pytest.raises(OwnMatter):
        review_emergency(actor=auditor, emergency=own, verdict="justified", note="正当")


def test_from_taking_to_reviewing_on_pages(client, user, chief):
    signed_in(client, user)
    page = client.get("/identity/emergency/").content.decode()
    assert "安全管理员和审计管理员立即看到" in page
    assert client.post("/identity/emergency/", {"role": chief.pk, "hours": 2, "reason": "急"}).status_code == 422
    client.post("/identity/emergency/", {"role": chief.pk, "hours": 2, "reason": REASON})
    assert "应急授权生效中" in client.get("/identity/emergency/").content.decode()
    taken = EmergencyGrant.objects.get()

    an_actor("sec", "identity.emergency.oversee", duty="security")
    security = signed_in(Client(), type(user).objects.get(username="sec"))
    listed = security.get("/identity/emergencies/").content.decode()
    assert "tag-late" in listed and "生效中" in listed
    assert "立即结束" in security.get(f"/identity/emergency/{taken.pk}/").content.decode()
    security.post(f"/identity/emergency/{taken.pk}/end/")
    assert security.get(f"/identity/emergency/{taken.pk}/review/").status_code == 403

    an_actor("aud", "identity.emergency.review", duty="audit")
    auditor = signed_in(Client(), type(user).objects.get(username="aud"))
    assert "待复核" in auditor.get("/identity/emergency-reviews/").content.decode()
    auditor.post(f"/identity/emergency/{taken.pk}/review/", {"verdict": "justified", "note": "情况属实"})
    assert "已复核：正当" in auditor.get("/identity/emergency-reviews/").content.decode()


def test_a_stranger_does_not_see_it(client, user, chief):
    taken = take(user, chief)
    signed_in(client, an_account("li", name="李四"))
    assert client.get(f"/identity/emergency/{taken.pk}/").status_code == 404
    assert client.post(f"/identity/emergency/{taken.pk}/end/").status_code == 404
    taken.refresh_from_db()
    assert taken.ended_at is None
