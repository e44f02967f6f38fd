"""The end of a batch: finished, or stopped with nothing left half-done where the file itself is bad."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Refusal

from ..events import BatchFailed, BatchFinished
from ..kinds import kind_of
from ..models import Batch
from ..terms import BatchState

COUNTS = ("created_count", "updated_count", "unchanged_count", "older_count", "rejected_count")


def finish_batch(batch: Batch, *, passed_over: Sequence[str] = ()) -> None:
    """Settle a batch whose every row is taken or rejected, in the caller's transaction: one entry stands for all rows."""
    told: dict[str, Any] = {
        name: (0, getattr(batch, name)) for name in ("cursor", *COUNTS) if getattr(batch, name)
    }  # fmt: skip
    told |= {"digest": ("", batch.digest), "file_sha256": ("", batch.file_sha256)}
    told |= changed(batch, state=BatchState.DONE.value)
    batch.understood = {**batch.understood, "passed_over": list(passed_over)}
    batch.lease, batch.finished_at, batch.row_total = "", clock.now(), batch.cursor
    batch.save(update_fields=["state", "lease", "finished_at", "row_total", "understood"])
    record(
        SYSTEM,
        "imports.finish_batch",
        batch,
        changes=told,
        reason=f"提交人 {batch.requested_by}。{counts_in_words(batch)}",
    )
    publish(BatchFinished(batch_id=batch.pk, kind=batch.kind))


def counts_in_words(batch: Batch) -> str:
    """「新增 3，更新 1，未变 0，较旧未采用 0，拒收 2」."""
    return "，".join(f"{batch._meta.get_field(name).verbose_name} {getattr(batch, name)}" for name in COUNTS)  # type: ignore[union-attr]


@transaction.atomic
def fail_batch(*, batch: Batch, reason: str, whole: bool) -> Batch:
    """Stop a batch 「中止」. `whole`: its file is damaged, so what was written of it is taken back at once, if that can be."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state in {BatchState.DONE, BatchState.ROLLED_BACK, BatchState.DROPPED}:
        return batch
    if whole and batch.cursor:
        reason += _undone(batch)
    told = changed(batch, state=BatchState.FAILED.value, failure=reason[:500])
    batch.lease = ""
    batch.save()
    record(SYSTEM, "imports.fail_batch", batch, changes=told, reason=reason)
    publish(BatchFailed(batch_id=batch.pk, kind=batch.kind))
    return batch


def _undone(batch: Batch) -> str:
    try:
        with transaction.atomic():
            kind_of(batch.kind).roll_back(batch)
            batch.changes.all().delete()
            batch.rejections.all().delete()
    except Refusal as refused:
        return f"（此前 {batch.cursor} 行已写入，未能自动撤回：{refused.reason}）"
    taken = batch.cursor
    batch.cursor, batch.digest = 0, ""
    for name in COUNTS:
        setattr(batch, name, 0)
    return f"（此前写入的 {taken} 行已自动撤回，登记簿没有变化）"
