"""Taking a case and handing it over."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor, require
from qingzhi.engine.tasks.actions import hand_over, take
from qingzhi.engine.tasks.models import WorkItem

from ..models import Case, CaseEntry
from ..refusals import NothingChanges, ReasonMissing
from ..registry import work_kind_of
from ..terms import Layer
from .locking import lock_case


@transaction.atomic
def take_case(*, actor: Actor, case: Case) -> Case:
    """Take a case of one's body 「认领」; taking one's own again changes nothing."""
    case = lock_case(case)
    require(actor, "procedures.case.handle", body_id=case.body_id, region_code=case.region_code or None)
    person = Person.objects.filter(subject=actor.subject_id).first()
    if person is None or case.owner_id == person.pk:
        return case
    item = _item(case)
    if item is not None:
        take(actor=actor, item=item)
    _pass(actor, case, case.body, person, "认领", "")
    return case


@transaction.atomic
def hand_over_case(
    *, actor: Actor, case: Case, to: Person | None = None, to_body: Body | None = None, reason: str = ""
) -> Case:
    """Hand a case over 「移交」 to a colleague, or with a reason to another body."""
    case = lock_case(case)
    require(actor, "procedures.case.handle", body_id=case.body_id, region_code=case.region_code or None)
    body = to_body or case.body
    if body.pk != case.body_id and not reason.strip():
        raise ReasonMissing("移交给其他单位须写明理由")
    if body.pk == case.body_id and (to is None or to.pk == case.owner_id):
        raise NothingChanges("请选择另一位承办人或另一个单位")
    item = _item(case)
    if item is not None:
        hand_over(actor=actor, item=item, to=to, to_body=to_body, reason=reason)
    _pass(actor, case, body, to, "移交", reason.strip())
    return case


def _item(case: Case) -> WorkItem | None:
    return WorkItem.objects.filter(
        kind=work_kind_of(case.procedure), subject_kind=case._meta.label_lower, subject_id=str(case.pk), closed_at=None,
        body__isnull=False,
    ).first()  # fmt: skip


def _pass(actor: Actor, case: Case, body: Body, owner: Person | None, label: str, reason: str) -> None:
    changes = {"body": (case.body.name, body.name), "owner": (str(case.owner or ""), str(owner or ""))}
    case.body, case.owner = body, owner
    case.revision += 1
    case.save(update_fields=["body", "owner", "revision"])
    CaseEntry.objects.create(
        case=case, at=clock.now(), label=f"{label}：{owner or body}", from_state=case.state, to_state=case.state,
        layer=Layer.INTERNAL.value, by=actor.name, by_user_id=actor.user_id, by_subject_id=actor.acts_for, internal=reason,
    )  # fmt: skip
    record(
        actor, "procedures.hand_over" if label == "移交" else "procedures.take", case, changes=changes, reason=reason
    )
