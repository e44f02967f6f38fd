"""The registers: organisations and mediators, appraisal bodies and their experts; struck off, and whom they stand near."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions import enter_subject
from qingzhi.base.identity.models import Person, Subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import Actor, require

from ..events import MediatorRegistered, MediatorRetired
from ..models import AppraisalBody, Appraiser, Mediator, Organisation, Tie
from ..refusals import AlreadyRetired, ValueNotValid
from ..terms import Field

PERMIT = "mediation.register"
On = Mediator | AppraisalBody | Appraiser  # in a register


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
    known = _known(name, fields, valid_from, valid_to)
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
def add_appraisal_body(
    *,
    actor: Actor,
    name: str,
    licence: str,
    listed_by: str,
    fields: Sequence[str],
    valid_from: date,
    valid_to: date | None = None,
    contact: str = "",
    subject: Subject | None = None,
) -> AppraisalBody:
    """Enter an appraisal body with its licence; the same licence again is the same body. `subject`: where the register has it."""
    require(actor, PERMIT, body_id=actor.body_id)
    known = _known(name, fields, valid_from, valid_to)
    if not licence.strip() or not listed_by.strip():
        raise ValueNotValid("请填写许可证号和登记单位", "licence")
    same = AppraisalBody.objects.filter(licence=licence.strip()).first()
    if same is not None:
        return same
    if AppraisalBody.objects.filter(name=name.strip()).exists():
        raise ValueNotValid("名册中已有同名的鉴定机构", "name")
    made = AppraisalBody.objects.create(
        subject=subject or enter_subject(kind=SubjectKind.PARTY, name=name.strip()), name=name.strip(), licence=licence.strip(),
        listed_by=listed_by.strip(), fields=known, valid_from=valid_from, valid_to=valid_to, contact=contact.strip(),
    )  # fmt: skip
    record(actor, "mediation.add_appraisal_body", made, changes={"name": ("", made.name)})
    return made


@transaction.atomic
def add_appraiser(
    *,
    actor: Actor,
    body: AppraisalBody,
    name: str,
    certificate: str,
    fields: Sequence[str],
    valid_from: date,
    valid_to: date | None = None,
    title: str = "",
    person: Person | None = None,
    subject: Subject | None = None,
) -> Appraiser:
    """Enter an expert of a body with the own certificate; the same certificate again is the same expert."""
    require(actor, PERMIT, body_id=actor.body_id)
    body = AppraisalBody.objects.select_for_update().get(pk=body.pk)
    known = _known(name, fields, valid_from, valid_to)
    if not certificate.strip():
        raise ValueNotValid("请填写执业证号", "certificate")
    same = Appraiser.objects.filter(certificate=certificate.strip()).first()
    if same is not None:
        return same
    who = person.subject if person else subject or enter_subject(kind=SubjectKind.PERSON, name=name.strip())
    made = Appraiser.objects.create(
        subject=who, body=body, name=name.strip(), certificate=certificate.strip(), fields=known, valid_from=valid_from,
        valid_to=valid_to, title=title.strip(),
    )  # fmt: skip
    record(actor, "mediation.add_appraiser", made, changes={"name": ("", made.name)})
    return made


@transaction.atomic
def strike_off(*, actor: Actor, listed: On, reason: str) -> On:
    """Take somebody off a register from today; what is in hand already goes on."""
    require(actor, PERMIT, body_id=actor.body_id)
    found = type(listed).objects.select_for_update().get(pk=listed.pk)
    if found.retired_on is not None:
        raise AlreadyRetired(f"{found.name}已于{found.retired_on:%Y年%m月%d日}注销")
    if not reason.strip():
        raise ValueNotValid("请填写注销原因", "reason")
    changes = changed(found, retired_on=clock.today(), retired_why=reason.strip()[:300])
    found.save(update_fields=["retired_on", "retired_why"])
    record(actor, "mediation.strike_off", found, changes=changes, reason=reason)
    if isinstance(found, Mediator):
        publish(MediatorRetired(mediator_id=found.pk))
    return found


@transaction.atomic
def declare_tie(*, actor: Actor, listed: On, name: str, kind: str) -> Tie:
    """Note whom somebody in a register stands near; told by himself or found by the office. Twice changes nothing."""
    if actor.acts_for != listed.subject_id:
        require(actor, PERMIT, body_id=actor.body_id)
    if not name.strip() or not kind.strip():
        raise ValueNotValid("请填写对象和关系", "name")
    found, created = Tie.objects.get_or_create(
        subject_id=listed.subject_id, name=name.strip()[:200], kind=kind.strip()[:100], defaults={"declared_at": clock.now()}
    )  # fmt: skip
    if created:
        record(actor, "mediation.declare_tie", listed, changes={"tie": ("", str(found))})
    return found


def _known(name: str, fields: Sequence[str], valid_from: date, valid_to: date | None) -> list[str]:
    """The fields by code; whoever is listed has a name, a field and a term."""
    if not name.strip():
        raise ValueNotValid("请填写名称或姓名", "name")
    if not fields:
        raise ValueNotValid("至少选择一个专业领域", "fields_known")
    _term(valid_from, valid_to)
    return [Field(one).value for one in dict.fromkeys(fields)]


def _term(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise ValueNotValid("结束日期须晚于开始日期", "valid_to")


def _next_number() -> str:
    """The next number, T0001; every organisation waits in turn for the last row."""
    last = Mediator.objects.select_for_update().order_by("-number").first()
    return f"T{int(last.number[1:]) + 1 if last else 1:04d}"
