"""Entering an expert, correcting what is known, another term, retirement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions import enter_subject, rename_subject
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import ExpertChanged, ExpertRegistered, ExpertRetired
from ..models import Expert, ExpertEmployment, ExpertField
from ..refusals import ChangedMeanwhile, ExpertKnown, ValueNotValid
from ..terms import FieldScheme
from .locking import locked

CORRECTABLE = ("name", "title", "honours", "region", "place", "outside", "party", "source")


@transaction.atomic
def register_expert(
    *,
    actor: Actor,
    name: str,
    title: str = "",
    honours: str = "",
    region: Region | None = None,
    place: str = "",
    outside: bool = False,
    employer: str = "",
    employer_party: Any = None,
    post: str = "",
    employed_from: date | None = None,
    fields: Sequence[tuple[str, str]] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    party: Any = None,
    subject: Subject | None = None,
    source: str = "",
    despite_same_name: bool = False,
    fictional: bool = False,
) -> Expert:
    """Register an expert 「登记专家」 with employer and fields; a mandate then lets the person's account act for the record.

    `subject` is given where the person is known already (an account's person); else one is entered.
    """
    require(actor, "talent.register")
    name = _named(name)
    valid_from = valid_from or clock.today()
    _check_term(valid_from, valid_to)
    if not despite_same_name:
        _refuse_known(name, employer)
    expert = Expert.objects.create(
        subject=subject or enter_subject(kind=SubjectKind.PERSON, name=name), number=_next_number(valid_from.year),
        name=name, title=title.strip()[:100], honours=honours.strip()[:300], region=region, place=place.strip()[:60],
        outside=outside, valid_from=valid_from, valid_to=valid_to, party=party, source=source.strip()[:200],
        fictional=fictional, registered_at=clock.now(),
    )  # fmt: skip
    if employer.strip() or employer_party is not None:
        ExpertEmployment.objects.create(
            expert=expert, party=employer_party, employer=(employer.strip() or employer_party.name)[:200],
            post=post.strip()[:100], valid_from=employed_from,
        )  # fmt: skip
    ExpertField.objects.bulk_create(
        [
            ExpertField(expert=expert, scheme=FieldScheme(scheme).value, symbol=symbol)
            for scheme, symbol in dict.fromkeys(fields)
        ]
    )
    record(actor, "talent.register_expert", expert, changes={"name": ("", name), "employer": ("", employer)})
    publish(ExpertRegistered(expert_id=expert.pk))
    return expert


@transaction.atomic
def change_expert(*, actor: Actor, expert: Expert, reason: str, **values: Any) -> Expert:
    """Correct what is known of an expert 「更正」, with the reason; what did not change is not written."""
    require(actor, "talent.register")
    if not reason.strip():
        raise ValueNotValid("请填写更正的理由", "reason")
    unknown = set(values) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"not correctable: {unknown}")
    expert = locked(expert)
    if "name" in values:
        values["name"] = _named(values["name"])
    changes = changed(expert, **values)
    if not changes:
        return expert
    expert.save()
    if "name" in changes:
        rename_subject(subject_id=expert.subject_id, name=expert.name)
    record(actor, "talent.change_expert", expert, changes=changes, reason=reason)
    publish(ExpertChanged(expert_id=expert.pk, what=" ".join(changes)))
    return expert


@transaction.atomic
def renew_expert(*, actor: Actor, expert: Expert, valid_to: date) -> Expert:
    """A longer term 「续聘」."""
    require(actor, "talent.register")
    expert = locked(expert)
    if expert.valid_to == valid_to:
        return expert
    if expert.valid_to is None or valid_to <= expert.valid_to:
        raise ValueNotValid("续聘的截止日期须晚于现聘期", "valid_to")
    changes = changed(expert, valid_to=valid_to)
    expert.save(update_fields=["valid_to"])
    record(actor, "talent.renew_expert", expert, changes=changes)
    publish(ExpertChanged(expert_id=expert.pk, what="valid_to"))
    return expert


@transaction.atomic
def retire_expert(*, actor: Actor, expert: Expert, reason: str, on: date | None = None) -> Expert:
    """Take an expert out of the register 「退出」 from a day on; the record stays, nobody draws it any more."""
    require(actor, "talent.register")
    if not reason.strip():
        raise ValueNotValid("请填写退出的原因", "reason")
    expert = Expert.objects.select_for_update().get(pk=expert.pk)
    if expert.retired_on is not None:
        raise ChangedMeanwhile(f"{expert.name}已登记自 {expert.retired_on} 退出")
    changes = changed(expert, retired_on=on or clock.today(), retire_reason=reason.strip()[:300])
    expert.save(update_fields=["retired_on", "retire_reason"])
    record(actor, "talent.retire_expert", expert, changes=changes, reason=reason)
    publish(ExpertRetired(expert_id=expert.pk))
    return expert


def _named(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    refuse_classified(name)
    if not name or len(name) > 100:
        raise ValueNotValid("请填写姓名，最长100字", "name")
    return name


def _check_term(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise ValueNotValid("聘期的结束日期须晚于开始日期", "valid_to")


def _refuse_known(name: str, employer: str) -> None:
    same = Expert.objects.filter(name=name)
    if employer.strip():
        same = same.filter(Q(employments__employer=employer.strip()) | Q(employments=None))
    found = same.order_by("pk").first()
    if found is not None:
        raise ExpertKnown(f"专家库中已有“{name}”（{found.number}）；确为不同的人，请勾选“确为同名的另一人”", found.pk)


def _next_number(year: int) -> str:
    """The next number of a year; the last row is locked, so that two clerks get two."""
    last = Expert.objects.select_for_update().filter(number__startswith=f"ZJ{year}-").order_by("-number").first()
    serial = int(last.number.rsplit("-", 1)[1]) + 1 if last else 1
    return f"ZJ{year}-{serial:04d}"
