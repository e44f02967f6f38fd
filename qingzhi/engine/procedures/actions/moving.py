"""Moving a case to other rules: an explicit act, never a side effect."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Case, CaseEntry
from ..refusals import NothingChanges, ReasonMissing, VersionUnfit
from ..registry import procedure_of
from ..terms import Layer
from .clocking import set_clocks
from .locking import lock_case
from .working import set_work


@transaction.atomic
def move_rules(*, actor: Actor, case: Case, on: date, reason: str) -> Case:
    """Let a case follow the rules of another day; its running limits are counted anew."""
    case = _asked(actor, case, reason)
    if case.rules_on == on:
        raise NothingChanges("办件已经适用这一天的规则")
    before, case.rules_on = case.rules_on, on
    set_clocks(case, clock.today())
    _tell(actor, case, f"改按{on}的规则办理", {"rules_on": (before, on)}, reason, "procedures.move_rules")
    return case


@transaction.atomic
def move_to_version(*, actor: Actor, case: Case, version: int, reason: str) -> Case:
    """Let a case follow another declared version of its procedure, which must know its state."""
    case = _asked(actor, case, reason)
    if case.procedure_version == version:
        raise NothingChanges("办件已经是这个版本")
    declared = procedure_of(case.procedure, version)
    if case.state not in {one.code for one in declared.states}:
        raise VersionUnfit(f"第{version}版没有“{case.state_label}”这一状态，不能转入")
    before, case.procedure_version = case.procedure_version, version
    set_clocks(case, clock.today())
    changes = {"procedure_version": (before, version)}
    _tell(actor, case, f"转入事项第{version}版", changes, reason, "procedures.move_to_version")
    return case


def _asked(actor: Actor, case: Case, reason: str) -> Case:
    case = lock_case(case)
    require(actor, "procedures.case.move", body_id=case.body_id, region_code=case.region_code or None)
    if not reason.strip():
        raise ReasonMissing("调整适用的规则须写明理由")
    return case


def _tell(
    actor: Actor, case: Case, label: str, changes: Mapping[str, tuple[object, object]], reason: str, verb: str
) -> None:
    case.revision += 1
    case.save()
    set_work(actor, case)
    CaseEntry.objects.create(
        case=case, at=clock.now(), label=label, from_state=case.state, to_state=case.state, layer=Layer.APPLICANT.value,
        by=actor.name, by_user_id=actor.user_id, by_subject_id=actor.acts_for, text=reason.strip(),
    )  # fmt: skip
    record(actor, verb, case, changes=changes, reason=reason.strip())
