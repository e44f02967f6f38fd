"""Bodies that take over from others: planned for a day, carried out on it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require

from ..events import BodySucceeded
from ..matters import unknown_matters
from ..models import Body, Post, Succession
from ..refusals import PeriodUnsound, SuccessionUnsound

PERMIT = "identity.body.manage"


@transaction.atomic
def plan_succession(
    *, actor: Actor, predecessor: Body, successor: Body, on: date, basis: str, matters: Sequence[str] = ()
) -> Succession:
    """Register that a body takes over from another on a day; nothing moves before it is carried out.

    `matters` are the codes of the tasks that pass; none means everything, which one successor alone can take. Planning the
    same pair again moves the day of a plan; once carried out, it stays as it is.
    """
    require(actor, PERMIT)
    predecessor, successor = _locked(predecessor, successor)
    named = "\n".join(dict.fromkeys(" ".join(matters).split()))
    found = Succession.objects.select_for_update().filter(predecessor=predecessor, successor=successor).first()
    if found is not None and found.is_carried_out:
        return found
    _refuse_circle(predecessor, successor)
    _refuse_period(predecessor, successor, on)
    _refuse_second(predecessor, successor, on, named)
    found = found or Succession(predecessor=predecessor, successor=successor)
    changes = changed(found, on=on, basis=basis.strip(), matters=named)
    if changes:
        found.save()
        changes["successor"] = ("", successor.name)
        record(actor, "identity.plan_succession", predecessor, changes=changes, reason=found.basis)
    return found


@transaction.atomic
def carry_out_succession(*, actor: Actor = SYSTEM, succession: Succession) -> Succession:
    """Hand a body's open work to its successor, now that the day has come; what is done keeps the old name.

    Where everything passes, the body ends that day and so do its posts. Twice changes nothing.
    """
    require(actor, PERMIT)
    succession = Succession.objects.select_for_update().get(pk=succession.pk)
    if succession.is_carried_out:
        return succession
    on = succession.on
    if on > clock.today():
        raise PeriodUnsound(f"承继日期 {on} 未到，到期由系统自动办理")
    predecessor, successor = _locked(succession.predecessor, succession.successor)
    succession.carried_out_at = clock.now()
    succession.save(update_fields=["carried_out_at"])
    changes = {"successor": ("", successor.name), "on": (None, on)}
    if not succession.matters:
        changes |= changed(predecessor, valid_to=on)
        predecessor.save(update_fields=["valid_to"])
        _end_posts(actor, predecessor, successor, on)
    record(actor, "identity.succeed_body", predecessor, changes=changes, reason=succession.basis)
    publish(BodySucceeded(predecessor_id=predecessor.pk, successor_id=successor.pk, on=on))
    return succession


def carry_out_successions() -> int:
    """Carry out every succession whose day has come; returns how many. Parts before the whole."""
    due = Succession.objects.filter(carried_out_at=None, on__lte=clock.today()).order_by("on", "-matters", "pk")
    return sum(carry_out_succession(succession=one).is_carried_out for one in due)


@transaction.atomic
def succeed_body(
    *, actor: Actor, predecessor: Body, successor: Body, on: date, basis: str, matters: Sequence[str] = ()
) -> Succession:
    """Register a succession, and carry it out at once where its day has come; a later day is left to the worker.

    Asking twice for the same succession gives the one that is there.
    """
    found = plan_succession(
        actor=actor, predecessor=predecessor, successor=successor, on=on, basis=basis, matters=matters
    )
    return carry_out_succession(actor=actor, succession=found) if found.on <= clock.today() else found


def _locked(*bodies: Body) -> list[Body]:
    """The bodies as they stand, locked in a fixed order."""
    rows = Body.objects.select_for_update().filter(pk__in=[body.pk for body in bodies]).order_by("pk")
    found = {row.pk: row for row in rows}
    return [found[body.pk] for body in bodies]


def _end_posts(actor: Actor, predecessor: Body, successor: Body, on: date) -> None:
    """End the posts at a body that ends; only its administrators go on at the successor, so that somebody can appoint."""
    reason = f"{predecessor.name}的职责由{successor.name}承继"
    lasting = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), body=predecessor)
    for post in lasting.select_for_update(of=("self",)).select_related("role").order_by("pk"):
        until = post.valid_to
        record(
            actor, "identity.end_post", post, changes=changed(post, valid_to=max(on, post.valid_from)), reason=reason
        )
        post.save(update_fields=["valid_to"])
        held = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), person=post.person_id, body=successor)
        if post.role.duty and not held.filter(role=post.role_id).exists():
            kept = Post.objects.create(
                person_id=post.person_id,
                body=successor,
                role_id=post.role_id,
                title=post.title,
                valid_from=max(on, post.valid_from),
                valid_to=until,
            )
            record(actor, "identity.appoint", kept, changes={"body": (predecessor.name, successor.name)}, reason=reason)


def _refuse_period(predecessor: Body, successor: Body, on: date) -> None:
    if predecessor.valid_from and on <= predecessor.valid_from:
        raise PeriodUnsound(f"承继日期须晚于设立日期 {predecessor.valid_from}")
    if successor.valid_from and on < successor.valid_from:
        raise PeriodUnsound(f"{successor.name}于 {successor.valid_from} 设立，承继日期不能更早")
    if successor.valid_to and successor.valid_to <= on:
        raise PeriodUnsound(f"{successor.name}已于 {successor.valid_to} 撤销，不能承继")
    ends = Succession.objects.filter(predecessor=successor, matters="", on__lte=on, carried_out_at=None).first()
    if ends:
        raise PeriodUnsound(f"{successor.name}{ends.told}，不能承继")


def _refuse_second(predecessor: Body, successor: Body, on: date, matters: str) -> None:
    """One successor takes the whole; every other is told what it takes, no later than that."""
    if unknown := unknown_matters(predecessor, matters.split()):
        raise SuccessionUnsound(f"{predecessor.name}没有这些任务：{'、'.join(unknown)}")
    others = Succession.objects.filter(predecessor=predecessor).exclude(successor=successor)
    for other in others.select_related("successor").order_by("pk"):
        if not matters and not other.matters:
            raise SuccessionUnsound(
                f"{predecessor.name}已登记由{other.successor.name}承继；由两个单位承继的，请写明{successor.name}接办的任务编号"
            )
        if twice := set(matters.split()) & set(other.codes):
            raise SuccessionUnsound(f"任务{'、'.join(sorted(twice))}已登记由{other.successor.name}接办")
        if (on > other.on) if matters and not other.matters else (on < other.on and not matters):
            raise PeriodUnsound("接办部分任务的日期不能晚于整体承继的日期")


def _refuse_circle(predecessor: Body, successor: Body) -> None:
    """A body may not come, by however many steps, after itself."""
    pairs = list(Succession.objects.values_list("predecessor_id", "successor_id"))
    reached, waiting = set(), [successor.pk]
    while waiting:
        current = waiting.pop()
        if current == predecessor.pk:
            raise SuccessionUnsound(f"{successor.name}不能承继{predecessor.name}：承继关系会成为循环")
        if current not in reached:
            reached.add(current)
            waiting += [after for before, after in pairs if before == current]
