"""Taking an item and handing it over."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor, check, require

from ..access import deputised
from ..events import WorkItemPassed
from ..models import WorkItem, WorkItemPassage
from ..queries import colleagues, living_body, people_of
from ..refusals import ItemClosed, NothingChanges, NotOfThatBody, ReasonMissing
from ..terms import PassageReason


@transaction.atomic
def take(*, actor: Actor, item: WorkItem) -> WorkItem:
    """Take an item of one's body or of whom one acts for 「认领」, also from a colleague; taking one's own again changes nothing."""
    item = locked_open_item(item)
    require(actor, "tasks.handle", body_id=item.body_id, subject_id=item.holder_id)
    person = Person.objects.filter(subject=actor.subject_id).first()
    if person is None or not people_of(item).filter(pk=person.pk).exists():
        raise NotOfThatBody(f"“{item.title}”由{item.holder_name}办理，只有该单位的人员可以认领")
    if item.owner_id == person.pk:
        return item
    pass_on(actor, item, PassageReason.TAKEN, item.body, person)
    return item


@transaction.atomic
def take_many(*, actor: Actor, items: Iterable[WorkItem]) -> int:
    """Take several items, in the order of their numbers; returns how many changed hands. All or none."""
    ids = sorted({item.pk for item in items})
    locked = list(WorkItem.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    owners = {item.pk: item.owner_id for item in locked}
    return sum(take(actor=actor, item=item).owner_id != owners[item.pk] for item in locked)


@transaction.atomic
def hand_over(
    *, actor: Actor, item: WorkItem, to: Person | None = None, to_body: Body | None = None, reason: str = ""
) -> WorkItem:
    """Hand an item over 「移交」 to a colleague, or with a reason to another body (and, if named, a person there).

    What an applicant or expert holds passes among those who act for them, never to a body.
    """
    item = locked_open_item(item)
    if item.body is None:
        return _hand_over_outside(actor, item, to, to_body, reason)
    body = living_body(to_body) if to_body else item.body
    reason = reason.strip()
    if body.pk != item.body_id:
        require_for(actor, "tasks.transfer", item)
        if not reason:
            raise ReasonMissing("移交给其他单位须写明理由")
    elif not _deputises(actor, item):
        require_for(actor, "tasks.handle", item)
    if to is not None and not colleagues(body).filter(pk=to.pk).exists():
        raise NotOfThatBody(f"{to.name}不在{body.name}任职，不能接办")
    if body.pk == item.body_id and (to is None or to.pk == item.owner_id):
        raise NothingChanges("请选择另一位承办人或另一个单位")
    pass_on(actor, item, PassageReason.HANDED_OVER, body, to, reason)
    return item


def _hand_over_outside(actor: Actor, item: WorkItem, to: Person | None, to_body: Body | None, reason: str) -> WorkItem:
    require(actor, "tasks.handle", subject_id=item.holder_id)
    if to_body is not None:
        raise NotOfThatBody(f"“{item.title}”由{item.holder_name}办理，不能移交给单位")
    if to is None or to.pk == item.owner_id:
        raise NothingChanges("请选择另一位经办人")
    if not people_of(item).filter(pk=to.pk).exists():
        raise NotOfThatBody(f"{to.name}没有{item.holder_name}的经办授权，不能接办")
    pass_on(actor, item, PassageReason.HANDED_OVER, None, to, reason.strip())
    return item


def require_for(actor: Actor, code: str, item: WorkItem) -> None:
    """Raise unless the actor may do that with this item: by its body, its region or its holder."""
    region = item.lead_region or None
    require(actor, code, body_id=item.body_id, region_code=region, subject_id=item.holder_id)


def locked_open_item(item: WorkItem) -> WorkItem:
    """The row, locked; raises when it is closed."""
    found = WorkItem.objects.select_for_update(of=("self",)).select_related("body__region", "holder").get(pk=item.pk)
    if not found.is_open:
        raise ItemClosed(f"“{found.title}”已于 {found.closed_on} {found.outcome_label}，请刷新查看")
    return found


def pass_on(
    actor: Actor, item: WorkItem, cause: PassageReason, body: Body | None, owner: Person | None, reason: str = ""
) -> None:
    """Give a locked item to its next holder: row, passage, audit and, between bodies, event."""
    before, now = item.body, clock.now()
    old_owner = item.owner
    WorkItemPassage.objects.create(
        item=item, cause=cause.value, from_body=before, to_body=body, from_owner=old_owner, to_owner=owner,
        at=now, by=actor.name, reason=reason[:500],
    )  # fmt: skip
    if item.is_held_by(actor):
        item.last_act_at = now
    if before and body and item.lead_region == before.region.code:
        item.lead_region = body.region.code
    item.body, item.owner = body, owner
    item.save(update_fields=["body", "owner", "lead_region", "last_act_at"])
    changes: dict[str, Any] = {"owner": (old_owner, owner)}
    if before and body and before.pk != body.pk:
        changes["body"] = (before.name, body.name)
    record(actor, f"tasks.{_VERBS[cause]}", item, changes=changes, reason=reason)
    if before and body and before.pk != body.pk:
        passed = WorkItemPassed(
            item_id=item.pk, kind=item.kind, from_body_id=before.pk, to_body_id=body.pk, cause=cause.value
        )
        publish(passed)


_VERBS = {
    PassageReason.TAKEN: "take",
    PassageReason.HANDED_OVER: "hand_over",
    PassageReason.SUCCEEDED: "move_to_successor",
}


def _deputises(actor: Actor, item: WorkItem) -> bool:
    """Whether the actor deputises for the owner; the deputy needs the permit at some body, not at this one."""
    allowed = check(actor, "tasks.handle", body_id=actor.body_id)
    return bool(allowed) and WorkItem.objects.filter(deputised(actor), pk=item.pk).exists()
