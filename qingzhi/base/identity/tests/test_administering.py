"""The administrators' daily work on pages: accounts, bodies, posts, grants, locks; mass assignment; double submit."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.actions import succeed_body
from qingzhi.base.identity.models import Body, FormerName, Grant, Person, Post, Succession, User
from qingzhi.base.identity.queries import body_named
from qingzhi.base.identity.refusals import PeriodUnsound, SuccessionUnsound
from qingzhi.base.identity.testing import PASSWORD, a_body, a_post, a_region, a_role, an_account, an_actor, signed_in
from qingzhi.base.permits import SYSTEM, all_permits

SYSTEM_PERMITS = ("identity.account.manage", "identity.body.manage")
SECURITY_PERMITS = tuple(one.code for one in all_permits() if one.duty == "security")


@pytest.fixture
def system(client, db):
    an_actor("sys", *SYSTEM_PERMITS, duty="system")
    return signed_in(client, User.objects.get(username="sys"))


@pytest.fixture
def security(db):
    an_actor("sec", *SECURITY_PERMITS, duty="security")
    return signed_in(Client(), User.objects.get(username="sec"))


ACCOUNT = {"username": "li", "name": "李四", "phone": "0971-1234567", "email": "li@example.gov.cn"}


def test_opening_an_account_shows_the_first_password_once(system):
    evil = {**ACCOUNT, "is_active": "", "oidc_subject": "mine", "password": "x", "is_demo": "1", "person": "1"}
    response = system.post("/identity/accounts/new/", evil)
    user = User.objects.get(username="li")
    assert response["Location"] == f"/identity/accounts/{user.pk}/"
    page = system.get(response["Location"]).content.decode()
    shown = page.split("初始密码 <code>")[1].split("</code>")[0]
    assert user.check_password(shown)
    assert "初始密码 <code>" not in system.get(response["Location"]).content.decode()
    assert user.is_active and user.must_change_password and not user.oidc_subject and not user.is_demo
    entry = AuditEntry.objects.get(action="identity.open_account")
    assert shown not in str(entry.changes) and "0971" not in str(entry.changes)
    assert list(entry.personal) == [str(user.person.subject_id)]


def test_the_first_password_is_not_readable_in_the_session(system):
    system.post("/identity/accounts/new/", ACCOUNT)
    user = User.objects.get(username="li")
    kept = [value for key, value in system.session.items() if key.startswith("once.")]
    assert len(kept) == 1
    assert not user.check_password(kept[0]) and len(kept[0]) > 40


def test_sending_twice_opens_one_account(system):
    system.post("/identity/accounts/new/", ACCOUNT)
    response = system.post("/identity/accounts/new/", ACCOUNT)
    assert response.status_code == 422
    page = response.content.decode()
    assert "账号“li”已被使用" in page and 'value="李四"' in page
    assert Person.objects.filter(name="李四").count() == 1


@pytest.mark.parametrize("username", ["LI", "Li"])
def test_names_that_differ_only_in_case_are_one(system, username):
    system.post("/identity/accounts/new/", ACCOUNT)
    assert system.post("/identity/accounts/new/", {**ACCOUNT, "username": username}).status_code == 422


@pytest.mark.parametrize("username", ["张三", "a b", "<b>", "x" * 61, "a"])
def test_odd_account_names_are_refused(system, username):
    assert system.post("/identity/accounts/new/", {**ACCOUNT, "username": username}).status_code == 422


def test_an_account_for_single_sign_on_has_no_password(system):
    system.post("/identity/accounts/new/", {**ACCOUNT, "sign_on_only": "on"})
    assert not User.objects.get(username="li").has_usable_password()


def test_disabling_enabling_resetting_binding(system):
    user = an_account()
    url = f"/identity/accounts/{user.pk}/"
    assert system.post(f"{url}disable/", {"reason": ""}).status_code == 422
    assert system.post(f"{url}disable/", {"reason": "离职"}).status_code == 302
    assert system.post(f"{url}disable/", {"reason": "再来"}).status_code == 422
    assert system.post(f"{url}enable/", {"reason": "返聘"}).status_code == 302
    assert system.post(f"{url}single-sign-on/", {"subject": "sub-1"}).status_code == 302
    assert system.post(f"{url}password/", {"reason": "遗忘"}).status_code == 302
    user.refresh_from_db()
    assert user.is_active and user.oidc_subject == "sub-1" and not user.check_password(PASSWORD)
    assert system.get(url).status_code == 200


def test_a_reason_that_bears_a_mark_is_refused(system):
    user = an_account()
    assert system.post(f"/identity/accounts/{user.pk}/disable/", {"reason": "机密★10年"}).status_code == 422
    user.refresh_from_db()
    assert user.is_active


def test_what_somebody_typed_is_shown_as_text(system):
    system.post("/identity/accounts/new/", {**ACCOUNT, "name": "<script>alert(1)</script>"})
    for url in ("/identity/accounts/", f"/identity/accounts/{User.objects.get(username='li').pk}/"):
        assert "<script>alert" not in system.get(url).content.decode()


def test_bodies_are_established_renamed_and_succeeded(system):
    region = a_region()
    values = {"code": "old", "name": "旧局", "short_name": "旧局", "kind": "department", "region": region.pk}
    system.post("/identity/bodies/new/", values)
    body = Body.objects.get(code="old")
    url = f"/identity/bodies/{body.pk}/"
    rename = {"name": "新局", "short_name": "新局", "on": "2018-07-01", "basis": "某文〔2018〕1号"}
    assert system.post(f"{url}rename/", rename).status_code == 302
    assert FormerName.objects.get(body=body).name == "旧局"
    assert body_named("旧局") == body == body_named("新局")
    body.refresh_from_db()
    assert body.subject.display_name == "新局"
    after = a_body("after", "后局")
    system.post(f"{url}succeed/", {"successor": after.pk, "on": "2018-11-01", "basis": "机构改革方案"})
    page = system.get(url).content.decode()
    assert "职责由后局承继" in page and "旧局" in page and "已结束" in page
    assert "职责由后局承继" in system.get(f"/identity/bodies/{after.pk}/").content.decode()
    assert set(EventRow.objects.values_list("name", flat=True)) == {"identity.body_renamed", "identity.body_succeeded"}


def test_successions_do_not_run_in_a_circle(db):
    one, two, three = (a_body(code, code) for code in ("one", "two", "three"))
    values = {"on": date(2018, 1, 1), "basis": "文"}
    first = succeed_body(actor=SYSTEM, predecessor=one, successor=two, **values)
    assert succeed_body(actor=SYSTEM, predecessor=one, successor=two, **values) == first
    with pytest.raises(PeriodUnsound):
        succeed_body(actor=SYSTEM, predecessor=three, successor=one, on=date(2019, 1, 1), basis="文")
    succeed_body(actor=SYSTEM, predecessor=two, successor=three, on=date(2019, 1, 1), basis="文")
    Body.objects.update(valid_to=None)
    for before, after in [(three, one), (two, one), (one, one)]:
        with pytest.raises(SuccessionUnsound):
            succeed_body(actor=SYSTEM, predecessor=before, successor=after, on=date(2020, 1, 1), basis="文")
    assert Succession.objects.count() == 2


def test_appointing_and_ending_on_pages(security):
    user, role, body = an_account(), a_role("clerk"), a_body()
    values = {"username": "zhang", "body": body.pk, "role": role.pk, "valid_from": "2018-01-01", "title": "科员"}
    assert security.post("/identity/posts/new/", {**values, "username": "nobody"}).status_code == 422
    response = security.post("/identity/posts/new/", values)
    post = Post.objects.get(person=user.person)
    assert response["Location"] == f"/identity/posts/{post.pk}/"
    assert "科员" in security.get(response["Location"]).content.decode()
    security.post(f"/identity/posts/{post.pk}/end/", {"on": "2018-07-01", "reason": "轮岗"})
    post.refresh_from_db()
    assert post.valid_to == date(2018, 7, 1)


def test_a_refusal_keeps_what_was_typed(security):
    role = a_role("auditor-role", duty="audit")
    user = an_account()
    a_post(user)
    values = {"username": "zhang", "body": a_body().pk, "role": role.pk, "valid_from": "2018-01-01", "title": "审计员"}
    response = security.post("/identity/posts/new/", values)
    page = response.content.decode()
    assert response.status_code == 422 and "须由不同的人担任" in page and 'value="审计员"' in page


def test_the_matrix_and_a_change_of_grant(security):
    a_role("clerk")
    business = next(one for one in all_permits() if not one.duty)
    page = security.get("/identity/roles/").content.decode()
    assert business.title in page
    assert "/identity/roles/clerk/audit.view/" not in page
    url = f"/identity/roles/clerk/{business.code}/"
    assert security.get(url).status_code == 200
    security.post(url, {"scope": "body", "on": "2018-07-01", "reason": "工作需要"})
    assert Grant.objects.get(role__code="clerk").scope == "body"
    assert "2018-07-01" in security.get("/identity/roles/clerk/").content.decode()
    assert (
        security.post(
            "/identity/roles/clerk/audit.view/", {"scope": "all", "on": "2018-07-01", "reason": "x"}
        ).status_code
        == 422
    )
    assert security.get("/identity/roles/clerk/no.such/").status_code == 404


def test_locks_are_seen_and_lifted(security):
    an_account()
    thief = Client(REMOTE_ADDR="10.0.0.9")
    for _ in range(5):
        thief.post("/sign-in/", {"username": "zhang", "password": "wrong"})
    assert thief.post("/sign-in/", {"username": "zhang", "password": PASSWORD}).status_code == 429
    page = security.get("/identity/security/").content.decode()
    assert "失败 5 次" in page and "10.0.0.9" in page
    url = "/identity/security/unlock/?username=zhang&address=10.0.0.9"
    assert security.post(url, {"reason": ""}).status_code == 422
    assert security.post(url, {"reason": "本人来电核实"}).status_code == 302
    assert security.get(url).status_code == 404
    assert thief.post("/sign-in/", {"username": "zhang", "password": PASSWORD}).status_code == 302
    assert AuditEntry.objects.get(action="identity.unlock_account").reason == "本人来电核实"


def test_the_sign_in_log(security):
    Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"username": "nobody", "password": "x"})
    page = security.get("/identity/sign-in-log/?action=identity.sign_in_failed").content.decode()
    assert "no…（不存在的账号）" in page and "10.0.0.9" in page
    assert "开立账号" not in security.get("/identity/sign-in-log/").content.decode().split("<tbody")[1]


@pytest.mark.parametrize("url", ["accounts/", "bodies/"])
def test_lists_cost_the_same_however_long(system, django_assert_max_num_queries, url):
    for number in range(30):
        a_post(an_account(f"u{number}"), body=a_body(f"b{number}", f"局{number}"))
    with django_assert_max_num_queries(14):
        assert system.get(f"/identity/{url}").status_code == 200


@pytest.mark.parametrize("url", ["posts/", "security/", "roles/", "sign-in-log/"])
def test_security_lists_cost_the_same_however_long(security, django_assert_max_num_queries, url):
    for number in range(30):
        a_post(an_account(f"u{number}"), body=a_body(f"b{number}", f"局{number}"))
    with django_assert_max_num_queries(14):
        assert security.get(f"/identity/{url}").status_code == 200


@pytest.mark.parametrize("url", ["accounts/?q=局&state=idle&sort=-name", "bodies/?q=局&state=other&sort=region"])
def test_filters_and_sorting_work(system, url):
    a_body("x", "某局")
    assert system.get(f"/identity/{url}").status_code == 200
    assert system.get(f"/identity/{url}&export=xlsx").status_code == 200


@pytest.mark.parametrize("url", ["posts/?q=张&role=clerk&state=valid&sort=-body", "security/?q=z&sort=name"])
def test_security_filters_and_sorting_work(security, url):
    a_post(an_account())
    assert security.get(f"/identity/{url}").status_code == 200
