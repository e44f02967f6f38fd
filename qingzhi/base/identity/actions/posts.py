"""Appointing people to posts and ending posts."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Body, Person, Post, Role
from ..queries import valid
from ..refusals import DutiesNotSeparated


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person: Person,
    body: Body,
    role: Role,
    title: str = "",
    valid_from: date,
    valid_to: date | None = None,
) -> Post:
    """Give a person a post. Nobody may hold the duties of two administrators, or one beside business."""
    require(actor, "identity.post.manage")
    Person.objects.select_for_update().get(pk=person.pk)
    for held in Post.objects.filter(valid(valid_from), person=person).select_related("role"):
        if held.role.duty != role.duty:
            raise DutiesNotSeparated(
                f"{person.name}现任“{held.role.name}”，不能再任“{role.name}”：系统、安全、审计管理员与业务岗位须由不同的人担任"
            )
    post = Post.objects.create(
        person=person, body=body, role=role, title=title, valid_from=valid_from, valid_to=valid_to
    )
    record(actor, "identity.appoint", post, changes={"role": ("", role.name), "body": ("", body.name)})
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, on: date, reason: str) -> None:
    """End a post from that day on."""
    require(actor, "identity.post.manage")
    post = Post.objects.select_for_update().get(pk=post.pk)
    record(actor, "identity.end_post", post, changes={"valid_to": (post.valid_to, on)}, reason=reason)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
