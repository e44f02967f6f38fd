"""Leaving one's items to a deputy for a time."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor, PermitRefused, require

from ..models import Delegation
from ..queries import colleagues
from ..refusals import DelegationInvalid, ReasonMissing


@transaction.atomic
def delegate(
    *, actor: Actor, deputy: Person, valid_from: date, valid_to: date, reason: str, person: Person | None = None
) -> Delegation:
    """Let a colleague see and do one's items from a day on, until before `valid_to` 「委托代办」.

    Naming another `person` needs the permit to transfer items of the body.
    """
    body = Body.objects.filter(pk=actor.body_id).first()  # type: ignore[misc]  # None finds none
    require(actor, "tasks.handle", body_id=actor.body_id)
    giver = person or Person.objects.get(subject=actor.subject_id)
    if giver.subject_id != actor.subject_id:
        require(actor, "tasks.transfer", body_id=actor.body_id)
    _check(giver, deputy, body, valid_from, valid_to)
    if not reason.strip():
        raise ReasonMissing("委托代办须写明事由")
    delegation, created = Delegation.objects.get_or_create(
        person=giver,
        deputy=deputy,
        body=body,
        valid_from=valid_from,
        valid_to=valid_to,
        defaults={"reason": reason.strip()[:200]},
    )
    if created:
        changes = {"deputy": ("", deputy.name), "valid_from": (None, valid_from), "valid_to": (None, valid_to)}
        record(actor, "tasks.delegate", delegation, changes=changes, reason=reason.strip())
    return delegation


@transaction.atomic
def end_delegation(*, actor: Actor, delegation: Delegation) -> Delegation:
    """End a delegation from today; its giver may, or whoever may transfer items of the body."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    giver = Person.objects.get(pk=delegation.person_id)
    if giver.subject_id != actor.subject_id:
        require(actor, "tasks.transfer", body_id=delegation.body_id)
    elif not actor.is_signed_in:
        raise PermitRefused("请先登录")
    ends_on = max(min(delegation.valid_to, clock.today()), delegation.valid_from)
    if ends_on != delegation.valid_to:
        record(actor, "tasks.end_delegation", delegation, changes={"valid_to": (delegation.valid_to, ends_on)})
        delegation.valid_to = ends_on
        delegation.save(update_fields=["valid_to"])
    return delegation


def _check(giver: Person, deputy: Person, body: Body | None, valid_from: date, valid_to: date) -> None:
    if valid_to <= valid_from or valid_to <= clock.today():
        raise DelegationInvalid("委托的结束日期须晚于开始日期和今天")
    if giver.pk == deputy.pk:
        raise DelegationInvalid("不能委托给本人")
    if body is None or not colleagues(body).filter(pk=deputy.pk).exists():
        raise DelegationInvalid(f"{deputy.name}不在本单位任职，不能代办")
