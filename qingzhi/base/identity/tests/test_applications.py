"""An enterprise asks for an account: the public form, its limits, the decision, the first sign-in."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.refusals import ReasonMissing
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity import holders
from qingzhi.base.identity.actions import approve_application, ask_for_account, refuse_application
from qingzhi.base.identity.holders import Holder
from qingzhi.base.identity.models import AccountApplication, Mandate, Role, Subject, User
from qingzhi.base.identity.queries import actor_for, applications_waiting
from qingzhi.base.identity.refusals import AlreadySo, ApplicationUnfit, TooManyApplications
from qingzhi.base.identity.testing import (
    PASSWORD,
    a_body,
    a_mandate,
    a_party_subject,
    a_post,
    a_role,
    an_account,
    an_actor,
    signed_in,
)
from qingzhi.base.permits import PUBLIC, Actor, PermitRefused, Scope

pytestmark = pytest.mark.django_db
CODE, OTHER = "91630000MA00000011", "91630000MA00000022"
VALUES = {
    "credit_code": CODE,
    "name": "青海某某种业有限公司（示例）",
    "contact": "李某某",
    "phone": "0971-1234567",
    "reason": "申报专利资助",
}


def send(client, values):
    """As a browser sends a form without files; any other is refused before it is read."""
    url = reverse("identity:ask_for_account")
    return client.post(url, urlencode(values), content_type="application/x-www-form-urlencoded")


class FakeRegister:
    """Knows who was entered; a code holds when it has 18 characters."""

    def __init__(self):
        self.known: dict[str, Subject] = {}

    def canonical(self, code):
        return code.replace(" ", "").upper()

    def fault(self, code):
        return "" if len(code) == 18 else f"统一社会信用代码应为18位，现为{len(code)}位"

    def find(self, code, name=""):
        found = self.known.get(code)
        return Holder(found.pk, found.display_name) if found else None

    def enter(self, *, actor, code, name, reason):
        return self.known.setdefault(code, a_party_subject(name)).pk


@pytest.fixture(autouse=True)
def register(monkeypatch):
    found = FakeRegister()
    monkeypatch.setattr(holders, "_registers", [found])
    with clock.fixed(date(2018, 7, 2)):
        yield found


@pytest.fixture
def guard():
    a_role("applicant", scope=Scope.BODY, home="applicant")
    Role.objects.filter(code="applicant").update(by_mandate=True)
    return an_actor("guard", "identity.application.decide", duty="security")


def asked(**values):
    return ask_for_account(actor=PUBLIC, **{**VALUES, **values})


def test_asking_is_kept_with_a_receipt_and_told_once():
    row = asked(credit_code=" 91630000ma00000011 ")
    assert (row.credit_code, row.state) == (CODE, "pending")
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", row.receipt)
    assert asked() == row
    with pytest.raises(ApplicationUnfit, match="等待审批"):
        asked(phone="13900000000")
    assert asked(contact="王某某") != row
    assert applications_waiting().count() == 2
    assert EventRow.objects.filter(name="identity.account_asked_for").count() == 2
    (entry, _) = AuditEntry.objects.filter(action="identity.ask_for_account")
    assert "李某某" not in str(entry.changes) + entry.object_label, "the trail keeps no personal data in the open"


@pytest.mark.parametrize(
    ("values", "refusal"), [({"credit_code": "123"}, ApplicationUnfit), ({"reason": " "}, ReasonMissing)]
)
def test_what_cannot_be_asked(values, refusal):
    with pytest.raises(refusal):
        asked(**values)
    assert not AccountApplication.objects.exists()


def test_one_address_may_ask_so_often(settings):
    settings.QINGZHI_ACCOUNT_APPLICATIONS_PER_DAY = 2
    one, two = Actor("public", "公众", address="1.1.1.1"), Actor("public", "公众", address="2.2.2.2")
    for name in "甲乙":
        ask_for_account(actor=one, **{**VALUES, "contact": name})
    with pytest.raises(TooManyApplications):
        ask_for_account(actor=one, **{**VALUES, "contact": "丙"})
    assert ask_for_account(actor=one, **{**VALUES, "contact": "甲"}), "asking again is no further application"
    assert ask_for_account(actor=two, **{**VALUES, "contact": "丙"})


def test_approving_opens_an_account_that_acts_for_the_enterprise(guard, register):
    row, password = approve_application(actor=guard, application=asked(email="li@example.cn"), note="已电话核实")
    user = User.objects.get(username="qyma0000001")
    assert user.check_password(password) and user.must_change_password
    actor = actor_for(user)
    assert (actor.acts_for, actor.role, actor.body_id) == (register.known[CODE].pk, "applicant", None)
    assert (row.state, row.decided_by.person.name, row.address) == ("approved", "guard", "")
    assert row.mandate.basis == f"企业账号申请 {row.receipt}"
    told = AuditEntry.objects.filter(action__in=["identity.open_account", "identity.grant_mandate"])
    assert {entry.actor_name for entry in told} == {"guard"} and told.count() == 2
    assert EventRow.objects.filter(name="identity.account_application_decided").count() == 1


def test_further_clerks_of_an_enterprise_share_its_subject(guard, register):
    for contact in ("李某某", "王某某"):
        approve_application(actor=guard, application=asked(contact=contact))
    assert set(User.objects.exclude(username="guard").values_list("username", flat=True)) == {
        "qyma0000001",
        "qyma0000001-2",
    }
    assert set(Mandate.objects.values_list("subject", flat=True)) == {register.known[CODE].pk}


def test_a_known_clerk_gets_a_further_mandate_and_no_password(guard, register):
    register.known[CODE] = a_party_subject()
    user = an_account("li", "李某某")
    a_mandate(user, Role.objects.get(code="applicant"), a_party_subject("乙公司"))
    with pytest.raises(ApplicationUnfit, match="不一致"):
        approve_application(actor=guard, application=asked(contact="别人"), username="li")
    with pytest.raises(ApplicationUnfit, match="没有在用"):
        approve_application(actor=guard, application=asked(), username="nobody")
    row, password = approve_application(actor=guard, application=asked(), username="li")
    assert password is None and row.mandate.person == user.person
    assert user.person.mandates.count() == 2


def test_the_second_administrator_hears_who_was_first(guard):
    other = an_actor("other", "identity.application.decide", duty="security")
    row = asked()
    refuse_application(actor=guard, application=row, reason="电话无法核实")
    for decide in (
        lambda: approve_application(actor=other, application=row),
        lambda: refuse_application(actor=other, application=row, reason="同上"),
    ):
        with pytest.raises(AlreadySo, match="guard"):
            decide()
    assert not Mandate.objects.exists() and User.objects.count() == 2
    assert asked() != row, "after a refusal one may ask again"


def test_only_who_may_decides(guard):
    clerk = an_actor("clerk", "identity.mandate.manage", duty="security")
    row = asked()
    for decide in (
        lambda: approve_application(actor=clerk, application=row),
        lambda: refuse_application(actor=clerk, application=row, reason="不"),
    ):
        with pytest.raises(PermitRefused):
            decide()
    with pytest.raises(ReasonMissing):
        refuse_application(actor=guard, application=row, reason=" ")
    row.refresh_from_db()
    assert row.is_pending


def test_the_public_form_leads_to_the_receipt(client):
    url = reverse("identity:ask_for_account")
    assert client.get(url).status_code == 200
    wrong = send(client, {**VALUES, "credit_code": "123"})
    assert (
        wrong.status_code == 422 and "应为18位" in wrong.content.decode() and "青海某某种业" in wrong.content.decode()
    )
    sent = send(client, VALUES)
    row = AccountApplication.objects.get()
    progress = reverse("identity:application_progress", args=[row.receipt])
    assert sent["Location"] == progress and row.address == "127.0.0.1"
    page = client.get(progress).content.decode()
    assert row.receipt in page and row.phone not in page
    find = reverse("identity:find_application")
    assert client.get(find, {"receipt": row.receipt.lower()})["Location"] == progress
    assert client.get(find, {"receipt": "XXXX"}).status_code == 404
    missing = client.get(reverse("identity:application_progress", args=["XXXX"]), follow=True)
    assert "没有这个回执号" in missing.content.decode()


def test_a_flood_is_told_so(client, settings):
    settings.QINGZHI_ACCOUNT_APPLICATIONS_PER_DAY = 1
    send(client, VALUES)
    assert send(client, {**VALUES, "contact": "别人"}).status_code == 429


@pytest.fixture
def desk(client):
    user = an_account("zhou", "周某")
    permits = ("identity.application.decide", "identity.mandate.manage")
    a_post(user, a_role("security", *permits, duty="security", home="admin"), a_body())
    a_role("applicant", scope=Scope.BODY, home="applicant")
    Role.objects.filter(code="applicant").update(by_mandate=True)
    return signed_in(client, user)


def test_from_the_desk_to_the_first_sign_in(desk, register):
    row = asked()
    listing = desk.get(reverse("identity:applications"))
    assert row.name in listing.content.decode()
    assert "登记为新的企业" in desk.get(reverse("identity:application", args=[row.pk])).content.decode()
    approve = reverse("identity:approve_application", args=[row.pk])
    assert "0971-1234567" in desk.get(approve).content.decode()
    page = desk.post(approve, {"note": "已核实"}, follow=True).content.decode()
    (password,) = re.findall(r"初始密码 <code>([^<]+)</code>", page)
    assert password not in desk.get(reverse("identity:application", args=[row.pk])).content.decode()
    assert User.objects.get(username="qyma0000001").check_password(password)
    desk.post(reverse("identity:sign_out"))
    sent = desk.post(reverse("identity:sign_in"), {"username": "qyma0000001", "password": password})
    assert sent.status_code == 302
    assert desk.get(reverse("identity:my_posts"))["Location"] == reverse("identity:change_password")
    desk.post(reverse("identity:change_password"), {"present": password, "new": PASSWORD, "again": PASSWORD})
    shown = desk.get(reverse("identity:my_posts")).content.decode()
    assert "正在使用" in shown and row.name in shown and "应急授权" not in shown


def test_a_refusal_is_seen_by_receipt(desk):
    row = asked()
    page = reverse("identity:refuse_application", args=[row.pk])
    assert desk.post(page, {"reason": ""}).status_code == 422
    assert desk.post(page, {"reason": "电话无人接听"}).status_code == 302
    again = desk.post(page, {"reason": "电话无人接听"})
    assert again.status_code == 422 and "周某" in again.content.decode()
    desk.post(reverse("identity:sign_out"))
    assert "电话无人接听" in desk.get(reverse("identity:application_progress", args=[row.receipt])).content.decode()


def test_mandates_are_granted_and_ended_at_the_desk(desk, register, django_assert_max_num_queries):
    an_account("bo", "才让")
    page = reverse("identity:grant_mandate")
    role = Role.objects.get(code="applicant").pk
    given = {"username": "bo", "role": role, "basis": "聘书", "valid_from": "2018-07-01"}
    assert desk.post(page, {**given, "username": "nobody"}).status_code == 422
    assert "请先由登记服务处登记" in desk.post(page, {**given, "credit_code": OTHER}).content.decode()
    assert desk.post(page, given).status_code == 302
    own = Mandate.objects.get()
    assert own.is_own and own.basis == "聘书"
    register.known[CODE] = a_party_subject("丁公司")
    desk.post(page, {**given, "credit_code": CODE})
    assert Mandate.objects.filter(subject=register.known[CODE]).count() == 1
    with django_assert_max_num_queries(14):
        listing = desk.get(reverse("identity:mandates")).content.decode()
    assert "本人" in listing and "丁公司" in listing
    assert "聘书" in desk.get(reverse("identity:mandate", args=[own.pk])).content.decode()
    end = reverse("identity:end_mandate", args=[own.pk])
    assert "立即失效" in desk.get(end).content.decode()
    assert desk.post(end, {"on": "2018-07-02", "reason": "聘期届满"}).status_code == 302
    own.refresh_from_db()
    assert own.valid_to == date(2018, 7, 2)


def test_others_open_none_of_it(client):
    row = asked()
    user = an_account("clerk")
    a_post(user, a_role("office", "identity.account.manage", duty="system"))
    signed_in(client, user)
    mandate = a_mandate(an_account("li"))
    for name, args in (
        ("applications", []), ("application", [row.pk]), ("approve_application", [row.pk]),
        ("refuse_application", [row.pk]), ("mandates", []), ("mandate", [mandate.pk]), ("grant_mandate", []),
        ("end_mandate", [mandate.pk]),
    ):  # fmt: skip
        url = reverse(f"identity:{name}", args=args)
        assert (client.get(url).status_code, client.post(url).status_code) == (403, 403), name
