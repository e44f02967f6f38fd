"""Attaching documents, also to a case that is closed: closed is not deaf."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.files.actions import ReceivedFile, store_file
from qingzhi.base.permits import Actor, PermitRefused
from qingzhi.engine.tasks.actions import open_item

from ..access import layers_for
from ..models import Case, CaseAttachment, CaseEntry
from ..refusals import ReasonMissing
from ..terms import Layer
from .locking import lock_case
from .working import case_url


@transaction.atomic
def attach(
    *, actor: Actor, case: Case, slot: str, label: str, received: ReceivedFile, layer: Layer = Layer.APPLICANT
) -> CaseAttachment:
    """Put a file into a slot of an open case; what was there before stays readable as replaced."""
    case = lock_case(case)
    require_reader(actor, case, layer)
    if not case.is_open:
        raise PermitRefused("办件已办结，请用“补充材料”")
    CaseAttachment.objects.filter(case=case, slot=slot, replaced_at=None).update(replaced_at=clock.now())
    return _put(actor, case, slot, label, received, layer, supplement=False)


@transaction.atomic
def supplement(*, actor: Actor, case: Case, label: str, received: ReceivedFile, reason: str) -> CaseAttachment:
    """Hand in new evidence to a closed case; its body is asked to look at it, and may then reopen the case."""
    case = lock_case(case)
    require_reader(actor, case, Layer.APPLICANT)
    if case.is_open:
        return attach(
            actor=actor, case=case, slot=f"supplement_{clock.now():%Y%m%d%H%M%S%f}", label=label, received=received
        )
    if not reason.strip():
        raise ReasonMissing("请说明补充材料要证明什么")
    slot = f"supplement_{case.attachments.count() + 1}"
    found = _put(actor, case, slot, label, received, Layer.APPLICANT, supplement=True)
    CaseEntry.objects.create(
        case=case, at=clock.now(), label="办结后补充材料", from_state=case.state, to_state=case.state,
        layer=Layer.APPLICANT.value, by=actor.name, by_user_id=actor.user_id, by_subject_id=actor.acts_for,
        text=f"{label}：{reason.strip()}",
    )  # fmt: skip
    open_item(
        actor=actor, kind="procedures.supplement", title=f"查看办结后补充的材料：{case.title}"[:200], url=case_url(case),
        body=case.body, owner=case.owner, subject=found, lead_region=case.region_code,
    )  # fmt: skip
    return found


@transaction.atomic
def keep_inside(*, actor: Actor, case: Case) -> int:
    """Let only the handling body read what is attached so far; called by a step's effect, which has asked for its permit.

    Returns how many papers that are. What others get of them goes another way, with purpose and basis.
    """
    found = CaseAttachment.objects.filter(case=case).exclude(layer=Layer.INTERNAL.value)
    count = found.update(layer=Layer.INTERNAL.value)
    record(actor, "procedures.keep_inside", case, changes={"attachments": (None, count)})
    return count


@transaction.atomic
def put_aside(*, actor: Actor, case: Case, slots: Sequence[str]) -> int:
    """Let what lies in these slots count as replaced, though nothing new is there yet (what was signed belonged to another wording);
    called by a step's effect. Returns how many papers that are; they stay readable."""
    found = CaseAttachment.objects.filter(case=case, slot__in=slots, replaced_at=None)
    count = found.update(replaced_at=clock.now())
    if count:
        record(actor, "procedures.put_aside", case, changes={"attachments": (None, count)})
    return count


def require_reader(actor: Actor, case: Case, layer: Layer) -> None:
    """Only who reads a layer may hand something in to it."""
    if layer is Layer.PUBLIC or layer not in layers_for(actor, case):
        raise PermitRefused("您不能向这件办件提交材料")


def _put(
    actor: Actor, case: Case, slot: str, label: str, received: ReceivedFile, layer: Layer, *, supplement: bool
) -> CaseAttachment:
    file = store_file(actor=actor, received=received)
    found = CaseAttachment.objects.create(
        case=case, slot=slot, label=label.strip()[:120], file=file, layer=layer.value, at=clock.now(), by=actor.name,
        supplement=supplement,
    )  # fmt: skip
    record(actor, "procedures.attach", case, changes={"slot": ("", slot), "sha256": ("", file.sha256)})
    return found
