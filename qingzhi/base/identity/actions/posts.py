"""Appointing people to posts and ending posts."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Body, Mandate, Person, Post, Role
from ..queries import overlapping
from ..refusals import AlreadySo, DutiesNotSeparated, OwnMatter, PeriodUnsound, PostTaken, RoleUnfit


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
    """Give a person a post. Nobody may hold the duties of two administrators, or one beside business, at any time.

    Asking twice for the same post gives the one that is there.
    """
    require(actor, "identity.post.manage", body_id=body.pk, region_code=body.region.code)
    if actor.subject_id == person.subject_id:
        raise OwnMatter("不能给自己任命岗位，请由另一名安全管理员办理")
    if valid_to and valid_to <= valid_from:
        raise PeriodUnsound("离任日期须晚于任职日期")
    if role.retired_on and (valid_to is None or valid_to > role.retired_on):
        raise PeriodUnsound(f"角色“{role.name}”自 {role.retired_on} 起停用")
    if role.by_mandate:
        raise RoleUnfit(f"角色“{role.name}”只能以经办授权担任，请在“经办授权”中办理")
    Person.objects.select_for_update().get(pk=person.pk)
    if role.duty and Mandate.objects.filter(overlapping(valid_from, valid_to), person=person).exists():
        raise DutiesNotSeparated(f"{person.name}在此期间持有经办授权，不能任“{role.name}”")
    for held in _overlapping(person, valid_from, valid_to):
        if held.role.duty != role.duty:
            raise DutiesNotSeparated(
                f"{person.name}在此期间任“{held.role.name}”，不能兼任“{role.name}”："
                "系统、安全、审计管理员与业务岗位须由不同的人担任"
            )
        if (held.body_id, held.role_id) == (body.pk, role.pk):
            if (held.valid_from, held.valid_to, held.title) == (valid_from, valid_to, title):
                return held
            raise PostTaken(f"{person.name}在此期间已在{body.short_name}任“{role.name}”")
    post = Post.objects.create(
        person=person, body=body, role=role, title=title, valid_from=valid_from, valid_to=valid_to
    )
    changes = {
        "role": ("", role.name),
        "body": ("", body.name),
        "valid_from": (None, valid_from),
        "valid_to": (None, valid_to),
    }
    record(actor, "identity.appoint", post, changes=changes)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, on: date, reason: str) -> None:
    """End a post from that day on."""
    post = Post.objects.select_for_update().select_related("body__region", "person").get(pk=post.pk)
    require(actor, "identity.post.manage", body_id=post.body_id, region_code=post.body.region.code)
    if actor.subject_id == post.person.subject_id:
        raise OwnMatter("不能免去自己的岗位，请由另一名安全管理员办理")
    if on < post.valid_from:
        raise PeriodUnsound(f"离任日期不能早于任职日期 {post.valid_from}")
    if post.valid_to and post.valid_to <= on:
        raise AlreadySo(f"这个岗位已于 {post.valid_to} 离任")
    record(actor, "identity.end_post", post, changes={"valid_to": (post.valid_to, on)}, reason=reason)
    post.valid_to = on
    post.save(update_fields=["valid_to"])


def _overlapping(person: Person, valid_from: date, valid_to: date | None) -> list[Post]:
    """The posts that share a day with a period (ends exclusive)."""
    return list(Post.objects.filter(overlapping(valid_from, valid_to), person=person).select_related("role"))


@transaction.atomic
def switch_post(*, actor: Actor, post: Post) -> None:
    """Tell the trail that a person acts in another of their posts from now on."""
    record(actor, "identity.switch_post", post, changes={"role": (actor.role_title, post.title or post.role.name)})
