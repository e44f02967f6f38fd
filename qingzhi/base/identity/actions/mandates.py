"""Granting mandates 「经办授权」, ending them, and switching to one."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.refusals import require_reason
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import MandateEnded, MandateGranted
from ..models import Mandate, Person, Post, Role, Subject
from ..queries import overlapping
from ..refusals import AlreadySo, DutiesNotSeparated, OwnMatter, PeriodUnsound, PostTaken, RoleUnfit


@transaction.atomic
def grant_mandate(
    *,
    actor: Actor,
    person: Person,
    subject: Subject,
    role: Role,
    basis: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Mandate:
    """Let a person act for a subject in a role of mandates (applicant, expert), from today if no day is given.

    The three administrators hold none (three separated administrators 「三员分立」, GB/T 22239). Granting the same again
    gives the one that is there.
    """
    require(actor, "identity.mandate.manage")
    return enter_mandate(
        actor=actor, person=person, subject=subject, role=role, basis=basis, valid_from=valid_from, valid_to=valid_to
    )


def enter_mandate(
    *,
    actor: Actor,
    person: Person,
    subject: Subject,
    role: Role,
    basis: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Mandate:
    """Write a mandate, as a part of an action that has asked for its own permit; see `grant_mandate`."""
    valid_from = valid_from or clock.today()
    basis = require_reason(basis, "请填写授权依据")
    _refuse_unfit(actor, person, role, valid_from, valid_to)
    Person.objects.select_for_update().get(pk=person.pk)
    _refuse_administrators(person, valid_from, valid_to)
    for held in Mandate.objects.filter(overlapping(valid_from, valid_to), person=person, subject=subject, role=role):
        if (held.valid_from, held.valid_to) == (valid_from, valid_to):
            return held
        raise PostTaken(f"{person.name}在此期间已是“{held.label}”")
    mandate = Mandate.objects.create(
        person=person, subject=subject, role=role, basis=basis[:300], valid_from=valid_from, valid_to=valid_to
    )
    changes = {
        "role": ("", role.name),
        "subject": ("", subject.display_name),
        "valid_from": (None, valid_from),
        "valid_to": (None, valid_to),
    }
    record(actor, "identity.grant_mandate", mandate, changes=changes, reason=basis)
    publish(MandateGranted(mandate_id=mandate.pk, person_id=person.pk, subject_id=subject.pk, role=role.code))
    return mandate


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, on: date, reason: str) -> Mandate:
    """End a mandate from that day on; what is open stays with the subject and its other people."""
    require(actor, "identity.mandate.manage")
    reason = require_reason(reason, "请填写终止原因")
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("person", "subject").get(pk=mandate.pk)
    if actor.subject_id == mandate.person.subject_id:
        raise OwnMatter("不能终止自己的授权，请由另一名安全管理员办理")
    if on < mandate.valid_from:
        raise PeriodUnsound(f"终止日期不能早于授权起始日期 {mandate.valid_from}")
    if mandate.valid_to and mandate.valid_to <= on:
        raise AlreadySo(f"这项授权已于 {mandate.valid_to} 终止")
    record(actor, "identity.end_mandate", mandate, changes={"valid_to": (mandate.valid_to, on)}, reason=reason)
    mandate.valid_to = on
    mandate.save(update_fields=["valid_to"])
    publish(MandateEnded(mandate_id=mandate.pk, person_id=mandate.person_id, subject_id=mandate.subject_id, on=on))
    return mandate


@transaction.atomic
def switch_mandate(*, actor: Actor, mandate: Mandate) -> None:
    """Tell the trail that a person acts by this mandate from now on."""
    record(actor, "identity.switch_mandate", mandate, changes={"role": (actor.role_title, mandate.label)})


def _refuse_unfit(actor: Actor, person: Person, role: Role, valid_from: date, valid_to: date | None) -> None:
    if actor.subject_id == person.subject_id:
        raise OwnMatter("不能给自己授权，请由另一名安全管理员办理")
    if not role.by_mandate:
        raise RoleUnfit(f"角色“{role.name}”由岗位任命担任，不能以经办授权担任")
    if valid_to and valid_to <= valid_from:
        raise PeriodUnsound("终止日期须晚于起始日期")
    if role.retired_on and (valid_to is None or valid_to > role.retired_on):
        raise PeriodUnsound(f"角色“{role.name}”自 {role.retired_on} 起停用")


def _refuse_administrators(person: Person, valid_from: date, valid_to: date | None) -> None:
    held = Post.objects.filter(overlapping(valid_from, valid_to), ~Q(role__duty=""), person=person).select_related(
        "role"
    )
    if post := held.first():
        raise DutiesNotSeparated(f"{person.name}在此期间任“{post.role.name}”，三员不能兼任经办或专家")
