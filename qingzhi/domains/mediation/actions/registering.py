"""The register of organisations and mediators."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions import enter_subject
from qingzhi.base.identity.models import Person
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import Actor, require

from ..events import MediatorRegistered, MediatorRetired
from ..models import Mediator, MediatorTie, Organisation
from ..refusals import AlreadyRetired, ValueNotValid
from ..terms import Field

PERMIT = "mediation.register"


@transaction.atomic
def add_organisation(
    *,
    actor: Actor,
    name: str,
    founded_by: str,
    valid_from: date,
    valid_to: date | None = None,
    court_list: str = "",
    contact: str = "",
) -> Organisation:
    """Enter a mediation organisation; the same name again is the same organisation."""
    require(actor, PERMIT, body_id=actor.body_id)
    name = name.strip()
    if not name or not founded_by.strip():
        raise ValueNotValid("请填写名称和设立单位", "name")
    _term(valid_from, valid_to)
    known = Organisation.objects.filter(name=name).first()
    if known is not None:
        return known
    subject = enter_subject(kind=SubjectKind.PARTY, name=name)
    made = Organisation.objects.create(
        subject=subject, name=name, founded_by=founded_by.strip(), valid_from=valid_from, valid_to=valid_to,
        court_list=court_list.strip(), contact=contact.strip(),
    )  # fmt: skip
    record(actor, "mediation.add_organisation", made, changes={"name": ("", made.name)})
    return made


@transaction.atomic
def add_mediator(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str,
    fields: Sequence[str],
    valid_from: date,
    valid_to: date | None = None,
    title: str = "",
    person: Person | None = None,
) -> Mediator:
    """Enter a mediator; `person` is who works with the system, whose mandate lets him act for himself."""
    require(actor, PERMIT, body_id=actor.body_id)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = [Field(one).value for one in dict.fromkeys(fields)]
    if not name.strip():
        raise ValueNotValid("请填写姓名", "name")
    if not known:
        raise ValueNotValid("至少选择一个专业领域", "fields")
    _term(valid_from, valid_to)
    same = Mediator.objects.filter(organisation=organisation, name=name.strip(), retired_on=None).first()
    if same is not None:
        return same
    subject = person.subject if person else enter_subject(kind=SubjectKind.PERSON, name=name.strip())
    made = Mediator.objects.create(
        subject=subject, organisation=organisation, number=_next_number(), name=name.strip(), fields=known,
        title=title.strip(), valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    record(actor, "mediation.add_mediator", made, changes={"name": ("", made.name)})
    publish(MediatorRegistered(mediator_id=made.pk))
    return made


@transaction.atomic
def retire_mediator(*, actor: Actor, mediator: Mediator, reason: str) -> Mediator:
    """Take a mediator off the register from today; what he mediates already goes on with him."""
    require(actor, PERMIT, body_id=actor.body_id)
    found = Mediator.objects.select_for_update().get(pk=mediator.pk)
    if found.retired_on is not None:
        raise AlreadyRetired(f"{found.name}已于{found.retired_on:%Y年%m月%d日}注销")
    if not reason.strip():
        raise ValueNotValid("请填写注销原因", "reason")
    changes = changed(found, retired_on=clock.today(), retired_why=reason.strip()[:300])
    found.save(update_fields=["retired_on", "retired_why"])
    record(actor, "mediation.retire_mediator", found, changes=changes, reason=reason)
    publish(MediatorRetired(mediator_id=found.pk))
    return found


@transaction.atomic
def declare_tie(*, actor: Actor, mediator: Mediator, name: str, kind: str) -> MediatorTie:
    """Note whom a mediator stands near; told by himself or found by the office. Twice changes nothing."""
    if actor.acts_for != mediator.subject_id:
        require(actor, PERMIT, body_id=actor.body_id)
    if not name.strip() or not kind.strip():
        raise ValueNotValid("请填写对象和关系", "name")
    found, created = MediatorTie.objects.get_or_create(
        mediator=mediator, name=name.strip()[:200], kind=kind.strip()[:100], defaults={"declared_at": clock.now()}
    )
    if created:
        record(actor, "mediation.declare_tie", mediator, changes={"tie": ("", str(found))})
    return found


def _term(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise ValueNotValid("结束日期须晚于开始日期", "valid_to")


def _next_number() -> str:
    """The next number, T0001; every organisation waits in turn for the last row."""
    last = Mediator.objects.select_for_update().order_by("-number").first()
    return f"T{int(last.number[1:]) + 1 if last else 1:04d}"
