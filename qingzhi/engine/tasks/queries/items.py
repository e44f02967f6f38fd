"""Whose items, and about what."""

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Person, Subject, Succession
from qingzhi.base.identity.queries import people_acting_for, valid
from qingzhi.base.permits import Actor
from qingzhi.engine.limits.queries import UnknownLimit, limit

from ..access import deputised, held_by, owned_by, untaken_by
from ..models import Delegation, WorkItem, WorkItemPassage
from ..rules.state import WARN_DAYS

COUNTED = 1000  # a badge says no more than 「999+」


def tab_filter(actor: Actor, tab: str) -> Q:
    """The items of one tab of the actor's inbox.

    "mine" (owned by the actor), "body" (of the actor's body, or of whom the actor acts for by mandate), "unowned" (of the body, taken by nobody), "deputy" (of
    persons for whom the actor deputises), "all" (any of these).
    """
    mine, body = owned_by(actor), held_by(actor)
    return {
        "mine": mine,
        "body": body,
        "unowned": untaken_by(actor),
        "deputy": deputised(actor),
        "all": mine | body | deputised(actor),
    }[tab]


def inbox(actor: Actor, tab: str = "all") -> QuerySet[WorkItem]:
    """What the actor can do something about now, soonest first; for the tabs see `tab_filter`."""
    if not actor.is_signed_in:
        return WorkItem.objects.none()
    return WorkItem.objects.filter(tab_filter(actor, tab), closed_at=None).select_related("body", "owner", "holder")


def state_filter(code: str, today: date, warn: int) -> Q:
    """The open items whose light on a day is late, warn, ok or none: what `rules.state` says, for the database."""
    ends_on = date.fromordinal(today.toordinal() + warn)
    return {
        "late": Q(due_on__lt=today),
        "warn": Q(due_on__gte=today, due_on__lte=ends_on),
        "ok": Q(due_on__gt=ends_on),
        "none": Q(due_on=None),
    }[code]


def on_badge(actor: Actor) -> QuerySet[WorkItem]:
    """What the menu's badge counts: open items of one's own, and of the body that nobody has taken, up to `COUNTED`."""
    if not actor.is_signed_in or (actor.body_id is None and actor.acts_for is None):
        return WorkItem.objects.none()
    mine = owned_by(actor) | untaken_by(actor)
    return WorkItem.objects.filter(mine, closed_at=None).order_by()[:COUNTED]


def open_items_of(body: Body) -> QuerySet[WorkItem]:
    """What a body has to do, soonest first."""
    return WorkItem.objects.filter(body=body, closed_at=None).select_related("body", "owner")


def open_items_held_by(holder: Subject) -> QuerySet[WorkItem]:
    """What an applicant or expert has to do, soonest first."""
    return WorkItem.objects.filter(holder=holder, closed_at=None).select_related("holder", "owner")


def open_items_about(subject: models.Model, kind: str | None = None) -> QuerySet[WorkItem]:
    """The open items about one record."""
    found = WorkItem.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk), closed_at=None)
    return found.filter(kind=kind) if kind else found


def passages_of(item: WorkItem) -> QuerySet[WorkItemPassage]:
    """Who held it, in order."""
    return item.passages.select_related("from_body", "to_body", "from_owner", "to_owner")


def colleagues(body: Body, on: date | None = None) -> QuerySet[Person]:
    """The persons who hold a post at a body."""
    return Person.objects.filter(Q(posts__body=body) & valid(on, prefix="posts__")).distinct().order_by("name", "id")


def people_of(item: WorkItem) -> QuerySet[Person]:
    """Who may own an item: those in post at its body, or those with a mandate of its holder."""
    if item.body is not None:
        return colleagues(item.body)
    return people_acting_for(item.holder_id) if item.holder_id else Person.objects.none()


def delegations_of(actor: Actor) -> QuerySet[Delegation]:
    """The delegations that the actor gave or holds and that are not over."""
    involved = Q(person__subject=actor.subject_id) | Q(deputy__subject=actor.subject_id)
    return Delegation.objects.filter(involved, valid_to__gt=clock.today()).select_related("person", "deputy", "body")


def living_body(body: Body, on: date | None = None) -> Body:
    """The body itself or, where one has taken over the whole of it by that day, that one, and so on."""
    on = on or clock.today()
    seen = {body.pk}
    while body.valid_to is not None and body.valid_to <= on:
        whole = Succession.objects.filter(predecessor=body, on__lte=on, matters="", carried_out_at__isnull=False)
        heir = whole.select_related("successor__region").first()
        if heir is None or heir.successor_id in seen:
            return body
        body = heir.successor
        seen.add(body.pk)
    return body


def warn_days(on: date | None = None) -> int:
    """How many calendar days before the due date an item begins to warn: the limit `tasks.warn`, if the office has one."""
    try:
        return limit("tasks.warn", on).value
    except UnknownLimit:
        return WARN_DAYS
