"""Mandates: granting, ending, switching, and how far they reach."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.refusals import ReasonMissing
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.access import within_grant
from qingzhi.base.identity.actions import appoint, change_grant, disable_account, end_mandate, grant_mandate, load_roles
from qingzhi.base.identity.models import Body, Mandate, Person, Role
from qingzhi.base.identity.queries import actor_for, idle_accounts, people_acting_for
from qingzhi.base.identity.refusals import (
    AlreadySo,
    DutiesNotSeparated,
    OwnMatter,
    PeriodUnsound,
    PostTaken,
    RoleUnfit,
)
from qingzhi.base.identity.testing import (
    a_body,
    a_mandate,
    a_party_subject,
    a_post,
    a_role,
    an_account,
    an_actor,
    an_applicant,
    an_expert,
    signed_in,
)
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope, check, declare

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
declare("identity.test.file", "提交测试申请")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def guard():
    return an_actor("guard", "identity.mandate.manage", "identity.post.manage", duty="security")


@pytest.fixture
def applicant_role():
    role = a_role("applicant", "identity.test.file", scope=Scope.BODY, home="applicant")
    Role.objects.filter(pk=role.pk).update(by_mandate=True)
    return Role.objects.get(pk=role.pk)


def test_granting_is_told_once(guard, applicant_role):
    user, firm = an_account("li", "李某"), a_party_subject()
    values = {"person": user.person, "subject": firm, "role": applicant_role, "basis": "授权委托书"}
    mandate = grant_mandate(actor=guard, **values)
    assert grant_mandate(actor=guard, **values) == mandate
    assert (mandate.valid_from, mandate.valid_to) == (TODAY, None)
    (entry,) = AuditEntry.objects.filter(action="identity.grant_mandate")
    assert entry.changes["subject"] == ["", firm.display_name] and entry.reason == "授权委托书"
    (row,) = EventRow.objects.filter(name="identity.mandate_granted")
    assert row.payload["subject_id"] == firm.pk
    assert list(people_acting_for(firm.pk)) == [user.person]
    assert user not in idle_accounts()
    with pytest.raises(PostTaken):
        grant_mandate(actor=guard, **values, valid_from=TODAY + timedelta(days=9))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"valid_to": TODAY}, PeriodUnsound),
        ({"basis": " "}, ReasonMissing),
        ({"role": "planning"}, RoleUnfit),
        ({"person": "guard"}, OwnMatter),
        ({"person": "administrator"}, DutiesNotSeparated),
    ],
)
def test_what_is_not_granted(guard, applicant_role, values, refusal):
    given = {"person": an_account("li").person, "subject": a_party_subject(), "role": applicant_role, "basis": "委托书"}
    administrator = an_account("sun")
    a_post(administrator, a_role("system_admin", duty="system"))
    people = {"guard": an_account_person(guard), "administrator": administrator.person}
    values = {name: people.get(value, value) if name == "person" else value for name, value in values.items()}
    values = {name: a_role("planning") if name == "role" else value for name, value in values.items()}
    with pytest.raises(refusal):
        grant_mandate(actor=guard, **{**given, **values})
    assert not Mandate.objects.exists()


def an_account_person(actor):
    return Person.objects.get(subject=actor.subject_id)


def test_nobody_without_the_permit_grants(applicant_role):
    clerk = an_actor("clerk", "identity.post.manage", duty="security")
    with pytest.raises(PermitRefused):
        grant_mandate(
            actor=clerk, person=an_account("li").person, subject=a_party_subject(), role=applicant_role, basis="委托书"
        )


def test_ending_it_closes_the_door_on_that_day(guard, applicant_role):
    user, firm = an_account("li"), a_party_subject()
    mandate = a_mandate(user, applicant_role, firm)
    with pytest.raises(PeriodUnsound):
        end_mandate(actor=guard, mandate=mandate, on=date(2009, 1, 1), reason="离职")
    end_mandate(actor=guard, mandate=mandate, on=TODAY + timedelta(days=1), reason="离职")
    assert actor_for(user).acts_for == firm.pk
    with clock.fixed(TODAY + timedelta(days=1)):
        gone = actor_for(user)
        assert (gone.acts_for, gone.mandate_id, dict(gone.grants)) == (None, None, {})
        assert list(people_acting_for(firm.pk)) == []
    with pytest.raises(AlreadySo):
        end_mandate(actor=guard, mandate=mandate, on=TODAY + timedelta(days=5), reason="离职")
    assert AuditEntry.objects.filter(action="identity.end_mandate").count() == 1
    assert EventRow.objects.filter(name="identity.mandate_ended").count() == 1


def test_roles_of_mandates_and_of_posts_do_not_mix(guard, applicant_role):
    user = an_account("li")
    with pytest.raises(RoleUnfit):
        appoint(actor=guard, person=user.person, body=a_body(), role=applicant_role, valid_from=TODAY)
    a_mandate(user, applicant_role, a_party_subject())
    with pytest.raises(DutiesNotSeparated):
        appoint(actor=guard, person=user.person, body=a_body(), role=a_role("sys", duty="system"), valid_from=TODAY)
    assert appoint(actor=guard, person=user.person, body=a_body(), role=a_role("clerk"), valid_from=TODAY)


def test_such_a_role_is_granted_nothing_beyond_its_subject(applicant_role):
    granter = an_actor("granter", "identity.grant.manage", duty="security")
    for scope in (Scope.REGION, Scope.ALL):
        with pytest.raises(DutiesNotSeparated):
            change_grant(
                actor=granter, role=applicant_role, code="identity.test.file", scope=scope, on=TODAY, reason="试"
            )
    row = {"code": "expert2", "name": "专家", "duty": "", "home": "", "by_mandate": "1"}
    with pytest.raises(DutiesNotSeparated):
        load_roles(
            actor=SYSTEM, roles=[row], grants=[{"role": "expert2", "permit": "identity.test.file", "scope": "all"}]
        )


CASES = [
    ({}, True),
    ({"subject_id": "own"}, True),
    ({"subject_id": "own", "body_id": 7, "region_code": "630000"}, True),
    ({"subject_id": "other"}, False),
    ({"subject_id": "other", "body_id": None, "region_code": None}, False),
    ({"body_id": 7}, False),
    ({"region_code": "630000"}, False),
    ({"region_code": ""}, False),
    ({"body_id": 7, "region_code": "630000"}, False),
]


@pytest.mark.parametrize(("row", "allowed"), CASES)
def test_a_mandate_reaches_its_subject_alone(row, allowed):
    firm = a_party_subject()
    actor = an_applicant("li", "identity.test.file", subject=firm)
    asked = {name: {"own": firm.pk, "other": firm.pk + 1}.get(value, value) for name, value in row.items()}
    answer = check(actor, "identity.test.file", **asked)
    assert bool(answer) is allowed
    assert allowed or "其他主体" in answer.reason


def test_a_mandate_reads_no_rows_by_body():
    actor = an_applicant("li", "identity.test.file")
    a_body()
    assert (
        list(within_grant(actor, "identity.test.file", Body.objects.all(), body="parent", region="region__code")) == []
    )


def test_an_expert_acts_for_himself_and_an_official_for_the_body():
    expert = an_expert("bo", "identity.test.file")
    assert expert.acts_for == expert.subject_id and expert.body_id is None
    body = a_body()
    clerk = an_actor("clerk", "identity.test.file", scope=Scope.BODY, body=body)
    assert (clerk.acts_for, clerk.is_mandated) == (body.subject_id, False)
    assert check(clerk, "identity.test.file", subject_id=body.subject_id)
    assert not check(clerk, "identity.test.file", subject_id=expert.subject_id)


def test_switching_between_post_and_mandates(client, applicant_role, django_assert_max_num_queries):
    user, firm, other = an_account("li"), a_party_subject(), a_party_subject("乙公司")
    post, first = a_post(user, a_role("clerk")), a_mandate(user, applicant_role, firm)
    second = a_mandate(user, applicant_role, other)
    foreign = a_mandate(an_account("wang"), applicant_role, firm)
    page, switch = reverse("identity:my_posts"), reverse("identity:switch_post")
    signed_in(client, user)
    assert client.get(page).wsgi_request.actor.post_id == post.pk
    client.post(switch, {"post": f"m{second.pk}"})
    shown = client.get(page)
    assert shown.wsgi_request.actor.acts_for == other.pk
    assert "乙公司" in shown.content.decode() and shown.wsgi_request.actor.body_id is None
    client.post(switch, {"post": f"m{first.pk}"})
    assert client.get(page).wsgi_request.actor.acts_for == firm.pk
    for wrong in (f"m{foreign.pk}", "m0", "0", "x", ""):
        assert client.post(switch, {"post": wrong}).status_code == 404, wrong
    client.post(switch, {"post": str(post.pk)})
    with django_assert_max_num_queries(12):
        assert client.get(page).wsgi_request.actor.post_id == post.pk
    labels = AuditEntry.objects.filter(action="identity.switch_mandate").values_list("object_label", flat=True)
    assert len(labels) == 2


def test_a_chosen_mandate_that_ended_gives_way(client, guard, applicant_role):
    user, firm = an_account("li"), a_party_subject()
    post, mandate = a_post(user, a_role("clerk")), a_mandate(user, applicant_role, firm)
    signed_in(client, user)
    client.post(reverse("identity:switch_post"), {"post": f"m{mandate.pk}"})
    end_mandate(actor=guard, mandate=mandate, on=TODAY, reason="离职")
    assert client.get(reverse("identity:my_posts")).wsgi_request.actor.post_id == post.pk


def test_who_has_mandates_only_acts_by_the_first(client, applicant_role):
    user, firm = an_account("li"), a_party_subject()
    a_mandate(user, applicant_role, firm)
    assert signed_in(client, user).get(reverse("identity:my_posts")).wsgi_request.actor.acts_for == firm.pk
    disable_account(actor=an_actor("sun", "identity.account.manage", duty="system"), user=user, reason="停用")
    user.refresh_from_db()
    assert actor_for(user).acts_for is None
