"""Three separated administrators: none can do the others' work, by address and by action; none can widen their own."""

import csv
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit import actions as audit
from qingzhi.base.audit import urls as audit_urls
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity import actions
from qingzhi.base.identity import urls as identity_urls
from qingzhi.base.identity.models import EmergencyGrant, Grant, Post, Role, Succession, User
from qingzhi.base.identity.queries import actor_for, actor_in
from qingzhi.base.identity.refusals import AlreadySo, DutiesNotSeparated, OwnMatter, PeriodUnsound, PostTaken
from qingzhi.base.identity.testing import (
    LONG_AGO,
    a_body,
    a_mandate,
    a_party_subject,
    a_post,
    a_region,
    a_role,
    an_account,
    an_application,
    signed_in,
)
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope, all_permits, check

REFERENCE = settings.BASE_DIR / "config" / "reference"
DUTIES = {"system": "system_admin", "security": "security_admin", "audit": "audit_admin"}
TODAY = date(2026, 7, 1)


def national(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    return list(csv.DictReader((REFERENCE / f"{name}.csv").open(encoding="utf-8-sig")))


@pytest.fixture
def admins(db):
    """An account for each administrator and one for business, with the roles and grants that are shipped."""
    known = {one.code for one in all_permits()}
    grants = [row for row in national("grants") if row["permit"] in known]
    actions.load_roles(actor=SYSTEM, roles=national("roles"), grants=grants)
    found = {}
    for duty, code in {**DUTIES, "": "planning_office"}.items():
        found[duty] = an_account(f"user-{duty or 'office'}", name=f"管理员{duty}")
        a_post(found[duty], Role.objects.get(code=code))
    return found


@pytest.fixture
def somebody(admins):
    user = an_account("somebody", name="某人")
    a_post(user, Role.objects.get(code="member_contact"))
    return user


PAGES = {
    "system": {
        "identity:accounts": [],
        "identity:open_account": [],
        "identity:account": ["account"],
        "identity:disable_account": ["account"],
        "identity:enable_account": ["account"],
        "identity:reset_password": ["account"],
        "identity:bind_single_sign_on": ["account"],
        "identity:bodies": [],
        "identity:establish_body": [],
        "identity:body": ["body"],
        "identity:rename_body": ["body"],
        "identity:succeed_body": ["body"],
    },
    "security": {
        "identity:posts": [],
        "identity:appoint": [],
        "identity:post": ["post"],
        "identity:end_post": ["post"],
        "identity:mandates": [],
        "identity:grant_mandate": [],
        "identity:mandate": ["mandate"],
        "identity:end_mandate": ["mandate"],
        "identity:applications": [],
        "identity:application": ["application"],
        "identity:approve_application": ["application"],
        "identity:refuse_application": ["application"],
        "identity:roles": [],
        "identity:role": ["role"],
        "identity:grant": ["role", "permit"],
        "identity:security": [],
        "identity:security_account": ["account"],
        "identity:reset_second_factor": ["account"],
        "identity:sign_in_log": [],
        "identity:emergencies": [],
    },
    "audit": {
        "audit:entries": [],
        "audit:entry": ["entry"],
        "audit:chain": [],
        "identity:emergency_reviews": [],
        "identity:review_emergency": ["emergency"],
    },
}


@pytest.fixture
def address(somebody):
    """The address of a page with something that is there."""
    moment = {"started_at": clock.real_now(), "ends_at": clock.real_now()}
    things = {
        "account": somebody.pk,
        "body": a_body().pk,
        "post": somebody.person.posts.get().pk,
        "mandate": a_mandate(an_account("clerk-of-firm"), subject=a_party_subject()).pk,
        "application": an_application().pk,
        "role": "security_admin",
        "permit": "identity.grant.manage",
        "entry": AuditEntry.objects.first().pk,
        "emergency": EmergencyGrant.objects.create(user=somebody, role=Role.objects.first(), reason="x", **moment).pk,
    }
    return lambda owner, name: reverse(name, args=[things[kind] for kind in PAGES[owner][name]])


@pytest.mark.embedded
@pytest.mark.parametrize("owner", PAGES)
def test_every_page_is_its_administrators_alone(admins, address, owner):
    """The others, business and whoever has not signed in are refused, to read and to write; then the owner is let in."""
    visitors = {duty: signed_in(Client(), user) for duty, user in admins.items()}
    for name in PAGES[owner]:
        url = address(owner, name)
        response = Client().get(url)
        assert response.status_code == 302 and response["Location"].startswith("/sign-in/?next="), name
        for visitor, client in visitors.items():
            if visitor != owner:
                assert [client.get(url).status_code, client.post(url).status_code] == [403, 403], (name, visitor)
        with transaction.atomic():
            assert visitors[owner].get(url).status_code == 200, name
            assert visitors[owner].post(url).status_code != 403, name
            transaction.set_rollback(True)


def test_the_table_names_every_guarded_page():
    """A page of an administrator that is added must be added to the table."""
    named = {name for names in PAGES.values() for name in names}
    for namespace, urls in (("identity", identity_urls), ("audit", audit_urls)):
        for route in urls.urlpatterns:
            access = route.callback.access
            if access.kind == "permit" and f"{namespace}:{route.name}" not in named:
                assert (namespace, route.name) in {("identity", "unlock"), ("audit", "personal")}


def acts(somebody: User) -> dict[str, dict]:
    """Every administrators' action, by duty, with arguments that would do."""
    post = somebody.person.posts.get()
    body, region = a_body(), a_region()
    entry = AuditEntry.objects.first()
    over = EmergencyGrant.objects.create(
        user=somebody, role=post.role, reason="x", started_at=clock.real_now(), ends_at=clock.real_now()
    )
    words = {"reason": "依据"}
    later = {"on": date(2999, 1, 1), "basis": "文"}
    pair = {"predecessor": a_body("b5", "丁局"), "successor": a_body("b6", "戊局")}
    due = Succession.objects.get_or_create(**pair, on=TODAY, basis="文")[0]
    return {
        "system": {
            actions.open_account: {"username": "new", "name": "新人"},
            actions.disable_account: {"user": somebody, **words},
            actions.reset_password: {"user": somebody, **words},
            actions.bind_single_sign_on: {"user": somebody, "subject": "s"},
            actions.establish_body: {"code": "n", "name": "新", "short_name": "新", "kind": "other", "region": region},
            actions.rename_body: {"body": body, "name": "更", "short_name": "更", "on": TODAY, "basis": "文"},
            actions.succeed_body: {"predecessor": body, "successor": a_body("b2", "乙局"), "on": TODAY, "basis": "文"},
            actions.plan_succession: {"predecessor": a_body("b4", "丙局"), "successor": a_body("b7", "己局"), **later},
            actions.carry_out_succession: {"succession": due},
        },
        "security": {
            actions.appoint: {"person": somebody.person, "body": a_body("b3"), "role": post.role, "valid_from": TODAY},
            actions.end_post: {"post": post, "on": TODAY, **words},
            actions.change_grant: {
                "role": Role.objects.get(code="security_admin"),
                "code": "identity.sign_in.view",
                "scope": None,
                "on": TODAY,
                **words,
            },
            actions.unlock_account: {"username": "somebody", **words},
            actions.reset_second_factor: {"user": somebody, **words},
            actions.load_roles: {"roles": [], "grants": []},
        },
        "audit": {
            audit.verify_chain: {},
            audit.read_personal: {"entry": entry, **words},
            audit.erase_subject: {"subject_id": 1, **words},
            audit.anchor_head: {"reason": "恢复"},
            actions.review_emergency: {"emergency": over, "verdict": "justified", "note": "正当"},
        },
    }


@pytest.mark.parametrize("visitor", [*DUTIES, ""])
@pytest.mark.parametrize("owner", DUTIES)
def test_every_action_is_its_administrators_alone(admins, somebody, owner, visitor):
    actor = actor_for(admins[visitor])
    for action, values in acts(somebody)[owner].items():
        if owner == visitor:
            with suppress(AlreadySo):  # nothing to unlock or reset: the permit was asked and given
                action(actor=actor, **values)
        else:
            with pytest.raises(PermitRefused):
                action(actor=actor, **values)


@pytest.mark.parametrize("duty", DUTIES)
def test_administrators_hold_no_business_permit_and_business_none_of_theirs(admins, duty):
    for one in all_permits():
        assert not (check(actor_for(admins[duty]), one.code) and one.duty != duty)
        assert not (one.duty and check(actor_for(admins[""]), one.code))


def test_no_shipped_grant_mixes_duties(admins):
    for row in national("grants"):
        found = {one.code: one for one in all_permits()}.get(row["permit"])
        assert found is None or found.duty == Role.objects.get(code=row["role"]).duty


@pytest.mark.parametrize("code", ["audit.view", "identity.account.manage"])
def test_a_security_administrator_cannot_take_the_others_permits(admins, code):
    actor = actor_for(admins["security"])
    for role in ("security_admin", "planning_office"):
        with pytest.raises(DutiesNotSeparated):
            actions.change_grant(
                actor=actor, role=Role.objects.get(code=role), code=code, scope=Scope.ALL, on=TODAY, reason="想看"
            )


def test_nobody_appoints_or_ends_themselves(admins):
    user = admins["security"]
    actor, post = actor_for(user), user.person.posts.get()
    for role in Role.objects.all():
        with pytest.raises(OwnMatter):
            actions.appoint(actor=actor, person=user.person, body=a_body(), role=role, valid_from=TODAY)
    with pytest.raises(OwnMatter):
        actions.end_post(actor=actor, post=post, on=TODAY, reason="卸任")
    assert user.person.posts.count() == 1


def test_load_roles_refuses_a_mixed_role(db):
    roles = [{"code": "mixed", "name": "混", "duty": "security", "home": "admin"}]
    grants = [{"role": "mixed", "permit": "audit.view", "scope": "all"}]
    with pytest.raises(DutiesNotSeparated):
        actions.load_roles(actor=SYSTEM, roles=roles, grants=grants)
    assert not Role.objects.exists()


def test_load_roles_twice_changes_nothing_and_respects_what_was_revoked(admins):
    role = Role.objects.get(code="security_admin")
    actor = actor_for(admins["security"])
    for scope in (None, Scope.ALL, None):
        actions.change_grant(
            actor=actor, role=role, code="identity.sign_in.view", scope=scope, on=clock.today(), reason="调整"
        )
    known = {one.code for one in all_permits()}
    grants = [row for row in national("grants") if row["permit"] in known]
    assert actions.load_roles(actor=SYSTEM, roles=national("roles"), grants=grants) == (0, 0)
    assert not check(actor_for(admins["security"]), "identity.sign_in.view")


PERIODS = [
    (LONG_AGO, None, True),
    (TODAY, None, True),
    (TODAY + timedelta(days=400), None, True),
    (date(2026, 1, 1), date(2026, 2, 1), True),
    (date(2025, 1, 1), date(2026, 1, 1), False),
    (date(2026, 12, 31), None, False),
    (date(2027, 1, 1), date(2028, 1, 1), False),
]


@pytest.mark.parametrize(("valid_from", "valid_to", "open_ended"), PERIODS)
@pytest.mark.parametrize("role", ["security_admin", "audit_admin", "planning_office"])
def test_nobody_is_two_of_them_at_any_time(admins, valid_from, valid_to, open_ended, role):
    """The held post lasts through 2026; the new one overlaps it or does not."""
    user = an_account("new")
    held_to = None if open_ended and valid_from > date(2027, 1, 1) else date(2026, 12, 31)
    a_post(user, Role.objects.get(code="system_admin"), valid_from=date(2026, 1, 1), valid_to=held_to)
    values = {"person": user.person, "body": a_body(), "role": Role.objects.get(code=role), "valid_from": valid_from}
    actor = actor_for(admins["security"])
    if open_ended:
        with pytest.raises(DutiesNotSeparated):
            actions.appoint(actor=actor, **values, valid_to=valid_to)
    else:
        actions.appoint(actor=actor, **values, valid_to=valid_to)


def test_the_same_post_twice_is_one_post(admins, somebody):
    actor = actor_for(admins["security"])
    values = {"person": somebody.person, "body": a_body("b4"), "role": a_role("clerk"), "valid_from": TODAY}
    assert actions.appoint(actor=actor, **values) == actions.appoint(actor=actor, **values)
    with pytest.raises(PostTaken):
        actions.appoint(actor=actor, **{**values, "valid_from": TODAY + timedelta(days=3)})


def test_unsound_periods_are_refused(admins, somebody):
    actor = actor_for(admins["security"])
    values = {"person": somebody.person, "body": a_body("b4"), "role": a_role("clerk"), "valid_from": TODAY}
    with pytest.raises(PeriodUnsound):
        actions.appoint(actor=actor, **values, valid_to=TODAY)
    with pytest.raises(PeriodUnsound):
        actions.end_post(actor=actor, post=somebody.person.posts.get(), on=date(2000, 1, 1), reason="错")


def test_a_security_administrator_of_one_region_appoints_there_only(db):
    haixi, xining = a_region("632800", "海西州"), a_region("630100", "西宁市")
    near, far = a_body("near", "海西局", haixi), a_body("far", "西宁局", xining)
    user, somebody = an_account("sec"), an_account("new")
    role = a_role("regional", "identity.post.manage", duty="security", scope=Scope.REGION)
    actor = actor_in(a_post(user, role, near), user=user)
    actions.appoint(actor=actor, person=somebody.person, body=near, role=a_role("clerk"), valid_from=TODAY)
    with pytest.raises(PermitRefused):
        actions.appoint(actor=actor, person=somebody.person, body=far, role=a_role("clerk"), valid_from=TODAY)


def test_a_regional_administrator_sees_and_opens_only_what_is_theirs(client, db):
    haixi, xining = a_region("632800", "海西州"), a_region("630100", "西宁市")
    user, other = an_account("sec"), an_account("far", name="远方人")
    role = a_role("regional", "identity.post.manage", duty="security", scope=Scope.REGION)
    a_post(user, role, a_body("near", "海西局", haixi))
    post = a_post(other, a_role("clerk"), a_body("far", "西宁局", xining))
    signed_in(client, user)
    assert "远方人" not in client.get("/identity/posts/").content.decode()
    assert client.get(f"/identity/posts/{post.pk}/").status_code == 404
    assert client.post(f"/identity/posts/{post.pk}/end/", {"on": "2026-07-01", "reason": "x"}).status_code == 404


def test_grants_change_by_day_and_the_past_stays(admins):
    actor, role = actor_for(admins["security"]), a_role("clerk")
    business = next(one.code for one in all_permits() if not one.duty)
    actions.change_grant(actor=actor, role=role, code=business, scope=Scope.BODY, on=date(2026, 7, 1), reason="初授")
    actions.change_grant(actor=actor, role=role, code=business, scope=Scope.ALL, on=date(2026, 8, 1), reason="扩大")
    actions.change_grant(actor=actor, role=role, code=business, scope=None, on=date(2026, 9, 1), reason="收回")
    user = an_account("clerk1")
    post = a_post(user, role)
    for day, scope in [((6, 30), None), ((7, 1), Scope.BODY), ((8, 1), Scope.ALL), ((9, 1), None)]:
        with clock.fixed(date(2026, *day)):
            assert actor_in(post).grants.get(business) == scope
    assert Grant.objects.filter(role=role).count() == 2
    with pytest.raises(PeriodUnsound):
        actions.change_grant(
            actor=actor, role=role, code=business, scope=Scope.ALL, on=date(2026, 8, 15), reason="倒签"
        )
    with pytest.raises(AlreadySo):
        actions.change_grant(actor=actor, role=role, code=business, scope=None, on=date(2026, 10, 1), reason="再收")


def test_a_post_that_has_ended_permits_nothing_at_once(admins):
    user = admins["system"]
    post = Post.objects.get(person=user.person)
    actions.end_post(actor=actor_for(admins["security"]), post=post, on=clock.today(), reason="调离")
    assert not actor_for(user).grants and actor_for(user).post_id is None


def test_a_disabled_account_permits_nothing(admins):
    user = admins["system"]
    user.is_active = False
    assert not actor_for(user).grants
