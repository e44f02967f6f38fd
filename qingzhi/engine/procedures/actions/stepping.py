"""Taking a step: everything that belongs to it comes about in one transaction, or nothing does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Person
from qingzhi.base.permits import Actor, PermitRefused

from ..access import may_take
from ..charts import run
from ..declaring import Occurrence, Step
from ..events import CaseClosed, CaseMovedOn
from ..forms import cleaned
from ..models import Case, CaseAttachment, CaseEntry
from ..refusals import AlreadySuspended, AttachmentMissing, CaseMoved, ReasonMissing, StepNotOpen
from ..terms import Relation, Waits
from .clocking import set_clocks
from .drafting import forget_drafts
from .locking import lock_case
from .notifying import tell_applicant
from .signing import lent, represented, signature, told_for
from .working import set_work


@transaction.atomic
def take_step(
    *,
    actor: Actor,
    case: Case,
    step: str,
    revision: int,
    data: Mapping[str, Any] | None = None,
    note: str = "",
    internal: str = "",
) -> Case:
    """Take a step on a case as it was at `revision`. `data` is what was filled into the step's form, `note` what whoever
    reads the step's layer sees, `internal` what stays with the handling body.

    The same click twice is taken once. Raises `CaseMoved` where somebody else was first, `PermitRefused`, `StepNotOpen`,
    `FormWrong`, `AttachmentMissing`, `ReasonMissing`, `GuardRefused`, and whatever an effect refuses; nothing is left then.
    """
    locked = lock_case(case)
    if locked.revision != revision:
        return _already_taken(locked, actor, step, revision)
    occurrence = _asked(actor, locked, step, data or {}, note.strip(), internal.strip())
    before, owner = locked.state, represented(actor, locked, occurrence.step)
    if owner:
        occurrence = replace(occurrence, actor=lent(actor, locked))
    locked.state = run(locked.declared, occurrence)
    _arrive(locked, occurrence, before)
    running = set_clocks(locked, occurrence.on)
    locked.save()
    set_work(actor, locked, running)
    forget_drafts(locked)
    _enter(locked, occurrence, before, owner)
    changes = {"state": (before, locked.state), "revision": (revision, locked.revision), **told_for(owner)}
    record(actor, f"procedures.step.{occurrence.step.code}", locked, changes=changes, reason=note.strip())
    publish(CaseMovedOn(case_id=locked.pk, procedure=locked.procedure, step=step, state=locked.state))
    if locked.state_declared.is_final:
        publish(CaseClosed(case_id=locked.pk, procedure=locked.procedure, outcome=locked.outcome))
    tell_applicant(occurrence)
    return locked


def _already_taken(case: Case, actor: Actor, step: str, revision: int) -> Case:
    """The case itself where this very click has been taken; raises `CaseMoved`, telling who was first."""
    last = CaseEntry.objects.filter(case=case).exclude(step="").order_by("-id").first()
    if last is not None and case.revision == revision + 1 and last.step == step and last.by_user_id == actor.user_id:
        return case
    told = f"{last.by}已于{last.at:%m月%d日%H:%M}办理“{last.label}”" if last else "办件已有变化"
    raise CaseMoved(f"{told}，现为“{case.state_label}”，请按最新情况办理")


def _asked(actor: Actor, case: Case, code: str, data: Mapping[str, Any], note: str, internal: str) -> Occurrence:
    """The step as it may happen; raises what stands against it."""
    step = next((one for one in case.declared.steps_from(case.state) if one.code == code), None)
    if step is None:
        raise StepNotOpen(f"办件现为“{case.state_label}”，不能办理这一步")
    answer = may_take(actor, case, step)
    if not answer:
        raise PermitRefused(answer.reason, case.declared.lane(step.lane).permit)
    if case.declared.lane(step.lane).relation is Relation.DESK and case.stops.filter(to_on=None, state="").exists():
        raise AlreadySuspended("办件已中止，恢复后才能办理")
    if step.needs_reason and not note:
        raise ReasonMissing(f"“{step.label}”须写明理由")
    _require_attachments(case, step)
    values = cleaned(step, data, case=case, actor=actor)
    return Occurrence(actor, case, case.declared, step, clock.today(), values, note, internal)


def _require_attachments(case: Case, step: Step) -> None:
    """Everything that is missing is named at once 「一次性告知」."""
    wanted = [one for one in step.attachments if one.required]
    if not wanted:
        return
    held = set(CaseAttachment.objects.filter(case=case, replaced_at=None).values_list("slot", flat=True))
    missing = [one.label for one in wanted if one.code not in held]
    if missing:
        raise AttachmentMissing(f"还缺少{len(missing)}项材料：{'、'.join(missing)}")


def _arrive(case: Case, occurrence: Occurrence, before: str) -> None:
    """What the new state says of the case as a whole."""
    now, state = clock.now(), case.state_declared
    case.revision += 1
    if case.state != before:  # a step may leave a case where it is: it has waited there since it came
        case.entered_at = now
    left = occurrence.procedure.state(before)
    if case.submitted_at is None and left.waits is Waits.APPLICANT and state.waits is not Waits.APPLICANT:
        case.submitted_at = now
    case.closed_at, case.outcome = (now, state.outcome.value) if state.outcome else (None, "")
    lane = occurrence.procedure.lane(occurrence.step.lane)
    if case.owner_id is None and lane.relation is Relation.DESK and occurrence.actor.body_id == case.body_id:
        case.owner = (
            Person.objects.filter(subject=occurrence.actor.subject_id).first() if occurrence.actor.subject_id else None
        )


def _enter(case: Case, occurrence: Occurrence, before: str, owner: str) -> None:
    step, actor = occurrence.step, occurrence.actor
    CaseEntry.objects.create(
        case=case, at=clock.now(), step=step.code, label=step.label, from_state=before, to_state=case.state,
        layer=step.layer.value, by=signature(actor, owner), by_user_id=actor.user_id, by_subject_id=actor.acts_for, told=step.told,
        text=occurrence.note, internal=occurrence.internal,
    )  # fmt: skip
