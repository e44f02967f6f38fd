"""Who is who, and for whom somebody acts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope, all_permits

from .models import (
    AccountApplication,
    Body,
    EmergencyGrant,
    Grant,
    Mandate,
    Person,
    Post,
    Role,
    SecondFactor,
    Succession,
    User,
)


def valid(on: date | None = None, *, prefix: str = "") -> Q:
    """A filter for rows with `valid_from` and `valid_to` that hold on a day (today, if none is given)."""
    on = on or clock.today()
    began = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": on})
    lasted = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": on})
    return began & lasted


def overlapping(valid_from: date, valid_to: date | None) -> Q:
    """A filter for rows with validity that share a day with a period (ends exclusive)."""
    lasts = Q(valid_to=None) | (Q(valid_to__gt=valid_from) & Q(valid_to__gt=F("valid_from")))
    return lasts & Q(valid_from__lt=valid_to) if valid_to else lasts


def bodies_holding(permit: str, on: date | None = None) -> QuerySet[Body]:
    """The bodies where somebody is in a post whose role grants a permit on a day (today, if none is given), in their order."""
    on = on or clock.today()
    rows = Body.objects.filter(_in_post(on), valid(on), posts__role__grants__permit=permit)
    return rows.distinct().order_by("position", "code")


def people_holding(permit: str, on: date | None = None, *, body: Body | None = None) -> QuerySet[Person]:
    """Those in a post whose role grants a permit on a day, at one body or anywhere."""
    where = Q(posts__body=body) if body else Q()
    rows = Person.objects.filter(_in_post(on or clock.today()), where, posts__role__grants__permit=permit)
    return rows.select_related("subject").distinct().order_by("pk")


def _in_post(on: date) -> Q:
    """A post and a grant of its role that both hold on a day; what is asked of the same post stands in the same filter."""
    return valid(on, prefix="posts__") & valid(on, prefix="posts__role__grants__")


def posts_of(user: User, on: date | None = None) -> QuerySet[Post]:
    """The posts that the account's person holds on that day."""
    return Post.objects.filter(valid(on), person=user.person_id).select_related("person", "body__region", "role")


def mandates_of(user: User, on: date | None = None) -> QuerySet[Mandate]:
    """The mandates that the account's person holds on that day."""
    return Mandate.objects.filter(valid(on), person=user.person_id).select_related("person", "subject", "role")


def people_acting_for(subject_id: int, on: date | None = None) -> QuerySet[Person]:
    """The persons who hold a mandate of a subject on a day: an enterprise's clerks."""
    held = Mandate.objects.filter(valid(on), subject=subject_id)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "id")


def grants_of(role_id: int, on: date | None = None) -> Mapping[str, Scope]:
    """What a role may do on that day; a grant of a permit that no app declares any more is passed over."""
    known = {permit.code for permit in all_permits()}
    rows = Grant.objects.filter(valid(on), role=role_id).values_list("permit", "scope")
    found: dict[str, Scope] = {}
    for code, scope in rows:
        if code in known:
            found = dict(_widest(found, {code: Scope(scope)}))
    return found


def active_emergencies(user: User) -> QuerySet[EmergencyGrant]:
    """The emergency access that an account has right now."""
    now = clock.real_now()
    return EmergencyGrant.objects.filter(user=user, ended_at=None, started_at__lte=now, ends_at__gt=now)


def running_emergencies() -> QuerySet[EmergencyGrant]:
    """Emergency access that holds right now, whoever took it."""
    now = clock.real_now()
    found = EmergencyGrant.objects.filter(ended_at=None, started_at__lte=now, ends_at__gt=now)
    return found.select_related("user__person", "role")


def emergencies_to_review() -> QuerySet[EmergencyGrant]:
    """Emergency access that is over and not reviewed yet."""
    over = Q(ended_at__isnull=False) | Q(ends_at__lte=clock.real_now())
    return EmergencyGrant.objects.filter(over, reviewed_at=None).select_related("user__person", "role")


def second_factor_gaps() -> int:
    """How many administrators have no second factor."""
    held = Post.objects.filter(valid(), person__account__is_active=True).exclude(role__duty="")
    enrolled = SecondFactor.objects.filter(confirmed=True).values("user_id")
    return held.exclude(person__account__in=enrolled).values("person").distinct().count()


def applications_waiting() -> QuerySet[AccountApplication]:
    """The applications for accounts that wait for a decision."""
    return AccountApplication.objects.filter(state=AccountApplication.State.PENDING)


def account_counts() -> dict[str, int]:
    """Accounts in use, disabled, and in use without a post."""
    counts = User.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)), disabled=Count("pk", filter=Q(is_active=False))
    )
    return {**counts, "idle": idle_accounts().count()}


def idle_accounts() -> QuerySet[User]:
    """Accounts in use whose person holds neither a post nor a mandate today."""
    found = User.objects.filter(is_active=True).exclude(person__posts__in=Post.objects.filter(valid()))
    return found.exclude(person__mandates__in=Mandate.objects.filter(valid()))


def actor_in(post: Post, *, user: User | None = None, address: str = "", borrowed: Role | None = None) -> Actor:
    """The actor that a person is in one post; `borrowed` is a role taken in an emergency, beside a business post."""
    grants = grants_of(post.role_id)
    if borrowed is not None and not post.role.duty and not borrowed.duty:
        grants = _widest(grants, grants_of(borrowed.pk))
    else:
        borrowed = None
    title = post.title or post.role.name
    return Actor(
        kind="person",
        name=post.person.name,
        user_id=user.pk if user else None,
        subject_id=post.person.subject_id,
        post_id=post.pk,
        role=post.role.code,
        role_title=f"{title}（应急借用{borrowed.name}）" if borrowed else title,
        body_id=post.body_id,
        body_name=post.body.name,
        region_code=post.body.region.code,
        address=address,
        acts_for=post.body.subject_id,
        grants=grants,
        is_emergency=borrowed is not None,
    )


def actor_by(mandate: Mandate, *, user: User | None = None, address: str = "") -> Actor:
    """The actor that a person is by a mandate: without a body, for the mandate's subject.

    Whatever a role of mandates was granted, it reaches no further than that subject.
    """
    return Actor(
        kind="person",
        name=mandate.person.name,
        user_id=user.pk if user else None,
        subject_id=mandate.person.subject_id,
        role=mandate.role.code,
        role_title=mandate.role.name,
        body_name=mandate.subject.display_name,
        address=address,
        acts_for=mandate.subject_id,
        mandate_id=mandate.pk,
        grants=dict.fromkeys(grants_of(mandate.role_id), Scope.BODY),
    )


def _widest(one: Mapping[str, Scope], other: Mapping[str, Scope]) -> Mapping[str, Scope]:
    found = dict(one)
    for code, scope in other.items():
        if code not in found or found[code].width < scope.width:
            found[code] = scope
    return found


def actor_for(
    user: User,
    *,
    post_id: int | None = None,
    address: str = "",
    mandate_id: int | None = None,
    posts: Sequence[Post] | None = None,
    mandates: Sequence[Mandate] | None = None,
    emergency: bool = True,
) -> Actor:
    """The actor that an account is now: by the chosen mandate or in the chosen post, else in the first of these.

    With neither it may do nothing, nor may a disabled account. `posts`, `mandates` and `emergency=False` spare questions
    whose answers are known.
    """
    posts = list(posts_of(user)) if posts is None else posts
    if mandates is None:
        mandates = [] if posts and mandate_id is None else list(mandates_of(user))
    if not user.is_active:
        posts, mandates = [], []
    by_mandate = next((one for one in mandates if one.pk == mandate_id), None if posts else next(iter(mandates), None))
    if by_mandate is not None:
        return actor_by(by_mandate, user=user, address=address)
    chosen = next((post for post in posts if post.pk == post_id), posts[0] if posts else None)
    if chosen is None:
        return Actor(
            kind="person", name=user.person.name, user_id=user.pk, subject_id=user.person.subject_id, address=address
        )
    found = active_emergencies(user).select_related("role").first() if emergency else None
    return actor_in(chosen, user=user, address=address, borrowed=found.role if found else None)


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


def successions_of(body: Body) -> list[Succession]:
    """By whom a body was or will be succeeded, in the order of days."""
    return list(body.successions.select_related("predecessor", "successor").order_by("on", "id"))


def inherited_by(body: Body) -> list[Succession]:
    """From whom a body took or will take over, in the order of days."""
    return list(body.inherited.select_related("predecessor", "successor").order_by("on", "id"))


def predecessors_of(bodies: Iterable[int]) -> dict[int, list[Body]]:
    """From whom bodies have taken over, by successor, in one query."""
    rows = Succession.objects.filter(successor__in=list(bodies), carried_out_at__isnull=False)
    found: dict[int, list[Body]] = {}
    for row in rows.select_related("predecessor").order_by("predecessor__position", "predecessor__code"):
        found.setdefault(row.successor_id, []).append(row.predecessor)
    return found
