"""What ties an expert to others: declared by the expert, or entered by the office with its source."""

from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, check, require

from ..access import own_subjects
from ..events import ExpertChanged
from ..models import Expert, ExpertRelation
from ..refusals import ChangedMeanwhile, NotYourRecord, ValueNotValid
from ..terms import RelationKind
from .locking import locked

SELF = "专家本人申报"


@transaction.atomic
def declare_relation(
    *, actor: Actor, expert: Expert, kind: str, name: str = "", party: Any = None, employer: str = "", detail: str = "",
    valid_from: date | None = None, valid_to: date | None = None, source: str = "",
) -> ExpertRelation:  # fmt: skip
    """Declare a tie 「申报利益关系」: teacher, student, kin, joint inventor, service, shares."""
    expert = locked(expert)
    source = _source(actor, expert, source)
    name = name.strip() or (party.name if party else "")
    if not name:
        raise ValueNotValid("请填写对方的姓名或名称", "name")
    if valid_from and valid_to and valid_to <= valid_from:
        raise ValueNotValid("结束日期须晚于开始日期", "valid_to")
    row, created = ExpertRelation.objects.get_or_create(
        expert=expert, kind=RelationKind(kind).value, name=name[:200], valid_from=valid_from,
        defaults={
            "party": party, "employer": employer.strip()[:200], "detail": detail.strip()[:300], "valid_to": valid_to,
            "declared_on": clock.today(), "source": source[:200],
        },
    )  # fmt: skip
    if created:
        record(actor, "talent.declare_relation", expert, changes={"name": ("", str(row))}, reason=source)
        publish(ExpertChanged(expert_id=expert.pk, what="relation"))
    return row


@transaction.atomic
def end_relation(*, actor: Actor, relation: ExpertRelation, on: date, reason: str = "") -> ExpertRelation:
    """The end of a tie; it stays on file, and counts as long as the rule of its kind looks back."""
    expert = locked(relation.expert)
    _source(actor, expert, reason or SELF)
    row = ExpertRelation.objects.select_for_update().get(pk=relation.pk)
    if row.valid_to == on:
        return row
    if row.valid_to is not None:
        raise ChangedMeanwhile(f"该关系已登记至 {row.valid_to} 终止")
    if row.valid_from and on <= row.valid_from:
        raise ValueNotValid("终止日期须晚于开始日期", "on")
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(
        actor, "talent.end_relation", expert, changes={"name": (str(row), ""), "valid_to": (None, on)}, reason=reason
    )
    return row


def _source(actor: Actor, expert: Expert, source: str) -> str:
    """Where a declaration comes from: the expert's own word, or what the office names."""
    if not actor.is_system and expert.subject_id in own_subjects(actor) and check(actor, "talent.declare"):
        return SELF
    if not check(actor, "talent.register") and check(actor, "talent.declare"):
        raise NotYourRecord("只能申报本人的利益关系")
    require(actor, "talent.register")
    if not source.strip():
        raise ValueNotValid("请写明来源", "source")
    return source.strip()
