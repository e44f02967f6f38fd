"""Factories."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Mandate, Person, Post, Role, Subject
from qingzhi.base.identity.queries import actor_by
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.base.regions.models import Level, Region

from .actions import open_item
from .kinds import work_kind
from .models import WorkItem

work_kind("tests.report", "填报", verb="填报")
_numbers = count(1)


def make_region(code: str = "990000", name: str = "甲省", **values: Any) -> Region:
    defaults = {"name": name, "short_name": name, "level": Level.PROVINCE, "source": "测试"}
    return Region.objects.get_or_create(code=code, defaults={**defaults, **values})[0]


def make_body(name: str = "甲省科技厅", *, code: str = "", region: Region | None = None, **values: Any) -> Body:
    subject = Subject.objects.create(kind="body", display_name=name)
    defaults = {"short_name": name, "kind": "department", "region": region or make_region()}
    return Body.objects.create(
        subject=subject, code=code or f"body-{next(_numbers)}", name=name, **{**defaults, **values}
    )


def make_person(
    name: str = "张某某（示例）", body: Body | None = None, role: str = "member_contact", **values: Any
) -> Person:
    """A person, in post at the body if one is given."""
    subject = Subject.objects.create(kind="person", display_name=name)
    person = Person.objects.create(subject=subject, name=name, fictional=True, **values)
    if body is not None:
        post_of(person, body, role)
    return person


def post_of(person: Person, body: Body, role: str = "member_contact") -> Post:
    found = Role.objects.get_or_create(code=role, defaults={"name": role})[0]
    return Post.objects.create(person=person, body=body, role=found, valid_from=date(2000, 1, 1))


def make_actor(person: Person, body: Body, scope: Scope | str = Scope.BODY, *, permits: tuple[str, ...] = ()) -> Actor:
    """The actor that a person is for a body, with all permits of tasks (or the named ones) at one scope."""
    codes = permits or ("tasks.view", "tasks.handle", "tasks.transfer", "tasks.due.change", "tasks.board.view")
    return Actor(
        kind="person",
        name=person.name,
        subject_id=person.subject_id,
        role_title="联络员",
        body_id=body.pk,
        body_name=body.name,
        acts_for=body.subject_id,
        region_code=body.region.code,
        grants=dict.fromkeys(codes, Scope(scope)),
    )


def make_holder(name: str = "甲县某某种业有限公司（示例）") -> Subject:
    """An enterprise outside of the offices, that people act for by mandate."""
    return Subject.objects.create(kind="party", display_name=name)


def make_mandated(person: Person, holder: Subject, role: str = "applicant") -> Actor:
    """The actor that a person is by a mandate of a holder, since long ago."""
    found = Role.objects.get_or_create(code=role, defaults={"name": "申请人", "by_mandate": True})[0]
    mandate = Mandate.objects.create(
        person=person, subject=holder, role=found, basis="授权委托书", valid_from=date(2000, 1, 1)
    )
    actor = actor_by(mandate)
    return replace(actor, grants=dict.fromkeys(("tasks.view", "tasks.handle"), Scope.BODY))


def make_item(
    body: Body | None = None, title: str = "报送进展", *, due_on: date | None = None, **values: Any
) -> WorkItem:
    """An open item about a fresh subject (a region row stands for any record)."""
    number = next(_numbers)
    subject = values.pop("subject", None) or make_region(f"9{number:05d}", f"对象{number}")
    given = {"kind": "tests.report", "url": "/", "actor": SYSTEM, **values}
    return open_item(title=title, body=body, subject=subject, due_on=due_on, **given)


def make_items_in_bulk(bodies: list[Body], per_body: int, *, today: date | None = None) -> int:
    """Many open items for measurements, some overdue, without audit or events."""
    today = today or clock.today()
    now = clock.now()
    rows = [
        WorkItem(
            kind="tests.report",
            title=f"第 {number} 项重点任务的进展填报",
            url=f"/tasks/{number}/",
            body=body,
            subject_kind="tests.subject",
            subject_id=f"{body.pk}-{number}",
            lead_region=body.region.code,
            opened_at=now,
            due_on=date.fromordinal(today.toordinal() + (number * 7) % 90 - 30),
        )
        for body in bodies
        for number in range(per_body)
    ]
    WorkItem.objects.bulk_create(rows, batch_size=500)
    return len(rows)
