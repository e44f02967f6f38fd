"""Factories: regions, bodies, roles, accounts, posts, actors, signed-in browsers."""

from datetime import date

from django.test import Client
from django_otp.oath import TOTP

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope
from qingzhi.base.regions.models import Region

from .actions.applications import new_receipt
from .models import AccountApplication, Body, Grant, Mandate, Person, Post, Role, SecondFactor, Subject, User
from .models.second_factor import DIGITS, STEP, sealed_key
from .queries import actor_by, actor_in

LONG_AGO = date(2010, 1, 1)
PASSWORD = "Correct-horse-7"
BACKEND = "qingzhi.base.identity.backends.PasswordBackend"


def a_region(code: str = "630000", name: str = "青海省", parent: Region | None = None) -> Region:
    """A division; the province, when nothing else is said."""
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    values = {"name": name, "short_name": name[:2], "level": level, "parent": parent, "source": "测试"}
    return Region.objects.get_or_create(code=code, defaults=values)[0]


def a_body(code: str = "office", name: str = "省知识产权局", region: Region | None = None) -> Body:
    """A body of that code."""
    found = Body.objects.filter(code=code).first()
    if found:
        return found
    subject = Subject.objects.create(kind="body", display_name=name)
    return Body.objects.create(
        subject=subject, code=code, name=name, short_name=name[:6], kind="department", region=region or a_region()
    )


def a_role(code: str = "clerk", *permits: str, duty: str = "", scope: Scope = Scope.ALL, home: str = "office") -> Role:
    """A role with these permits."""
    role = Role.objects.get_or_create(code=code, defaults={"name": f"角色{code}", "duty": duty, "home": home})[0]
    for one in permits:
        Grant.objects.get_or_create(role=role, permit=one, defaults={"scope": scope})
    return role


def an_account(username: str = "zhang", name: str = "张三", password: str = PASSWORD, **values: object) -> User:
    """An account with a password that need not be changed."""
    subject = Subject.objects.create(kind="person", display_name=name)
    person = Person.objects.create(subject=subject, name=name)
    values = {"password_changed_at": clock.now(), "created_at": clock.now(), **values}
    user = User(username=username, person=person, **values)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    return user


def a_post(user: User, role: Role | None = None, body: Body | None = None, **values: object) -> Post:
    """A post of the account's person, since long ago."""
    values = {"valid_from": LONG_AGO, **values}
    return Post.objects.create(person=user.person, role=role or a_role(), body=body or a_body(), **values)


def an_actor(username: str, *permits: str, duty: str = "", scope: Scope = Scope.ALL, body: Body | None = None) -> Actor:
    """Somebody of that account name with a post that holds these permits."""
    user = an_account(username, name=username)
    return actor_in(a_post(user, a_role(f"role-{username}", *permits, duty=duty, scope=scope), body), user=user)


def a_party_subject(name: str = "青海某某科技有限公司（示例）") -> Subject:
    """The anchor of an enterprise, without a row in any register of parties."""
    return Subject.objects.create(kind="party", display_name=name)


def a_mandate(user: User, role: Role | None = None, subject: Subject | None = None, **values: object) -> Mandate:
    """A mandate of the account's person for a subject (the person's own, if none is given), since long ago."""
    role = role or a_role("applicant", home="applicant")
    Role.objects.filter(pk=role.pk).update(by_mandate=True)
    values = {"valid_from": LONG_AGO, "basis": "授权委托书（测试）", **values}
    return Mandate.objects.create(person=user.person, role=role, subject=subject or user.person.subject, **values)


def an_applicant(username: str, *permits: str, subject: Subject | None = None) -> Actor:
    """Somebody of that account name who acts by mandate for a subject (a fresh enterprise, if none is given)."""
    user = an_account(username, name=username)
    role = a_role(f"applicant-{username}", *permits, scope=Scope.BODY, home="applicant")
    return actor_by(a_mandate(user, role, subject or a_party_subject()), user=user)


def an_expert(username: str, *permits: str) -> Actor:
    """An expert of that account name, who acts by mandate for himself."""
    user = an_account(username, name=username)
    role = a_role(f"expert-{username}", *permits, scope=Scope.BODY, home="expert")
    return actor_by(a_mandate(user, role), user=user)


def an_application(contact: str = "李某某", **values: object) -> AccountApplication:
    """An enterprise's application for an account that waits for a decision."""
    given = {
        "receipt": new_receipt(), "credit_code": "91630000MA00000011", "name": "青海某某种业有限公司（示例）",
        "phone": "0971-1234567", "reason": "申报资助", "submitted_at": clock.now(), "received_at": clock.real_now(),
    }  # fmt: skip
    return AccountApplication.objects.create(contact=contact, **{**given, **values})


def signed_in(client: Client, user: User) -> Client:
    """The browser of somebody who has signed in."""
    client.force_login(user, backend=BACKEND)
    return client


def a_second_factor(user: User) -> SecondFactor:
    """A confirmed device of the account."""
    return SecondFactor.objects.create(user=user, name="动态口令", confirmed=True, key=sealed_key())


def code_of(device: SecondFactor, steps: int = 0) -> str:
    """The device's code now, or so many half minutes later."""
    totp = TOTP(device.secret, STEP, 0, DIGITS)
    totp.time = clock.real_now().timestamp() + steps * STEP
    return f"{totp.token():06d}"
