"""Who may see and handle work items."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Person
from qingzhi.base.permits import Actor, Scope, declare, permit, region_prefix

from .models import Delegation, WorkItem

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING  # not an empty Q, which an alternative would swallow

declare("tasks.view", "查看待办")
declare("tasks.handle", "认领和移交待办")
declare("tasks.transfer", "移交待办给其他单位")
declare("tasks.due.change", "调整办理期限")
declare("tasks.board.view", "查看办理情况")


def held_by(actor: Actor) -> Q:
    """A filter: the items of the actor's body, or of the subject for whom the actor acts by mandate."""
    found = NOTHING
    for one in _holding(actor):
        found |= Q(one)
    return found


def untaken_by(actor: Actor) -> Q:
    """A filter: what is held so and taken by nobody. Each holder with its own condition, so that an index leads to each."""
    found = NOTHING
    for name, key in _holding(actor):
        found |= Q((name, key), owner=None)
    return found


def _holding(actor: Actor) -> list[tuple[str, int]]:
    asked = (("body", actor.body_id), ("holder", actor.acts_for))
    return [(name, key) for name, key in asked if key is not None]


def owned_by(actor: Actor) -> Q:
    """A filter: the items that the actor personally has taken, as far as these are of whom the actor now acts for.

    Who works in a post keeps what was taken elsewhere; by mandate only the mandate's own items are reached.
    """
    mine = Q(owner__in=Person.objects.filter(subject=actor.subject_id))
    if actor.is_mandated:
        return mine & held_by(actor)
    return mine & (Q(holder=None) | held_by(actor))


def in_scope(actor: Actor, code: str) -> Q:
    """A filter on work items: those that the actor's grant of this permit reaches."""
    asked = permit(code).code
    if actor.is_system:
        return EVERYTHING
    scope = actor.grants.get(asked)
    if scope is None:
        return NOTHING
    if scope is Scope.ALL:
        return EVERYTHING
    own = held_by(actor)
    if scope is Scope.REGION and actor.region_code:
        return own | Q(lead_region__startswith=region_prefix(actor.region_code))
    return own


def deputised(actor: Actor) -> Q:
    """A filter: items of persons who have made the actor their deputy today, at the body of the delegation."""
    today = clock.today()
    held = Delegation.objects.filter(deputy__subject=actor.subject_id, valid_from__lte=today, valid_to__gt=today)
    same = held.filter(person=OuterRef("owner"), body=OuterRef("body"))
    return Q(owner__in=held.values("person")) & Q(Exists(same))  # the few persons first: an index leads to their items


def visible_items(actor: Actor) -> QuerySet[WorkItem]:
    """The work items that the actor may see: by grant, one's own, and those held as a deputy."""
    if actor.is_system:
        return WorkItem.objects.all()
    if not actor.is_signed_in:
        return WorkItem.objects.none()
    return WorkItem.objects.filter(
        in_scope(actor, "tasks.view") | held_by_mandate(actor) | owned_by(actor) | deputised(actor)
    )


def held_by_mandate(actor: Actor) -> Q:
    """A filter: what an applicant or expert has to do needs no further permit to be seen."""
    return Q(holder=actor.acts_for) if actor.is_mandated else NOTHING


def board_items(actor: Actor) -> QuerySet[WorkItem]:
    """The work items that count on the actor's board of inaction."""
    if not (actor.is_system or actor.is_signed_in):
        return WorkItem.objects.none()
    return WorkItem.objects.filter(in_scope(actor, "tasks.board.view"))
