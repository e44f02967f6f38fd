"""Who is who, and for whom somebody acts."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope, all_permits

from .models import Body, Grant, Post, User


def valid(on: date | None = None, *, prefix: str = "") -> Q:
    """A filter for rows with `valid_from` and `valid_to` that hold on a day (today, if none is given)."""
    on = on or clock.today()
    began = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": on})
    lasted = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": on})
    return began & lasted


def posts_of(user: User, on: date | None = None) -> QuerySet[Post]:
    """The posts that the account's person holds on that day."""
    return Post.objects.filter(valid(on), person=user.person_id).select_related("person", "body__region", "role")


def grants_of(role_id: int, on: date | None = None) -> Mapping[str, Scope]:
    """What a role may do on that day; a grant of a permit that no app declares any more is passed over."""
    known = {permit.code for permit in all_permits()}
    rows = Grant.objects.filter(valid(on), role=role_id).values_list("permit", "scope")
    return {code: Scope(scope) for code, scope in rows if code in known}


def actor_in(post: Post, *, user: User | None = None, address: str = "") -> Actor:
    """The actor that a person is in one post."""
    return Actor(
        kind="person",
        name=post.person.name,
        user_id=user.pk if user else None,
        subject_id=post.person.subject_id,
        post_id=post.pk,
        role=post.role.code,
        role_title=post.title or post.role.name,
        body_id=post.body_id,
        body_name=post.body.name,
        region_code=post.body.region.code,
        address=address,
        grants=grants_of(post.role_id),
    )


def actor_for(user: User, *, post_id: int | None = None, address: str = "") -> Actor:
    """The actor that an account is now, in the chosen post or else the first; without a post it may do nothing."""
    posts = list(posts_of(user))
    chosen = next((post for post in posts if post.pk == post_id), posts[0] if posts else None)
    if chosen is None:
        return Actor(
            kind="person", name=user.person.name, user_id=user.pk, subject_id=user.person.subject_id, address=address
        )
    return actor_in(chosen, user=user, address=address)


def bodies_on(on: date | None = None) -> QuerySet[Body]:
    """The bodies that exist on a day."""
    return Body.objects.filter(valid(on)).select_related("region")


def body_named(name: str, on: date | None = None) -> Body | None:
    """The body that bears or bore this name or short name; None when nobody or several did."""
    name = name.strip()
    found = list(Body.objects.filter(Q(name=name) | Q(short_name=name) | Q(former_names__name=name)).distinct()[:3])
    if len(found) > 1:
        found = [body for body in found if body.valid_to is None or body.valid_to > (on or clock.today())]
    return found[0] if len(found) == 1 else None


def successors_of(body: Body) -> list[Body]:
    """The bodies that took over, oldest first."""
    return [row.successor for row in body.successions.select_related("successor").order_by("on", "id")]
