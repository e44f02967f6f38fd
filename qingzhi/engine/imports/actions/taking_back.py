"""Taking a batch back whole, pausing it, going on with it."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..events import BatchConfirmed, BatchFailed, BatchRolledBack
from ..models import Batch
from ..refusals import BatchNotOpen, BatchRunning, ChangedSince, ReasonMissing
from ..terms import BatchState
from .confirming import locked_batch
from .keeping import later_batch


@transaction.atomic
def roll_back_batch(*, actor: Actor, batch: Batch, reason: str) -> Batch:
    """Take a batch back 「撤回」: new records vanish, changed ones get their old values; twice changes nothing.

    Refused, and nothing taken back, when a later batch changed the same records: it is named.
    """
    batch, kind = locked_batch(actor, batch)
    if batch.state == BatchState.ROLLED_BACK:
        return batch
    reason = reason.strip()
    if not reason:
        raise ReasonMissing("请写明撤回的理由")
    if batch.state in {BatchState.WAITING, BatchState.RUNNING}:
        raise BatchRunning(f"批次 {batch.code} 正在导入，请先暂停")
    if batch.state not in {BatchState.DONE, BatchState.FAILED}:
        raise BatchNotOpen(f"批次 {batch.code} 还没有导入，没有可撤回的内容")
    later = later_batch(batch)
    if later is not None:
        raise ChangedSince(
            f"批次 {batch.code} 的记录后来又被批次 {later.code}（{later.file_name}）更改，请先撤回那一批"
        )
    count = kind.roll_back(batch)
    told = changed(
        batch, state=BatchState.ROLLED_BACK.value, rolled_back_at=clock.now(), rolled_back_by=actor.name[:100],
        rollback_reason=reason[:300],
    )  # fmt: skip
    batch.lease = ""
    batch.save()
    record(actor, "imports.roll_back_batch", batch, changes=told, reason=f"撤回 {count} 条记录。{reason}")
    publish(BatchRolledBack(batch_id=batch.pk, kind=batch.kind))
    return batch


@transaction.atomic
def stop_batch(*, actor: Actor, batch: Batch) -> Batch:
    """Pause a batch 「暂停」 where it is; it can be gone on with or taken back."""
    batch, _ = locked_batch(actor, batch)
    if batch.state == BatchState.FAILED:
        return batch
    if batch.state not in {BatchState.WAITING, BatchState.RUNNING}:
        raise BatchNotOpen(f"批次 {batch.code} 处于“{batch.get_state_display()}”，无须暂停")
    told = changed(batch, state=BatchState.FAILED.value, failure=f"由{actor.name}暂停"[:500], lease="")
    told.pop("lease", None)
    batch.save(update_fields=["state", "failure", "lease"])
    record(actor, "imports.stop_batch", batch, changes=told)
    publish(BatchFailed(batch_id=batch.pk, kind=batch.kind))
    return batch


@transaction.atomic
def resume_batch(*, actor: Actor, batch: Batch) -> Batch:
    """Go on with a batch that stopped 「继续」, from its cursor."""
    batch, _ = locked_batch(actor, batch)
    if batch.state in {BatchState.WAITING, BatchState.RUNNING, BatchState.DONE}:
        return batch
    if batch.state != BatchState.FAILED:
        raise BatchNotOpen(f"批次 {batch.code} 处于“{batch.get_state_display()}”，不能继续")
    told = changed(batch, state=BatchState.WAITING.value, failure="", failures=0)
    batch.lease = ""
    batch.save(update_fields=["state", "failure", "failures", "lease"])
    record(actor, "imports.resume_batch", batch, changes=told)
    publish(BatchConfirmed(batch_id=batch.pk, kind=batch.kind))
    return batch
